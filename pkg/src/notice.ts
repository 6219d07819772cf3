/**
 * Says that nothing is asked, on a site that wants it said (`ui.notice`): a text, and a button to close it. Nothing is stored, not even that it was
 * closed, because that would take a permission or a reason of its own (Tw art. 11.7a): it is closed for this page, and the next one says it again.
 */

import type { Parts } from './loader';
import { mind } from './redrawn';
import type { Sluis } from './types';

export async function start({ services, sealed, ui }: any, _page: Sluis, language: string, parts: Parts, tell: (texts: string[]) => void): Promise<void> {
  // Where there is something to choose, the text would not be true.
  if (services.some(({ category }: { category: string }) => category != 'functional')) return;
  const texts = (await Promise.all([parts.text(language), parts.rest(language)])).flat();
  const [tag] = language.split('-') as [string];
  for (const [place, text] of sealed.texts[tag] || []) texts[place] = text;
  if (document.readyState == 'loading') await new Promise((done) => document.addEventListener('DOMContentLoaded', done));
  // Whoever has opened the settings meanwhile reads it there.
  if (document.querySelector('[data-sluis=settings]')) return;
  // Brings the sheet, too.
  tell(texts);
  const [said, close, label] = NOTICE.map((place) => texts[place]!) as [string, string, string];
  // As the core makes them, which uses them from here on (`root` in src/core/view/mod.rs).
  const { layout = 'bar', theme = 'auto', corner = 'left' } = ui;
  const root =
    document.querySelector<HTMLElement>('[data-sluis=root]') ||
    make('sluis-root', { id: 'sluis', role: 'region', 'aria-label': label, 'data-sluis': 'root', lang: tag, dir: /ar|he/.test(tag) ? 'rtl' : 'ltr', 'data-layout': layout, 'data-theme': theme, 'data-corner': corner });
  const place = root.querySelector<HTMLElement>('[data-sluis=notice]') || root.appendChild(make('div', { 'data-sluis': 'notice', role: 'status', tabindex: '-1' }));
  const put = () => {
    if (!root.isConnected) (document.querySelector('[data-sluis=place]') || document.body).prepend(root);
    root.popover = 'manual';
    root.showPopover?.();
  };
  put();
  const button = make('button', { type: 'button', 'data-do': 'dismiss' }, close);
  const row = make('div', { 'data-part': 'choices' });
  row.append(button);
  place.append(make('p', {}, said), row);
  const look = mind(put);
  look();
  new MutationObserver(look).observe(document, { childList: true, subtree: true });

  // It makes way for what has focus (WCAG 2.4.11).
  let low = false;
  document.addEventListener('focusin', ({ target }) => {
    if (place.contains(target as Node)) return;
    const [front, behind] = [place, target as Element].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
    if (front.top < behind.bottom && behind.top < front.bottom && front.left < behind.right && behind.left < front.right) {
      low = !low;
      place.style.setProperty('inset-block', low ? 'auto 1em' : '1em auto', 'important');
    }
  });
}

function make(name: string, attributes: Record<string, string>, text = ''): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(text);
  return element;
}
