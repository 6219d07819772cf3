/** The settings and the declaration as a file of its own. */

import css from 'sluis:detail-style';
import { finish, imports, prerender, show as put } from '../dist/wasm/detail.js';
import type { Detail, Scene } from './later';
import type { State } from './types';

export async function start(module: WebAssembly.Module): Promise<Detail> {
  finish(await WebAssembly.instantiate(module, imports()), module);
  return { prerender, show, css };
}

function show(kind: string, place: Node, scene: object): void {
  if (kind == 'panel') follow(place, scene as Scene);
  put(kind, place, scene);
  // Each is added once, however often it is asked for.
  addEventListener('beforeprint', unfold);
  addEventListener('afterprint', fold);
}

const unfolded: HTMLDetailsElement[] = [];

/** On paper nobody can open anything. */
function unfold(): void {
  for (const part of document.querySelectorAll<HTMLDetailsElement>('[data-sluis] details:not([open])')) {
    part.open = true;
    unfolded.push(part);
  }
}

function fold(): void {
  for (const part of unfolded.splice(0)) part.open = false;
}

/** Settings that are part of a page show each choice, wherever it was made. */
function follow(place: Node, scene: Scene): void {
  document.addEventListener('sluis:change', (event) => {
    const { services } = (event as CustomEvent<State>).detail;
    const draft = (scene.config.services || []).map(({ id }: { id: string }) => +(services[id] == 'granted')).join('');
    put('panel', place, { ...scene, draft, standing: 'decided' });
  });
}
