/**
 * One view of Sluis, as the address asks: ?view=settings&language=nl&theme=dark&layout=box&corner=right
 * It puts the configuration of a small site into the page, forgets what was chosen here before, and does what a visitor
 * would do to get there. Where something has to fail, the network or the browser fails it.
 */

import { checksum } from '../../../pkg/src/seal';
import type { Sluis } from '../../../pkg/src/types';
import type { Name } from './choices';
import { engine } from './engine';

type Site = Record<string, any>;

/** From www/site/views.mjs, by the build. */
declare const SITES: Record<'asking' | 'quiet' | 'again', Site>;

interface View {
  /** Which of the sites; the one that asks. */
  site?: Site;
  /** What stands in the page. */
  body?: string;
  /** All of the page. */
  write?: () => Promise<string>;
  /** Before Sluis comes. */
  before?: () => void;
  /** Until it is shown. */
  show: () => Promise<unknown>;
}

const asked = new URLSearchParams(location.search);
const [tag, informal] = (asked.get('language') || 'en').split('-') as [string, string?];
const theme = asked.get('theme') || 'light';
const root = document.documentElement;
const page = () => window.sluis as Sluis;

/** The first element of that kind, as soon as there is one. */
const until = (selector: string) =>
  new Promise<HTMLElement>((done) => {
    const look = () => {
      const found = document.querySelector<HTMLElement>(selector);
      if (found) done(found);
      else requestAnimationFrame(look);
    };
    look();
  });
const press = async (selector: string) => (await until(selector)).click();
const answer = (what: string) => press(`[data-sluis=banner] [data-do=${what}]`);
const settings = async () => (page().open(), until('[data-sluis=settings]'));
const unfold = async (place: string) => {
  await until(`${place} details`);
  for (const one of document.querySelectorAll<HTMLDetailsElement>(`${place} details`)) one.open = true;
};
/** In a window of any size. */
const scrollTo = (selector: string) => {
  const scroll = () => document.querySelector(selector)?.scrollIntoView({ block: 'start' });
  scroll();
  addEventListener('resize', scroll);
};

/** What is in the browser of who has chosen: docs/records.md. */
const keep = (answers: string, rest: string) => {
  const minute = new Date().toISOString().replace(/[-:]/g, '').replace(/\d\d\.\d+Z$/, 'Z');
  document.cookie = `sluis_consent=1~${minute}~${answers}~${rest}; Path=/; SameSite=Lax`;
};
const refused = () => keep('a0s0r0', 'x');

/** A network on which files of this name are lost. */
function lose(name: RegExp): void {
  const whole = window.fetch;
  window.fetch = (address, ...more) => {
    if (!name.test(`${address instanceof Request ? address.url : address}`)) return whole(address, ...more);
    noticed();
    return Promise.reject(new TypeError('Failed to fetch'));
  };
}
let noticed = () => {};
const lost = new Promise<void>((done) => (noticed = done));

/** A document in place of this one. */
function read(html: string): void {
  const other = new DOMParser().parseFromString(html, 'text/html');
  document.head.replaceChildren(...other.head.childNodes);
  document.body.replaceChildren(...other.body.childNodes);
  for (const { name, value } of other.documentElement.attributes) root.setAttribute(name, value);
  if (theme != 'auto') root.style.colorScheme = theme;
  // The settings come back where a page is drawn anew; a saved page has none.
  document.head.appendChild(document.createElement('style')).textContent = '#sluis { display: none !important }';
}

const video = '<iframe title="De sluizen van Eefde" data-sluis="youtube" data-src="https://www.youtube-nocookie.com/embed/abc"></iframe>';

