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
import type { Later, Scene } from './later';
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
  languages: string[];
  /** The texts of the first layer. */
  text(language: string): Promise<string[]>;
  /** All other texts. */
  rest(language: string): Promise<string[]>;
  /** What most visits do without. */
  part<Name extends keyof Later>(name: Name): Promise<Later[Name]>;
  /** What only some sites or moments need, without a module of its own. */
  chunk<Name extends keyof Chunks>(name: Name): Promise<Chunks[Name]>;
  /** Undefined for an id that is not in the catalogue; the check says so, with its path in the configuration. */
  service(id: string): Promise<object | undefined>;
}

/** By the names of their files. */
export interface Chunks {
  /** Brings up the site's service worker or takes it away, and gives the page its policy. */
  enlist: { enlist(config: any, page: Sluis): void };
  /** Sends receipts to the site's own server. */
  delivery: { deliver(config: any, page: Sluis): void };
  /** Has the site's server keep the record. */
  endpoint: { keep(config: any, page: Sluis): void };
  /** What scripts need that are let go after the page has loaded. */
  belated: { armBelated(gate: Gate): void };
  /** Removes databases and caches. */
  sweep: { sweep(config: any, page: Sluis): Promise<void> };
  /** Shows whoever builds the site what is not declared. */
  inspect: { inspect(config: any, page: Sluis, parts: Parts): void };
  /** Says that nothing is asked. */
  notice: { inform(config: any, language: string, parts: Parts, tell: (texts: string[]) => void): Promise<void> };
}

type Declared = Partial<Record<'catalogue' | 'category', unknown>>;

export function load(page: Sluis, config: () => Promise<unknown>, parts: Parts, styles: Styles): Promise<Sluis> {
  const { gate } = page;
  // A second start() of an application is no second copy.
  if (gate.started && gate.started != mine) console.warn(`Sluis: two copies on this page. The first is used (guard ${page.version}); remove the other (${VERSION}).`);
  mine = gate.started = gate.started || boot(page, config, parts, styles).then(() => page, fail(page));
  return mine;
}

/** What this copy has begun, or found begun. */
let mine: Promise<Sluis> | undefined;

/** A guard and a core of one minor version fit: what they say to each other is part of what a version promises. */
const minor = (version: string) => `${version}`.replace(/\.\d+[^.]*$/, '');

const fail = (page: Sluis) => (error: Error) => {
  const refused = /unsafe-eval|CSP|Content Security/.test(error.message);
  const why = refused
    ? "the page's Content-Security-Policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src."
    : error.message;
  console.error(`Sluis: ${why} Until then everything that needs consent stays held.`);
  return page;
};

async function boot(page: Sluis, find: () => Promise<unknown>, parts: Parts, styles: Styles): Promise<void> {
  const { gate } = page;
  if (minor(page.version) != minor(VERSION)) throw new Error(`the guard is of version ${page.version}, the core of ${VERSION}: make the snippet anew.`);
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
    await parts.chunk('belated').then(({ armBelated }) => armBelated(gate)).catch(() => {});
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

  // Refused, and told why: then everything stays held.
  if (config) {
    const language = choose(parts.languages, config);
    const rest = once(() => parts.rest(language));
    const bring = async <Name extends 'detail' | 'embed'>(name: Name) => {
      const [part, first, others] = await Promise.all([parts.part(name), text(language), rest()]);
      adoptStyles(part.css, styles);
      return [part, { config, language, texts: [...first, ...others], gate }] as [Later[Name], Scene];
    };
    const detail = once(async () => {
      const [{ show }, scene] = await bring('detail');
      gate.detail = (kind, place, draft, standing) => show(kind, place, { ...scene, draft, standing });
      tell(scene.texts);
    });
    const embed = once(async () => {
      const come = await bring('embed');
      await prepare();
      // What is done with a placeholder has to be answered in words.
      if (!gate.detail) tell(come[1].texts);
      return come;
    });
    let due: Promise<unknown> | undefined;
    let some = false;
    const place = async () => {
      some = some || waits(gate);
      const come = some && (await embed());
      due = undefined;
      if (come) come[0].sync({ ...come[1], services: page.state().services });
    };
    // Once for all that is held or let go at the same time.
    gate.embed = () => {
      due = due || Promise.resolve().then(place).catch((error) => ((due = undefined), fail(page)(error)));
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
      parts.chunk('delivery').then(({ deliver }) => deliver(config, page)).catch(console.error);
    }
    read(config, config.sealed, language, gate, (what) => {
      if (what == 'text') told().catch(fail(page));
      // It takes the texts to say that it went wrong.
      else adoptStyles(css, styles), detail().catch((error) => (fail(page)(error), told().then(failed)));
    });
    gate.sweep = () => void parts.chunk('sweep').then(({ sweep }) => sweep(config, page)).catch(console.error);
    await pause();
    guardCookies(gate, gate.listener('cookie'));
    begin();
    again();
    if (config.ui?.notice) parts.chunk('notice').then(({ inform }) => inform(config, language, parts, tell)).catch(fail(page));
    if (config.inspect || /[?&]sluis=inspect\b/.test(location.search)) parts.chunk('inspect').then(({ inspect }) => inspect(config, page, parts)).catch(fail(page));
  }
  if ((config && (config.worker || config.enforce)) || enlisted()) {
    parts.chunk('enlist').then(({ enlist }) => enlist(config, page)).catch(fail(page));
  }
  if (config?.record?.endpoint) parts.chunk('endpoint').then(({ keep }) => keep(config, page)).catch(fail(page));
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
  const checked = check(config, Object.fromEntries(entries.filter(([, entry]) => entry)));
  if (typeof checked == 'string') {
    console.error(`[sluis] consent.json is refused, so everything stays held:\n${checked}`);
    return;
  }
  // With the hosts of services that only name a catalogue entry.
  gate.declare(JSON.stringify(checked));
  return checked;
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
