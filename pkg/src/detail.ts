/** The settings and the declaration as a file of its own. */

import css from 'sluis:detail-style';
import { finish, imports, prerender, show } from '../dist/wasm/detail.js';
import type { Detail } from './later';

export async function start(module: WebAssembly.Module): Promise<Detail> {
  finish(await WebAssembly.instantiate(module, imports()), module);
  return { prerender, show, css };
}
