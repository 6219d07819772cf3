/** The second module as a file of its own: the check of an unsealed configuration, the settings, the declaration. */

import css from 'sluis:detail-style';
import init, { check, show } from '../dist/wasm/detail.js';
import type { Detail } from './loader';

export async function start(module: WebAssembly.Module): Promise<Detail> {
  await init({ module_or_path: module });
  return { check, show, css };
}
