/**
 * What to add to consent.json. What the catalogue knows is taken from there. Of anything else only what was seen is
 * written down: `""` has to be filled in, or the check refuses the file, and `null` says that it is not known.
 */

import type { Addition, Undeclared } from '../types';
import { covers, Declared, fits, stores } from './declared';
import type { KnownService } from './known';
import type { Sight } from './observe';

export class Planner {
  constructor(
    readonly declared: Declared,
    readonly known: KnownService[],
    readonly entry: (id: string) => Promise<any>,
  ) {}

  /** The service of the catalogue that this belongs to; undefined when there is none, or more than one. */
  service({ kind, name, address, by }: Sight): KnownService | undefined {
    if (kind == 'host') return this.#behind(new URL(address!));
    const maker = by ? this.#behind(new URL(by)) : undefined;
    const could = this.known.filter(({ items }) => items.some(([pattern, storage]) => storage == kind && fits(pattern, name)));
    const used = could.filter(({ id }) => this.declared.place(id) >= 0);
    if (maker) return maker;
    return [used, could].find((list) => list.length == 1)?.[0];
  }

  /** The longest pattern decides. */
  #behind({ hostname, pathname }: URL): KnownService | undefined {
    const host = hostname.replace(/\.localhost$/, '');
    const fit = ({ hosts }: KnownService) => Math.max(0, ...hosts.filter((pattern) => covers(pattern, host, pathname)).map(({ length }) => length));
    const best = this.known.reduce((best, service) => (fit(service) > fit(best) ? service : best), this.known[0]);
    return best && fit(best) ? best : undefined;
  }

  /** Where each line goes, and the line. */
  async plan(found: Undeclared[]): Promise<Addition[]> {
    const additions: Addition[] = [];
    const skeletons = new Map<string, any>();
    const named = new Set<string>();
    for (const each of found) {
      const service = this.service(each);
      const place = service ? this.declared.place(service.id) : this.#byHost(each);
      if (place >= 0) additions.push(await this.#inside(place, each, service));
      else if (service) {
        if (!named.has(service.id)) additions.push({ to: '$.services', value: { catalogue: service.id } });
        named.add(service.id);
        // The catalogue does not know everything that its services store.
        const more = each.kind != 'host' && !service.items.some(([pattern, storage]) => storage == each.kind && fits(pattern, each.name));
        if (more) additions.push({ to: `$.services[?@.catalogue=='${service.id}'].items`, value: item(each) });
      } else if (each.kind != 'serviceWorker') this.#skeleton(skeletons, each);
    }
    // What nobody is known for comes last.
    const last = skeletons.get('');
    skeletons.delete('');
    if (last) skeletons.set('', last);
    return [...additions, ...[...skeletons.values()].map((value) => ({ to: '$.services', value }))];
  }

  /** A declared service whose script stored this. */
  #byHost({ by }: Undeclared): number {
    if (!by) return -1;
    const { hostname, pathname } = new URL(by);
    const host = hostname.replace(/\.localhost$/, '');
    return this.declared.services.findIndex(({ hosts }) => (hosts || []).some((pattern: string) => covers(pattern, host, pathname)));
  }

  async #inside(place: number, each: Undeclared, service?: KnownService): Promise<Addition> {
    const to = `$.services[${place}]`;
    if (each.kind == 'host') return { to: `${to}.hosts`, value: each.name };
    const entry = service && (await this.entry(service.id));
    const known = entry?.items?.find((item: any) => stores(item, each.kind, each.name));
    return { to: `${to}.items`, value: known || item(each) };
  }

  /** One for all hosts of a company, as far as their names tell, and for what its scripts store. */
  #skeleton(skeletons: Map<string, any>, each: Undeclared): void {
    const host = each.kind == 'host' ? each.name : each.by && new URL(each.by).hostname;
    const domain = host ? company(host) : '';
    const skeleton = skeletons.get(domain) || {
      id: domain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''),
      name: domain,
      category: '',
      provider: null,
      purpose: '',
      ...(domain ? { hosts: [], countries: null, privacyUrl: null } : {}),
      items: [],
    };
    skeletons.set(domain, skeleton);
    if (each.kind != 'host') skeleton.items.push(item(each));
    else if (!skeleton.hosts.includes(each.name)) skeleton.hosts.push(each.name);
  }
}

const item = ({ kind, name, lasts }: Undeclared): object => ({ name, storage: kind, purpose: '', retention: lasts });

/** The last two labels of a host, or three under `co.uk` and the like. Only a guess, to keep hosts together. */
export function company(host: string): string {
  const labels = host.split('.');
  const short = labels.length > 2 && labels[labels.length - 2].length < 4 && labels[labels.length - 1].length < 3;
  return /^[\d.:[\]]+$/.test(host) ? host : labels.slice(short ? -3 : -2).join('.');
}

/** The lines, place by place, ready to be pasted there. */
export function asText(plan: Addition[]): string {
  return byPlace(plan).map(([to, values]) => `// ${to}\n${values.map((value) => JSON.stringify(value, null, 2)).join(',\n')}`).join('\n\n');
}

export function byPlace(plan: Addition[]): [string, unknown[]][] {
  const places = new Map<string, unknown[]>();
  for (const { to, value } of plan) places.set(to, [...(places.get(to) || []), value]);
  return [...places];
}
