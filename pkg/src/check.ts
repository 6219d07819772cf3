/** The check as a file of its own, for a configuration that carries no seal. */

import { check as judge, finish, imports } from '../dist/wasm/check.js';
import type { Check } from './later';

export async function start(module: WebAssembly.Module): Promise<Check> {
  finish(await WebAssembly.instantiate(module, imports()), module);
  return { check };
}

const check: Check['check'] = (config, entries, gate) => {
  const checked = judge(config, Object.fromEntries(entries.filter(([, entry]) => entry)));
  if (typeof checked == 'string') {
    console.error(`[sluis] consent.json is refused, so everything stays held:\n${checked}`);
    return;
  }
  // With the hosts of services that only name a catalogue entry.
  gate.declare(JSON.stringify(checked));
  return checked;
};
