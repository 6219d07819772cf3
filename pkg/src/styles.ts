/** A stylesheet, put into the page once something of it is to be shown. */

import type { Styles } from './types';

const adopted = new Set<string>();
/** The browser's own: what the barrier puts in front of it would read all of ours, to find nothing. */
const replace = (globalThis as any).CSSStyleSheet?.prototype.replaceSync;

/** Every declaration important, but for the rule with `all: initial`: written out in the sheet that is a tenth of its bytes (`bare` in important.mjs). */
const strengthen = (css: string) => css.replace(/[^{}](?=[;}])/g, '$&!important').replace(/initial.*?}/, (rule) => rule.replace(/!important/g, ''));

export function adoptStyles(css: string, styles: Styles): void {
  if (adopted.has(css) || styles == 'own') return;
  adopted.add(css);
  css = strengthen(css);
  try {
    // Allowed under `style-src 'self'`, where a <style> element is not.
    const sheet = new CSSStyleSheet();
    replace.call(sheet, css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4.
    document.head.appendChild(document.createElement('style')).textContent = css;
  }
}
