/** Tabs by the pattern of the ARIA practices: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/. */

export function tabs(list: HTMLElement, chosen: (id: string) => void): (id: string) => void {
  const all = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const choose = (id: string): void => {
    for (const tab of all) {
      const here = tab.id === id;
      tab.setAttribute('aria-selected', String(here));
      tab.tabIndex = here ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')!)!.hidden = !here;
    }
    chosen(id);
  };
  list.addEventListener('click', (event) => {
    const tab = (event.target as HTMLElement).closest<HTMLElement>('[role=tab]');
    if (tab) choose(tab.id);
  });
  list.addEventListener('keydown', (event) => {
    const here = all.indexOf(document.activeElement as HTMLElement);
    const step: Record<string, number> = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 };
    if (here < 0 || !(event.key in step)) return;
    event.preventDefault();
    const next = all[(step[event.key] + all.length) % all.length];
    next.focus();
    choose(next.id);
  });
  return choose;
}
