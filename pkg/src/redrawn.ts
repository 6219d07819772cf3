/**
 * Pages whose body is drawn anew under a visitor's hands: by React when what it finds is not what it expected, and by
 * whatever changes pages without loading them (Turbo, htmx). The question, or the way back to it, goes with the old
 * body; here it comes back into the new one.
 */

/** To be called after each change of the page. */
export function mind(again: () => void): () => void {
  let root: Element | null = null;
  let once: unknown = 1;
  return () => {
    const gone = root;
    root = document.getElementById('sluis');
    // Who takes it out by itself a second time means it: a filter of the visitor's, for one.
    if (gone && !root && (gone.parentNode || once)) {
      once = once && gone.parentNode;
      again();
    }
  };
}
