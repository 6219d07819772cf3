/** Buttons that copy what they name with `data-copy`, and say so. */

export function copyButtons(within: ParentNode = document): void {
  for (const button of within.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
      const label = button.textContent;
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy!)!.textContent!);
      button.textContent = button.dataset.done!;
      setTimeout(() => (button.textContent = label), 2000);
    });
  }
}
