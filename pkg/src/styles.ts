/** The stylesheet, put into the page once something is to be shown. */

import css from 'sluis:style';
import type { Styles } from './types';

let adopted = false;

export function adoptStyles(styles: Styles): void {
  if (adopted || styles == 'own') return;
  adopted = true;
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
