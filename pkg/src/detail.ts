/** The second module as a file of its own: the check of an unsealed configuration, the settings, the declaration. */

import css from 'sluis:detail-style';
import { check, finish, imports, prerender, show } from '../dist/wasm/detail.js';
import type { Detail } from './loader';

export async function start(module: WebAssembly.Module): Promise<Detail> {
  finish(await WebAssembly.instantiate(module, imports()), module);
  return { check, prerender, show, css };
}
