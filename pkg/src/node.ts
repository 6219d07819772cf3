/// <reference types="node" />

/** `sluis/node`: for builds and servers. What is checked here need not be checked by every visitor's browser. */

import catalogue from 'sluis:catalogue';
import { part as checker } from 'sluis:check';
import { part as detail } from 'sluis:detail';
// Not read from a file: frameworks put what runs on their server into files of their own.
import { guard as barrier, policy } from 'sluis:inline';
import { texts } from 'sluis:parts';
import { language as choose } from './language';
import { checksum } from './seal';
import type { Choices } from './import';
import type { Config } from './types';

export type { Config } from './types';
export { files, folder } from './files';
export { inject } from './inject';

/** What a check has found. */
export interface Checked {
  /** The configuration with the catalogue's facts and what follows from others filled in; null when it has an error. */
  config: Config | null;
  /** Each error on a line: its code, its JSON path, what was found and what was expected. Empty when there is none. */
  report: string;
}

/** How a page carries Sluis. */
export interface SnippetOptions {
  /**
   * `'waiting'`: the guard inline, behind an empty policy that makes Chromium's preload scanner wait. `'inline'`:
   * without that policy. `'tag'`: one `<script src>`, which stops less.
   *
   * @defaultValue `'waiting'`
   */
  form?: 'waiting' | 'inline' | 'tag';
  /**
   * Where the files of `dist/web` are served: a path or an address that ends in `/`.
   *
   * @defaultValue `'/sluis/'`
   */
  base?: string;
  /** By which browsers take over choices that another tool has stored: what `npx sluis migrate --import` writes. */
  import?: Choices;
}

/** Judges a configuration as a visitor's browser would. */
export async function check(config: unknown): Promise<Checked> {
  const { sealed: _, ...written } = (config || {}) as Record<string, unknown>;
  const found = (await checker()).check(written, catalogue);
  return typeof found == 'string' ? { config: null, report: found } : { config: found, report: '' };
}

/**
 * The configuration, complete and with a seal: a browser that finds the seal unbroken loads neither the check nor the
 * catalogue, which is 14 KB less on a first visit. Change nothing in it; change the source and seal again.
 *
 * @throws an Error with every problem, when the configuration has one.
 */
export async function seal(config: unknown): Promise<Config> {
  const { config: complete, report } = await check(config);
  if (!complete) throw new Error(`consent.json is refused:\n${report}`);
  const { $schema: _, sealed, ...rest } = complete as Record<string, any>;
  return { ...rest, sealed: { ...sealed, check: checksum(JSON.stringify(rest)) } } as unknown as Config;
}

/**
 * What belongs into `<head>`, right after `<meta charset>` and before every other script.
 *
 * @throws as `seal`, and when the base can't stand in an attribute or does not end in `/`.
 */
export async function snippet(config: unknown, { form = 'waiting', base = '/sluis/', import: choices }: SnippetOptions = {}): Promise<string> {
  if (choices && form == 'tag') throw new Error('A choice can be imported only where the sealed configuration stands in the page: not with one tag.');
  if (choices && !(choices.from && choices.covers && choices.until)) throw new Error('The import is none that npx sluis migrate --import has written: from, covers or until is missing.');
  if (!/^[!#-;=?-~]*\/$/.test(base) || base.includes('&')) {
    throw new Error(`The base has to be a path or an address that ends in /, such as /sluis/. Found: ${base}`);
  }
  // Inside a script element only `<` can end it or change how it is read.
  const sealed = await seal(config);
  const element = (name: string, data: unknown) => `<script type="application/json" data-sluis="${name}">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`;
  const lines = [element('config', sealed)];
  if (form == 'waiting') lines.unshift('<meta http-equiv="Content-Security-Policy" content="">');
  if (form == 'tag') lines.push(`<script src="${base}sluis.js"></script>`);
  else {
    lines.push(`<script>${guard(sealed.enforce)}</script>`);
    // Before the core, which reads the choice.
    if (choices) lines.push(element('import', choices), `<script src="${base}sluis.import.js"></script>`);
    lines.push(`<script src="${base}sluis.core.js" async></script>`);
  }
  return lines.join('\n');
}

/** What a server or a build knows of the page that the banner is to stand in. */
export interface PrerenderOptions {
  /** The page's language, as in `<html lang>`. */
  language: string;
  /** The host, named in the banner where the configuration names no domains. */
  host: string;
  /**
   * Where the files of `dist/web` are served. Ends in `/`.
   *
   * @defaultValue `'/sluis/'`
   */
  base?: string;
}

/**
 * The banner as HTML, to stand first in `<body>`: it is there at the first paint, hidden from who has chosen and from
 * who has no JavaScript, and the core takes it over as it is. A click before that is answered as soon as the core is
 * there. Empty where there is nothing to ask. A policy allows its script by its hash, `prerenderScript`.
 *
 * @throws as `seal`.
 */
export async function prerender(config: unknown, { language, host, base = '/sluis/' }: PrerenderOptions): Promise<string> {
  const sealed = await seal(config);
  const list = choose(Object.keys(texts), sealed, language);
  const html = (await detail()).prerender(sealed, (await texts[list]()).default, list, host);
  return html && `<link rel="stylesheet" href="${base}sluis.css">${html}<script>${prerenderScript}</script>`;
}

/** What shows the prerendered banner to who has not chosen. */
export const prerenderScript =
  "(root=>{if(!/(^|; )sluis_consent=/.test(document.cookie)&&!navigator.globalPrivacyControl)root.hidden=!1,root.popover='manual',root.showPopover?.();" +
  "root.onclick=event=>{let button=event.target.closest('[data-do]'),sluis=window.sluis;" +
  "button&&sluis&&!sluis.state().ready&&sluis.on('ready',()=>button.click())}})(document.currentScript.previousElementSibling)";

/**
 * The guard's text, to stand inline in a page; a policy allows it by its hash. For a configuration with `enforce`
 * (`guard(true)`) it begins with what gives a page the policy of the stored choice.
 */
export function guard(enforce = false): string {
  return (enforce ? policy + '\n' : '') + barrier;
}
