/**
 * Brings the core to the page: the configuration, the module, the catalogue entries and the texts that this site and
 * this visitor need, all at once. Whatever goes wrong on the way, the barrier keeps holding, and one line says why.
 */

import init, * as core from '../dist/wasm/sluis.js';
import { adoptStyles } from './styles';
import { gtag } from './gtag';
import { trusted } from './trusted';
import type { Gate, QueuedCall, Sluis, Styles } from './types';

/** Where this build keeps what it is made of. */
export interface Parts {
  module(): Promise<WebAssembly.Module>;
  text(language: string): Promise<string[]>;
  /** Undefined for an id that is not in the catalogue; the core says so, with its path in the configuration. */
  service(id: string): Promise<object | undefined>;
}

type Declared = Partial<Record<'catalogue' | 'category' | 'hosts' | 'items' | 'name', unknown>>;

/** What is read here of a configuration that nobody has checked yet. */
interface Unchecked {
  language?: unknown;
  formality?: unknown;
  services?: Declared[];
}

export function load(page: Sluis, config: () => Promise<unknown>, parts: Parts, styles: Styles): Promise<Sluis> {
  const { gate } = page;
  // A second tag, or a second start(): one core is enough.
  return (gate.started = gate.started || boot(page, config, parts, styles).then(() => page, fail(page)));
}

const fail = (page: Sluis) => (error: Error) => {
  const refused = /unsafe-eval|CSP|Content Security/.test(error.message);
  const why = refused
    ? "the page's Content-Security-Policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src."
    : error.message;
  console.error(`Sluis: ${why} Until then everything that needs consent stays held.`);
  return page;
};

async function boot(page: Sluis, config: () => Promise<unknown>, parts: Parts, styles: Styles): Promise<void> {
  const { gate } = page;
  const [declared, module] = await Promise.all([config().then((found) => prepare(found, gate, parts)), parts.module()]);
  await init({ module_or_path: module });
  gate.trusted = trusted();
  gate.gtag = gtag;
  page.state = core.state;
  core.boot(declared.config, await declared.catalogue, gate, (language) => {
    adoptStyles(styles);
    declared.text(language).then(core.texts, fail(page));
  });
  const run = ([name, ...values]: QueuedCall) => (core as any)[name](...values);
  const waiting = gate.queue.splice(0);
  gate.queue.push = (...calls) => (calls.forEach(run), 0);
  waiting.forEach(run);
}

/** Everything that can be under way while the module is still coming. */
function prepare(config: unknown, gate: Gate, parts: Parts) {
  gate.declare(JSON.stringify(config));
  const { language, formality, services } = (config || {}) as Unchecked;
  const listed = Array.isArray(services) ? services.filter(Boolean) : [];

  const texts: Record<string, Promise<string[]>> = {};
  const text = (wanted: string) => (texts[wanted] = texts[wanted] || parts.text(wanted));
  if (listed.some(({ category }) => category != 'functional') && !chosen()) {
    const spoken = /^(nl|en)?/.exec(document.documentElement.lang)![0] || language || 'en';
    // Only a guess, to save a round trip: the core says what it needs, and then a failure is reported.
    text(spoken == 'nl' && formality == 'informal' ? 'nl-je' : spoken == 'nl' ? 'nl' : 'en').catch(() => {});
  }

  // What the snippet printed is complete already.
  const complete = ({ name, category, hosts, items }: Declared) => name && category && hosts && items;
  const wanted = listed.filter((service) => service.catalogue && !complete(service)).map(({ catalogue }) => `${catalogue}`);
  const catalogue = Promise.all(wanted.map(async (id) => [id, await parts.service(id)] as const)).then(
    (entries) => Object.fromEntries(entries.filter(([, entry]) => entry)),
  );
  catalogue.catch(() => {});
  return { config, catalogue, text };
}

/** Whether the cookie of a choice is there, valid or not. A sandboxed page is not even allowed to ask. */
function chosen(): boolean {
  try {
    return /(^|; )sluis_consent=/.test(document.cookie);
  } catch {
    return false;
  }
}
