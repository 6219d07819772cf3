/** The script tag: its neighbours in the folder are its parts, and the page or an attribute names the configuration. */

import files from 'sluis:files';
import { load } from './loader';
import { compile, fetchFile, fetchPart, insist } from './module';
import type { Sluis } from './types';

const SELECTOR = 'script[data-sluis=config]';
const HELP =
  'Put <script type="application/json" data-sluis="config"> with it in the head, or data-config="/consent.json" on the tag of Sluis.';

/** `tag`: the script that this is in, which only as it begins to run is the current one. */
export function loadFromTag(arm: () => Sluis, tag: HTMLScriptElement): void {
  const here = address(tag);
  const beside = (name: string, ending: string) => new URL(`${name}-${files.hash}.${ending}`, here);
  const list = (name: string) => (language: string): Promise<string[]> =>
    insist(async () => (await fetchPart(beside(`${name}-${language}`, 'json'))).json());
  // Before anything else is done: it takes the longest to come.
  const module = compile(beside('sluis', 'wasm'));
  // Who waits for it tells of it.
  module.catch(() => {});

  load(
    arm(),
    () => findConfig(tag.dataset.config),
    {
      module: () => module,
      languages: files.languages,
      text: list('text'),
      rest: list('rest'),
      part: async (name) => {
        const [{ start }, module] = await Promise.all([
          script(beside(name, 'js')),
          compile(beside(name, 'wasm')),
        ]);
        return start(module);
      },
      chunk: (name) => script(beside(name, 'js')),
      service: async (id) => {
        const response = await fetchFile(new URL(`service-${encodeURIComponent(id)}.json`, here));
        return response.ok ? response.json() : undefined;
      },
    },
    'adopted',
  );
}

/**
 * Where the tag is, as its own attribute says. `tag.src` follows a `<base>` that came after it, and of one to another
 * site the rest of Sluis must never be fetched.
 */
function address(tag: HTMLScriptElement): string {
  const written = tag.getAttribute('src')!;
  const elsewhere = new URL(tag.src).origin != location.origin;
  return elsewhere && !/^\s*(\w+:|[\\/]{2})/.test(written) ? new URL(written, location.href).href : tag.src;
}

let tries = 0;
/** A module may be lost on its way like any file. Browsers remember that an import failed: it has to have another name. */
const script = (address: URL) => import(`${address}`).catch(() => import(`${address}?${++tries}`));

async function findConfig(address?: string): Promise<unknown> {
  const text = address ? await insist(() => findFile(new URL(address, document.baseURI))) : await findInline();
  if (text == null) throw new Error(`no configuration was found. ${HELP}`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`the configuration is not JSON (${(error as Error).message}).`);
  }
}

async function findFile(address: URL): Promise<string> {
  const response = await fetchFile(address);
  if (!response.ok) throw new Error(`the configuration ${address} does not exist.`);
  return response.text();
}

async function findInline(): Promise<string | null> {
  if (!document.querySelector(SELECTOR) && document.readyState == 'loading') {
    await new Promise((done) => document.addEventListener('DOMContentLoaded', done));
  }
  const found = document.querySelector(SELECTOR);
  return found && found.textContent;
}