const views: Record<Name, View> = {
  question: { show: () => until('[data-sluis=banner]') },
  again: {
    site: SITES.again,
    before: () => keep('a1s0r0', `c.${SITES.again.sealed.earlier[0].asked}~s.2024-05-01~b`),
    show: () => until('[data-sluis=banner]'),
  },
  settings: { show: settings },
  unfolded: { show: async () => (await settings(), await unfold('[data-sluis=settings]'), scrollTo('[data-service=google-analytics] details')) },
  objection: {
    // https://w3c.github.io/gpc/#javascript-property-to-detect-preference
    before: () => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
    show: settings,
  },
  receipts: {
    show: async () => {
      await answer('reject');
      await settings();
      ((await until('[data-part=receipts]')) as HTMLDetailsElement).open = true;
      scrollTo('[data-part=receipts]');
    },
  },
  left: { show: async () => (await answer('accept'), page().withdraw(), await settings(), until('[data-part=left]')) },
  proof: {
    show: async () => {
      await answer('reject');
      await settings();
      // Shown, not saved.
      HTMLAnchorElement.prototype.click = function () {
        if (this.isConnected) HTMLElement.prototype.click.call(this);
      };
      const kept = URL.createObjectURL;
      const text = new Promise<string>((done) => (URL.createObjectURL = (file) => (done((file as Blob).text()), kept.call(URL, file))));
      await press('[data-proof=html]');
      await text.then(read);
    },
  },
  information: { site: SITES.quiet, show: settings },
  notice: { site: { ...SITES.quiet, ui: { notice: true } }, show: () => until('[data-sluis=notice] button') },
  saved: { show: () => answer('reject') },
  unsaved: {
    // As a browser does that takes no cookies: it says nothing.
    before: () => Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} }),
    show: async () => (await answer('reject'), until('[data-sluis=notice] button')),
  },
  withdrawn: { show: async () => (await answer('accept'), page().withdraw(), until('[data-sluis=notice] [data-do=reload]')) },
  failed: { before: () => lose(/\/detail-.*\.wasm/), show: async () => (await answer('open'), until('[data-sluis=notice] [data-do=open]')) },
  absent: { body: `<p>Vroeg in de ochtend gaat de eerste deur open.</p>${video}`, before: () => lose(/\/sluis-.*\.wasm/), show: () => lost },
  control: { before: refused, show: () => until('[data-sluis=control]') },
  declaration: { body: '<div data-sluis="declaration"></div>', before: refused, show: () => unfold('[data-sluis=declaration]') },
  panel: { body: '<div data-sluis="panel"></div>', before: refused, show: () => until('[data-part=panel]') },
  placeholder: { body: video, before: refused, show: () => until('[data-sluis=embed]') },
  statement: { write: statement, before: refused, show: () => until('main h2') },
};

/** In English where the statement is not written in the language of the view. */
async function statement(): Promise<string> {
  const text = JSON.stringify(config());
  const { statement: write } = await engine();
  const own = write(text, asked.get('language') || 'en', false);
  const { html, language } = own.html ? own : write(text, 'en', false);
  root.lang = language!.split('-')[0]!;
  root.dir = 'ltr';
  return html!;
}

const name = (asked.get('view') || 'question') as Name;
const view = views[name];

/** Only what it looks like and speaks is another, so the seal is put on anew. */
function config(): Site {
  const { sealed, ...site } = view.site || SITES.asking;
  const ui = { ...site.ui, layout: asked.get('layout') || 'bar', corner: asked.get('corner') || 'left', theme };
  const changed = { ...site, language: tag, formality: informal ? 'informal' : 'formal', ui };
  return { ...changed, sealed: { ...sealed, check: checksum(JSON.stringify(changed)) } };
}

root.lang = tag;
root.dir = /^(ar|he)/.test(tag) ? 'rtl' : 'ltr';
root.dataset.theme = theme;
document.cookie = 'sluis_consent=; Path=/; Max-Age=0';
localStorage.removeItem('sluis_receipts');
view.before?.();

const declared = document.createElement('script');
declared.type = 'application/json';
declared.dataset.sluis = 'config';
declared.textContent = JSON.stringify(config());
document.head.append(declared);
const usual = () => `<h1>Kanaalzicht</h1><p>Een huis aan het water, met uitzicht op de sluis.</p>${view.body || '<p>Vroeg in de ochtend gaat de eerste deur open.</p>'}`;
document.querySelector('main')!.innerHTML = view.write ? await view.write() : usual();
const script = document.createElement('script');
script.src = new URL('../sluis/sluis.js', import.meta.url).href;
document.head.append(script);
await new Promise((done) => (script.onload = done));
if (name != 'absent') await new Promise<void>((done) => void page().on('ready', () => done()));
await view.show();
root.dataset.shown = name;
