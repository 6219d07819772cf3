/**
 * The panel: at the top, away from the banner, in its own shadow root, so that page and panel can't dress each other, and built from elements and a
 * constructed style sheet alone, so that no policy stands in its way.
 */

import type { Addition, Refused, Undeclared } from '../types';
import { asText, byPlace } from './plan';

const STYLE = `
:host { all: initial; position: fixed; inset: 1rem 1rem auto auto; z-index: 2147483647; display: block; overflow: visible; max-width: calc(100vw - 2rem); }
section { box-sizing: border-box; width: 34rem; max-width: 100%; max-height: 60vh; display: flex; flex-direction: column; border: 1px solid #6b6b6b; border-radius: 6px;
  background: #fff; color: #1a1a1a; font: 14px/1.45 system-ui, sans-serif; box-shadow: 0 4px 24px #0005; }
header { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .5rem .75rem; }
h2 { font-size: 1rem; margin: 0 auto 0 0; } h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
.body { overflow: auto; padding: 0 .75rem .75rem; border-top: 1px solid #d0d0d0; }
button { font: inherit; padding: .25rem .6rem; min-height: 28px; border: 1px solid #6b6b6b; border-radius: 4px; background: #f2f2f2; color: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid #1557b0; outline-offset: 2px; }
ul { margin: .25rem 0; padding-left: 1.1rem; } li { margin: .2rem 0; overflow-wrap: anywhere; }
small { color: #555; } p { margin: .4rem 0; } summary { cursor: pointer; margin-top: 1rem; font-weight: 600; }
pre { margin: .3rem 0; padding: .5rem; overflow: auto; background: #f4f4f4; border: 1px solid #d0d0d0; border-radius: 4px; font: 12px/1.4 ui-monospace, monospace; }
[hidden] { display: none; }
@media (prefers-color-scheme: dark) {
  section { background: #1e1e1e; color: #eee; } button { background: #333; } pre { background: #111; border-color: #444; } small { color: #bbb; }
  .body { border-color: #444; } :focus-visible { outline-color: #8ab4f8; }
}`;

const KINDS: [Undeclared['kind'], string][] = [
  ['host', 'Hosts'],
  ['cookie', 'Cookies'],
  ['localStorage', 'Local storage'],
  ['sessionStorage', 'Session storage'],
  ['indexedDB', 'Databases (IndexedDB)'],
  ['cacheStorage', 'Caches'],
  ['serviceWorker', 'Service workers'],
];

const OUTCOMES = {
  requested: 'was asked for',
  held: 'held: it waits, and nobody can allow it before it is declared',
  refused: 'refused by the Content-Security-Policy',
  stored: 'stored',
};

/** In the words of docs/inspect.md. */
const UNSEEN = [
  'HttpOnly cookies: no script can read them. The browser’s developer tools list them, under Application or Storage.',
  'What other companies store under their own domains, and what their frames load and store.',
  'What a script does that still waits. Accept everything, and go through the site with this panel open.',
  'Subdomains of this site that lead to another company: they count as this site.',
  'Cookies of another path, bare connections (preconnect), and what a service worker or a worker asks for.',
  'What was stored before and is gone, and who stored what was there before this panel.',
];

export class Panel {
  readonly #host = element('div');
  readonly #title = element('h2');
  readonly #told = element('span');
  readonly #body = element('div');
  #text = '';

  constructor() {
    const root = this.#host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const section = element('section');
    section.lang = 'en';
    section.dir = 'ltr';
    section.setAttribute('aria-labelledby', 'title');
    this.#title.id = 'title';
    this.#told.setAttribute('role', 'status');
    this.#body.className = 'body';
    // Focusable, so that a keyboard can scroll it.
    Object.assign(this.#body, { id: 'body', tabIndex: 0 });
    this.#body.setAttribute('role', 'group');
    this.#body.setAttribute('aria-labelledby', 'title');
    const header = element('header');
    const fold = button('Fold', () => {
      this.#body.hidden = !this.#body.hidden;
      fold.setAttribute('aria-expanded', `${!this.#body.hidden}`);
    });
    fold.setAttribute('aria-expanded', 'true');
    fold.setAttribute('aria-controls', 'body');
    header.append(this.#title, this.#told, button('Copy the lines', () => this.#copy()), fold, button('Close', () => this.#host.remove()));
    section.append(header, this.#body);
    root.append(section);
    this.#host.dataset.sluis = 'inspect';
    document.documentElement.append(this.#host);
    // Over the question, which is in the top layer too.
    this.#host.popover = 'manual';
    this.#host.showPopover?.();
  }

  show(found: Undeclared[], plan: Addition[], refused: Refused[]): void {
    this.#text = asText(plan);
    this.#title.textContent = found.length ? `Sluis: ${found.length} not declared` : 'Sluis: nothing undeclared so far';
    const parts: Node[] = [];
    for (const [kind, name] of KINDS) {
      const rows = found.filter((each) => each.kind == kind);
      if (rows.length) parts.push(element('h3', `${name} (${rows.length})`), list(rows.map(row)));
    }
    if (refused.length) parts.push(element('h3', `Cookies not stored (${refused.length})`), list(refused.map((each) => [refusalOf(each)])));
    if (plan.length) {
      parts.push(element('h3', 'Lines for consent.json'));
      parts.push(element('p', 'Fill in every "": the check refuses it. A null may stay, and visitors are told that it is not known. A service without a host is a place for what nobody is known to store: move each item to the service it belongs to.'));
      for (const [to, values] of byPlace(plan)) {
        const lines = element('pre', values.map((value) => JSON.stringify(value, null, 2)).join(',\n'));
        lines.tabIndex = 0;
        parts.push(element('p', `In ${to}:`), lines);
      }
    }
    const unseen = element('details');
    unseen.append(element('summary', 'What this can’t see'), list(UNSEEN.map((text) => [text])));
    // Whoever has opened it is reading.
    unseen.open = !!this.#body.querySelector('details')?.open;
    const { scrollTop } = this.#body;
    this.#body.replaceChildren(...parts, unseen);
    this.#body.scrollTop = scrollTop;
  }

  async #copy(): Promise<void> {
    let copied = true;
    try {
      await navigator.clipboard.writeText(this.#text);
    } catch {
      // Not on https, or not allowed.
      const area = element('textarea');
      area.value = this.#text;
      this.#body.append(area);
      area.select();
      copied = document.execCommand('copy');
      area.remove();
    }
    this.#told.textContent = copied ? 'Copied' : 'Not copied: select the lines below';
  }
}

/** In one sentence, for the panel and the console. */
export const refusalOf = ({ name, by, services }: Refused): string =>
  `${name} was not stored: ${services[0] ? `${services.join(', ')} ${services[1] ? 'are' : 'is'} not granted` : 'it is a known cookie, and no granted service answers for it'}${by ? ` (written by ${by})` : ''}`;

function row({ name, kind, address, outcome, by, service }: Undeclared): (string | Node)[] {
  const said = kind == 'host' || kind == 'serviceWorker' ? OUTCOMES[outcome] : outcome == 'refused' && 'not stored';
  const about = [said, by && `by ${by}`, service && `known to the catalogue as ${service}`];
  const more = [about.filter(Boolean).join('; '), kind == 'host' && address].filter(Boolean).join(' · ');
  return [element('strong', name), ' ', element('small', more)];
}

function list(rows: (string | Node)[][]): HTMLElement {
  const made = element('ul');
  for (const parts of rows) {
    const one = element('li');
    one.append(...parts);
    made.append(one);
  }
  return made;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = element('button', label);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, text = ''): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
