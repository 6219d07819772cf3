/** `sluis/node`: for builds and servers. What is checked here need not be checked by every visitor's browser. */

import catalogue from 'sluis:catalogue';
import { readFileSync } from 'node:fs';
import { detail as carried } from 'sluis:carried';
import { checksum } from './seal';
import type { Config } from './types';

export type { Config } from './types';

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
   * Where the files of `dist/web` are served. Ends in `/`.
   *
   * @defaultValue `'/sluis/'`
   */
  base?: string;
}

/** Judges a configuration as a visitor's browser would. */
export async function check(config: unknown): Promise<Checked> {
  const { sealed: _, ...written } = (config || {}) as Record<string, unknown>;
  const found = (await carried()).check(written, catalogue);
  return typeof found == 'string' ? { config: null, report: found } : { config: found, report: '' };
}

/**
 * The configuration, complete and with a seal: a browser that finds the seal unbroken loads neither the check nor the
 * catalogue, which is 21 KB less on a first visit. Change nothing in it; change the source and seal again.
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
 * @throws as `seal`.
 */
export async function snippet(config: unknown, { form = 'waiting', base = '/sluis/' }: SnippetOptions = {}): Promise<string> {
  // Inside a script element only `<` can end it or change how it is read.
  const data = JSON.stringify(await seal(config)).replace(/</g, '\\u003c');
  const lines = [`<script type="application/json" data-sluis="config">${data}</script>`];
  if (form == 'waiting') lines.unshift('<meta http-equiv="Content-Security-Policy" content="">');
  if (form == 'tag') lines.push(`<script src="${base}sluis.js"></script>`);
  else lines.push(`<script>${guard()}</script>`, `<script src="${base}sluis.core.js" async></script>`);
  return lines.join('\n');
}

/** The guard's text, to stand inline in a page; a policy allows it by its hash. */
export function guard(): string {
  return readFileSync(new URL('../web/sluis.guard.js', import.meta.url), 'utf8').trimEnd();
}
