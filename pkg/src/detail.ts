/** The settings and the declaration as a file of its own. */

import css from 'sluis:detail-style';
import { finish, imports, prerender, show as put } from '../dist/wasm/detail.js';
import type { Detail, Scene } from './later';
import type { State } from './types';

export async function start(module: WebAssembly.Module): Promise<Detail> {
  finish(await WebAssembly.instantiate(module, imports()), module);
  return { prerender, join, css };
}

function join(scene: Scene): void {
  scene.gate.detail = (kind, place, draft, standing) => show(kind, place, { ...scene, draft, standing });
}

function show(kind: string, place: Node, scene: object): void {
  if (kind == 'panel') follow(place, scene as Scene);
  if (kind == 'declaration') retell(place as Element);
  put(kind, place, scene);
  shown = scene as Scene;
  // Each is added once, however often it is asked for.
  addEventListener('beforeprint', unfold);
  addEventListener('afterprint', fold);
  addEventListener('click', prove, true);
}

let shown: Scene;

/** A proof is made once it is asked for. Where that fails, the link gives what is stored, as it stands. */
async function prove(event: Event): Promise<void> {
  const link = (event.target as Element).closest?.<HTMLElement>('[data-proof]');
  if (!link) return;
  event.preventDefault();
  try {
    (await import('sluis:proof')).prove(link.dataset.proof!, shown, { prerender, show: put });
  } catch (error) {
    console.error(error);
    link.removeAttribute('data-proof');
    link.click();
  }
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

/** The declaration says what is chosen, wherever that was done. */
function retell(place: Element): void {
  document.addEventListener('sluis:change', (event) => {
    const { categories, services } = (event as CustomEvent<State>).detail;
    for (const told of place.querySelectorAll<HTMLElement>('[data-choice]')) {
      const { choice = '', yes = '', no = '' } = told.dataset;
      const [category, service] = choice.split(':');
      told.textContent = (service ? services[service] : categories[category as keyof typeof categories]) == 'granted' ? yes : no;
    }
  });
}

/** Settings that are part of a page show each choice, wherever it was made. */
function follow(place: Node, scene: Scene): void {
  document.addEventListener('sluis:change', (event) => {
    const { services } = (event as CustomEvent<State>).detail;
    const draft = (scene.config.services || []).map(({ id }: { id: string }) => +(services[id] == 'granted')).join('');
    put('panel', place, { ...scene, draft, standing: 'decided' });
  });
}
