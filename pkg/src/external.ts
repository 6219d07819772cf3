/** `sluis/external`: the module stays a file of its own, which the browser can compile while it arrives. */

import { address } from 'sluis:address';
import { compile } from './module';
import { startWith } from './start';
import type { Config, ImportedConfig, OfFile, Options, Sluis } from './types';

export type * from './types';

export interface ExternalOptions extends Options {
  /** Where the `.wasm` file is served, for a bundler that does not follow `new URL(…, import.meta.url)`. */
  module?: string | URL;
}

/** As `start` of the main entry. */
export function start<Version extends number>(config: ImportedConfig & OfFile<Version>, options?: ExternalOptions): Promise<Sluis>;
export function start(config: Config, options?: ExternalOptions): Promise<Sluis>;
export function start(config: unknown, options: ExternalOptions = {}): Promise<Sluis> {
  return startWith(() => compile(options.module || address()), config as Config, options);
}
