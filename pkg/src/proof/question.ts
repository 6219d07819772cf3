/** What the visitor was asked, word for word as this page asks it. */

import type { Scene } from '../later';
import type { Views } from '../proof';
import type { Words } from './words';

/** The question in the page's language. */
export interface Question {
  title: string;
  /** Its paragraphs. */
  text: string[];
  /** The buttons that answer it, in their order. */
  labels: string[];
}

/** Every way to the settings that a page can offer: `OPENERS` of `src/web/page.rs`. */
const OPENERS = '[data-sluis=open],[href="#sluis"]';

export function question({ config, language, texts }: Scene, words: Words, { prerender }: Views): Question {
  // Our own markup, in which every text is only text, so that it need not be parsed as HTML.
  const html = prerender(config, texts, language, location.hostname);
  const all = (tag: string) => Array.from(html.matchAll(new RegExp(`<${tag}\\b[^>]*>([^<]+)`, 'g')), ([, text]) => plain(text));
  const [title] = all('h2');
  // Where nothing needs consent and something can be switched off, it is the settings that ask.
  if (!title) return { title: words.say('panel.title'), text: [words.say('panel.intro')], labels: [words.say('btn.save')] };
  const ours = words.say('link.settings');
  const label = document.querySelector(OPENERS)?.textContent?.trim() || ours;
  // The page's own link to the settings is called by its own name there.
  const change = words.say('banner.change', { settings_label: ours });
  const text = all('p').map((one) => (one == change ? words.say('banner.change', { settings_label: label }) : one));
  // The one before them says more about the companies, and answers nothing.
  return { title, text, labels: all('button').slice(-3) };
}

const plain = (text: string) => text.replace(/&(lt|gt|quot|amp);/g, (_, name: 'lt') => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name]);
