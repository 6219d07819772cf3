/**
 * The preview: Sluis itself, in a frame that may run scripts and nothing else. It has an origin of its own, so it can
 * neither store anything nor reach this page.
 */

import { make, one } from './html';
import { say } from './words';

const WIDTHS: Record<string, [width: number, height: number]> = { desktop: [1180, 760], phone: [390, 760] };

const value = (id: string) => one<HTMLSelectElement>(id).value;
const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
/** Beside the page's own script. */
const beside = (name: string) => new URL(name, import.meta.url).href;

let shown = '';

/** Shows a sealed configuration, or why there is nothing to show. */
export function stage(config: object | null, asks: boolean, name: string): void {
  const waiting = one('waiting');
  waiting.hidden = config !== null;
  const old = one('stage').querySelector('iframe');
  if (!config) {
    waiting.textContent = say(name ? 'preview-broken' : 'preview-waits');
    old?.remove();
    shown = '';
    return;
  }
  const id = value('v-language');
  const view = value('v-view');
  const html = `<!doctype html><html lang="${id.split('-')[0]}"><head><meta charset="utf-8"><title>${escape(say('preview-title'))}</title>
<link rel="stylesheet" href="${beside('../style/preview.css')}"><script type="application/json" id="config">${JSON.stringify(config).replace(/</g, '\\u003c')}</script></head>
<body data-view="${view}" data-theme="${value('v-theme') || 'auto'}"><header><b>${escape(name)}</b></header><main><p>${escape(asks || view !== 'banner' ? say('preview-page') : say('preview-quiet'))}</p>
${view === 'declaration' ? '<div data-sluis="declaration"></div>' : '<div class="block"></div><div class="line"></div><div class="line"></div><div class="line short"></div>'}</main>
<script src="${beside('preview.js')}"></script></body></html>`;
  const [width, height] = WIDTHS[value('v-device')];
  if (html === shown && old?.width === String(width)) return;
  shown = html;
  // A new one each time: the old stays until the new has something to show, so that nothing flickers.
  const frame = make('iframe', { sandbox: 'allow-scripts', title: say('preview-title'), srcdoc: html, width, height });
  frame.addEventListener('load', () => {
    for (const other of one('stage').querySelectorAll('iframe')) if (other !== frame) other.remove();
  });
  one('stage').append(frame);
  fit();
}

/** A desktop does not fit beside a form, so it is shown smaller. */
export function fit(): void {
  const place = one('stage');
  for (const frame of place.querySelectorAll('iframe')) {
    const scale = Math.min(1, place.clientWidth / Number(frame.width));
    frame.style.transform = `scale(${scale})`;
    place.style.height = `${Math.round(Number(frame.height) * scale)}px`;
    frame.style.left = `${Math.max(0, (place.clientWidth - Number(frame.width) * scale) / 2)}px`;
  }
}
