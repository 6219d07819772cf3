/**
 * The second module as a file of its own: the check of an unsealed configuration, the settings, the declaration, the
 * placeholders of embeds.
 */

import css from 'sluis:detail-style';
import { check, finish, imports, prerender, show as put, told } from '../dist/wasm/detail.js';
import type { Detail } from './loader';
import type { Gate } from './types';

export async function start(module: WebAssembly.Module): Promise<Detail> {
  finish(await WebAssembly.instantiate(module, imports()), module);
  return { check, prerender, show, css };
}

let embeds: object | undefined;

function show(kind: string, place: Node, scene: { gate: Gate }): void {
  if (kind == 'embed') embeds = embeds || listen(scene.gate);
  put(kind, place, { ...scene, ...embeds });
}

/** What only a function of JavaScript can hear. */
function listen(gate: Gate): object {
  const hear = (what: string) => (event: unknown) => told(what, event);
  const { ask } = gate;
  gate.ask = (address) => ask!(address) || told('ask', address);
  addEventListener('resize', hear('size'));
  document.addEventListener('DOMContentLoaded', hear('parsed'));
  return { click: hear('click'), sizes: new ResizeObserver(hear('size')) };
}
