/** `sluis`: the module is part of this file, so that it works with every bundler. */

import { bytes } from 'sluis:module';
import { startWith } from './start';
import type { Config, ImportedConfig, OfFile, Options, Sluis } from './types';

export type * from './types';

/**
 * Holds everything that needs consent, then brings up the core and asks the visitor if need be. Never rejects: when
 * something can't be loaded, one console error says what, `state().ready` stays false, and everything stays held.
 * On a server it resolves to an object that does nothing and has granted nothing.
 *
 * Call it before the code that brings in third parties, or put the guard inline in the page's head: what the page's
 * HTML itself loads is requested before any bundle can run.
 *
 * @example
 * import { start } from 'sluis';
 * import config from './consent.json';
 *
 * const sluis = await start(config);
 * document.querySelector('#cookies').addEventListener('click', () => sluis.open());
 */
export function start<Version extends number>(config: ImportedConfig & OfFile<Version>, options?: Options): Promise<Sluis>;
export function start(config: Config, options?: Options): Promise<Sluis>;
export function start(config: unknown, options: Options = {}): Promise<Sluis> {
  return startWith(async () => WebAssembly.compile(bytes()), config as Config, options);
}
