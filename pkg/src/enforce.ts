/**
 * Where the configuration says `enforce`: a page whose visitor has refused something gets the policy of that choice;
 * with `"first"` one whose visitor has not chosen, too, where the first line of the page has not seen to it already.
 */

import { KEY, once, put } from './meta';
import { keep, pass } from './pass';
import { policy } from './policy';
import { renew } from './renew';
import type { Gate, Sluis } from './types';

export function enforce(config: any, page: Sluis): void {
  const first = config.enforce == 'first';
  const shown = first ? once() ?? pass() : '';
  const follow = () => {
    const { record, services } = page.state();
    const text = policy(config, (id) => services[id] == 'granted', shown);
    const refuses = (record || first) && Object.values(services).includes('denied');
    if (refuses) put(text);
    try {
      // For the first line of the next page; with `first` that reads the cookie.
      if (refuses && !first) localStorage.setItem(KEY, `${record}\n${text}`);
      else localStorage.removeItem(KEY);
    } catch {
      // Without storage each page gets it when the core has come.
    }
  };
  page.on('change', follow);
  follow();
  if (first) embeds(page.gate, shown);
}

/** One embed that is to be shown takes a page that allows it; there it is shown without another click. */
function embeds(gate: Gate, shown: string): void {
  let open = shown;
  const key = (button: Element): string => {
    const place = button.closest<HTMLElement>('[data-sluis-embed]');
    const frame = button.closest('[data-sluis=embed]')!.previousElementSibling as HTMLElement;
    if (place) return place.dataset.sluisEmbed!;
    const address = gate.held.find(({ element }) => element == frame)?.address ?? frame.dataset.src ?? '';
    try {
      return new URL(address, document.baseURI).href;
    } catch {
      return address;
    }
  };
  const click = (event: Event) => {
    const button = (event.target as Element).closest?.('[data-sluis=embed] [data-do=once]');
    if (!button || key(button) == shown || !keep(key(button))) return;
    event.preventDefault();
    event.stopPropagation();
    renew();
  };
  document.addEventListener('click', click, true);
  const look = () => {
    const button = [...document.querySelectorAll<HTMLElement>('[data-sluis=embed] [data-do=once]')].find((button) => key(button) == open);
    if (!button) return;
    open = '';
    watch.disconnect();
    // The page begins at its top again; focus, which goes on to what is shown, brings it back into sight.
    button.focus();
    button.click();
  };
  const watch = new MutationObserver(look);
  if (!open) return;
  watch.observe(document, { childList: true, subtree: true });
  look();
}
