/**
 * For whoever builds the site: lists what the page did and consent.json does not tell of, in a panel, in the console
 * and as events. Loaded with `?sluis=inspect` in the address or `"inspect": true` in the configuration, and never else.
 */

import { Declared } from './inspect/declared';
import { knownServices } from './inspect/known';
import { observe, type Refusal, type Sight } from './inspect/observe';
import { Panel, refusalOf } from './inspect/panel';
import { asText, Planner } from './inspect/plan';
import type { Refused, Sluis, Undeclared } from './types';

interface Sources {
  service(id: string): Promise<any>;
}

/** `config` is complete. */
export async function start(config: any, page: Sluis, sources: Sources): Promise<void> {
  const declared = new Declared(config, location.hostname);
  const planner = new Planner(declared, knownServices, once((id) => sources.service(id)));
  const found = new Map<string, Undeclared>();
  const panel = new Panel();
  const refusals = new Map<string, Refused>();
  let due: number | undefined;

  const told = new Set<Undeclared>();
  /** Once for all that is seen at the same time. */
  const tell = async () => {
    due = undefined;
    const all = [...found.values()];
    const plan = await planner.plan(all);
    panel.show(all, plan, [...refusals.values()]);
    for (const undeclared of all) {
      if (told.has(undeclared)) continue;
      told.add(undeclared);
      undeclared.add = (await planner.plan([undeclared]))[0] ?? null;
      document.dispatchEvent(new CustomEvent('sluis:undeclared', { detail: undeclared }));
    }
    const lines = all.map(({ kind, name, outcome }) => `  ${kind} ${name} (${outcome})`);
    if (all[0]) console.info(`Sluis: ${all.length} not in consent.json\n${lines.join('\n')}\n\n${asText(plan)}`);
  };
  const add = (sight: Sight) => {
    const key = `${sight.kind} ${sight.name}`;
    const known = found.get(key);
    // What a policy refuses is in the list of what was asked for, too.
    if (known && !(known.outcome == 'requested' && sight.outcome == 'refused')) return;
    if (known) known.outcome = sight.outcome;
    else found.set(key, { ...sight, service: planner.service(sight)?.id ?? null, add: null });
    due = due ?? window.setTimeout(tell, 200);
  };
  const refuse = ({ name, by }: Refusal) => {
    if (refusals.has(name)) return;
    const refused: Refused = { name, by, services: declared.owners('cookie', name) };
    // The catalogue knows it, and nobody on the site answers for it.
    if (!refused.services[0]) add({ kind: 'cookie', name, address: null, outcome: 'refused', by, lasts: null });
    refusals.set(name, refused);
    console.info(`Sluis: ${refusalOf(refused)}`);
    document.dispatchEvent(new CustomEvent('sluis:refused', { detail: refused }));
    due = due ?? window.setTimeout(tell, 200);
  };
  panel.show([], [], []);
  observe(page.gate, declared, add, refuse);
}

function once(make: (id: string) => Promise<any>): (id: string) => Promise<any> {
  const made = new Map<string, Promise<any>>();
  return (id) => {
    const coming = made.get(id) || make(id).catch(() => undefined);
    made.set(id, coming);
    return coming;
  };
}
