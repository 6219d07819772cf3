/**
 * Brings the core to the page: the configuration, the module and the texts that this site and this visitor need, all
 * at once. Whatever goes wrong on the way, the barrier keeps holding, and one line says why.
 */

import css from 'sluis:style';
import { armLate } from '../../src/guard/late';
import { accept, begin, boot as read, failed, finish, heard, imports, loaded, open, reject, state, withdraw } from '../dist/wasm/sluis.js';
import { breathe } from './breathe';
import { guardCookies } from './cookies';
import { language as choose } from './language';
import type { Later } from './later';
import { once } from './once';
import { mind } from './redrawn';
import { isSealed } from './seal';
import { performer } from './signals';
import { adoptStyles } from './styles';
import { trusted } from './trusted';
import { keep } from './undelivered';
import type { Gate, QueuedCall, Sluis, Styles } from './types';

/** Where this build keeps what it is made of. */
export interface Parts {
  module(): Promise<WebAssembly.Module>;
  /** The tags of the languages, as `language` wants them. */
  languages: string;
  /** The texts of the first layer. */
  text(language: string): Promise<string[]>;
  /** All other texts. */
  rest(language: string): Promise<string[]>;
  /** What most visits do without. */
  part<Name extends keyof Later>(name: Name): Promise<Later[Name]>;
  /** What only some sites or moments need, without a module of its own. */
  chunk(name: Chunk): Promise<Started>;
  /** Undefined for an id that is not in the catalogue; the check says so, with its path in the configuration. */
  service(id: string): Promise<object | undefined>;
}

/** What only some sites or moments need, by the name of its file. */
export type Chunk =
  /** Brings up the site's service worker or takes it away, and gives the page its policy. */
  | 'enlist'
  /** Sends receipts to the site's own server. */
  | 'delivery'
  /** Has the site's server keep the record. */
  | 'endpoint'
  /** What scripts need that are let go after the page has loaded. */
  | 'belated'
  /** Removes databases and caches. */
  | 'sweep'
  /** Shows whoever builds the site what is not declared. */
  | 'inspect'
  /** Says that nothing is asked. */
  | 'notice';

/** `config` is complete; undefined where it was refused, or is not there yet. */
export interface Started {
  start(config: any, page: Sluis, ...more: any[]): unknown;
}

type Declared = Partial<Record<'catalogue' | 'category', unknown>>;

export function load(page: Sluis, config: () => Promise<unknown>, parts: Parts, styles: Styles): Promise<Sluis> {
  const { gate } = page;
  // A second start() of an application is no second copy.
  if (gate.started && gate.started != mine) console.warn(`Sluis: two copies on this page. The first is used (guard ${page.version}); remove the other (${VERSION}).`);
  mine = gate.started = gate.started || boot(page, config, parts, styles).catch(fail).then(() => page);
  return mine;
}

/** What this copy has begun, or found begun. */
let mine: Promise<Sluis> | undefined;

const say = (what: string) => console.error(`Sluis: ${what}`);

const fail = (error: Error): void => {
  const refused = /unsafe-eval|CSP|Content Security/.test(error.message);
  const why = refused
    ? "the page's Content-Security-Policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src."
    : error.message;
  say(`${why} Until then everything that needs consent stays held.`);
};

