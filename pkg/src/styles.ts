/** A stylesheet, put into the page once something of it is to be shown. */

import type { Styles } from './types';

const adopted = new Set<string>();

export function adoptStyles(css: string, styles: Styles): void {
  if (adopted.has(css) || styles == 'own') return;
  adopted.add(css);
  try {
    // Allowed under `style-src 'self'`, where a <style> element is not.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4.
    document.head.appendChild(document.createElement('style')).textContent = css;
  }
}
