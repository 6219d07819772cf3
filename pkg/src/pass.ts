/**
 * Showing one embed under a policy takes a new page that allows it. From the click to the first line of that page, what
 * to show waits in session storage: the address of a frame, or the service of a marked place.
 */

const KEY = 'sluis_once';

/** What this page may show once, and no page after it. */
export function pass(): string {
  try {
    const shown = sessionStorage.getItem(KEY) || '';
    sessionStorage.removeItem(KEY);
    return shown;
  } catch {
    return '';
  }
}

/** @returns whether the next page will know. */
export function keep(shown: string): boolean {
  try {
    sessionStorage.setItem(KEY, shown);
    return true;
  } catch {
    return false;
  }
}