async function boot(page: Sluis, find: () => Promise<unknown>, parts: Parts, styles: Styles): Promise<void> {
  const { gate } = page;
  // A guard and a core of one minor version fit: what they say to each other is part of what a version promises.
  if (!`${page.version}`.startsWith(MINOR)) throw new Error(`the guard is of version ${page.version}, the core of ${VERSION}: make the snippet anew.`);
  // The record of a choice as it is, valid or not.
  const stored = tried(() => /(?:^|; )sluis_consent=([^;]+)/.exec(document.cookie)?.[1]);
  /** Between two tasks, so that the page is never blocked for long. What was granted before waits for nothing. */
  const pause = async () => stored || breathe();
  armLate(gate, mind(() => page.state().ready && heard('', null)));
  // Another tab's choice can be told of before its cookie can be read here, and is not told of at all in the moment
  // before a browser has begun to listen: so it is looked for again.
  const again = () => setTimeout(heard, 500, 'focus', null);
  gate.listener = (what) => (told) => (what == 'storage' && again(), heard(what, told));
  const prepare = once(async () => {
    // Without it they run all the same.
    await parts.chunk('belated').then(({ start }) => start(undefined, page)).catch(() => {});
    gate.prepare = undefined;
    // Not there yet where the core is still on its way.
    gate.onhold?.();
  });
  gate.prepare = prepare;
  // Only a guess: who has granted something before waits for nothing more.
  if (/[asr]1/.test(stored!) && gate.held.some(({ element }) => element.localName == 'script')) prepare();
  const texts: Record<string, Promise<string[]>> = {};
  const text = (wanted: string) => (texts[wanted] = texts[wanted] || parts.text(wanted));
  const tell = (list: string[]) => (adoptStyles(css, styles), loaded(list));

  // Before any pause: what comes after this in the page is already to be held.
  const written = find().then(async (config: any) => {
    gate.declare(JSON.stringify(config));
    await pause();
    // Only a guess, to save a round trip: the core says what it needs, and then a failure is reported.
    if (listed(config).some(({ category }) => category != 'functional') && !stored) text(choose(parts.languages, config)).catch(() => {});
    return isSealed(config) ? config : complete(config, parts, gate);
  });
  const [config, module] = await Promise.all([written, parts.module()]);
  finish(await WebAssembly.instantiate(module, imports()), module);
  await pause();
  gate.trusted = trusted();
  gate.signal = performer();
  // Where local storage is full, no other tab is told by it.
  const channel = self.BroadcastChannel && new BroadcastChannel('sluis');
  if (channel) channel.onmessage = again;
  gate.emit = (name, text) => {
    document.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(text) }));
    if (name == 'sluis:change') channel?.postMessage(0);
  };
  page.state = () => JSON.parse(state());
  const begun = (name: Chunk, ...more: unknown[]) => {
    parts.chunk(name).then(({ start }) => start(config, page, ...more)).catch(({ message }) => say(message));
  };

  // Refused, and told why: then everything stays held.
  if (config) {
    const language = choose(parts.languages, config);
    const rest = once(() => parts.rest(language));
    const bring = async (name: 'detail' | 'embed') => {
      const [{ css, join }, first, others] = await Promise.all([parts.part(name), text(language), rest()]);
      adoptStyles(css, styles);
      const texts = [...first, ...others];
      // What is done with a placeholder has to be answered in words; the settings have brought them.
      const told = gate.detail;
      join({ config, language, texts, gate }, page);
      if (!told) tell(texts);
    };
    const detail = once(() => bring('detail'));
    const embed = once(() => bring('embed'));
    // Once for all that is held at the same time. Then it goes on by itself.
    let due: Promise<unknown> | undefined;
    gate.embed = () => {
      due = due || Promise.resolve().then((): unknown => waits(gate) && embed()).catch(fail).then(() => (due = undefined));
    };
    // Once, so that what is said afterwards is not taken back by it.
    const told = once(async () => {
      await pause();
      adoptStyles(css, styles);
      const list = await text(language);
      await pause();
      tell(list);
    });
    if (config.receipts) {
      keep(gate);
      begun('delivery');
    }
    read(config, config.sealed, language, gate, (what) => {
      if (what == 'text') told().catch(fail);
      // It takes the texts to say that it went wrong.
      else adoptStyles(css, styles), detail().catch((error) => (fail(error), told().then(failed)));
    });
    gate.sweep = () => begun('sweep');
    await pause();
    guardCookies(gate, gate.listener('cookie'));
    begin();
    again();
    if (config.ui?.notice) begun('notice', language, parts, tell);
    if (config.inspect || /[?&]sluis=inspect\b/.test(location.search)) begun('inspect', parts);
  }
  if (config?.worker || config?.enforce || enlisted()) begun('enlist');
  if (config?.record?.endpoint) begun('endpoint');
  const calls: Record<QueuedCall[0], (...values: any[]) => void> = { accept, open, reject, withdraw };
  const run = ([name, ...values]: QueuedCall) => calls[name](...values);
  const waiting = gate.queue.splice(0);
  gate.queue.push = (...calls) => (calls.forEach(run), 0);
  waiting.forEach(run);
}

/** Whether something is held that a visitor would have seen. */
const waits = ({ held }: Gate) =>
  held.some(({ element }) => element.localName == 'iframe') || (!!held[0] && !!document.querySelector('[data-sluis-embed]'));

const listed = (config: any): Declared[] => (config && Array.isArray(config.services) ? config.services.filter(Boolean) : []);

/** Nothing when the configuration has an error; all of them are in the console then. */
async function complete(config: unknown, parts: Parts, gate: Gate): Promise<any> {
  const ids = listed(config).flatMap(({ catalogue }) => (catalogue ? [`${catalogue}`] : []));
  const [{ check }, ...entries] = await Promise.all([
    parts.part('check'),
    ...ids.map(async (id) => [id, await parts.service(id)] as const),
  ]);
  return check(config, entries, gate);
}

/** What a sandboxed page is not even allowed to ask: then nothing. */
function tried<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/** Whether a worker of ours is at work. */
const enlisted = () => tried(() => /sluis\.worker/.test(navigator.serviceWorker.controller!.scriptURL));
