/** The placeholders of embeds as a file of its own. */

import css from 'sluis:embed-style';
import { finish, imports, sync as bring, told } from '../dist/wasm/embed.js';
import type { Embed, Scene } from './later';
import type { Gate, Sluis } from './types';

export async function start(module: WebAssembly.Module): Promise<Embed> {
  finish(await WebAssembly.instantiate(module, imports()), module);
  return { join, css };
}

function join(scene: Scene, page: Sluis): void {
  const { gate } = scene;
  // What is shown may hold scripts.
  const prepared = gate.prepare?.();
  let due: Promise<void> | undefined;
  // Once for all that is held or let go at the same time.
  gate.embed = () => {
    due = due || Promise.resolve(prepared).then(() => {
      due = undefined;
      sync({ ...scene, services: page.state().services });
    }).catch(({ message }) => console.error(`Sluis: the placeholders can't be brought up to date: ${message}`));
  };
  gate.embed();
}

let ears: object | undefined;

function sync(scene: Scene): void {
  ears = ears || listen(scene.gate);
  bring({ ...scene, ...ears });
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
