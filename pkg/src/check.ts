/** The check as a file of its own, for a configuration that carries no seal. */

import { check, finish, imports } from '../dist/wasm/check.js';
import type { Check } from './later';

export async function start(module: WebAssembly.Module): Promise<Check> {
  finish(await WebAssembly.instantiate(module, imports()), module);
  return { check };
}
