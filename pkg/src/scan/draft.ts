/**
 * A first consent.json from what was found. What nobody can know by looking from outside is `null`, and its path is
 * listed: `npx sluis check` refuses the file until a person has filled in what has to be there.
 */

import type { Contact, Draft, Item } from './types';

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** The nearest period that consent.json can say, from how long a cookie was seen to stay. */
function retention({ storage, days, session }: Item): string | null {
  if (storage == 'sessionStorage' || session) return 'session';
  if (storage != 'cookie') return 'persistent';
  if (days == null) return null;
  if (days < 1) return `PT${Math.max(1, Math.round(days * 1440))}M`;
  // Browsers shorten what is longer than 400 days, so that is all that can be seen.
  return days > 399 ? null : `P${Math.round(days)}D`;
}

const declaredItem = (item: Item) => ({
  name: item.name,
  ...(item.storage != 'cookie' && { storage: item.storage }),
  ...(item.party == 'third' && { party: 'third', domain: item.host }),
  purpose: null,
  retention: retention(item),
});

/** @param written what the site declares by now, as it wrote it; null when nothing. */
export function draft(written: any, site: string, contacts: Contact[], items: Item[], siteOf: (host: string) => string): Draft {
  const config: any = written ? JSON.parse(JSON.stringify(written)) : { version: 1, controller: { name: null }, domains: [site], language: null, statement: { url: null, version: null } };
  delete config.sealed;
  const services: any[] = (config.services = config.services || []);
  const taken = new Set<string>(services.map(({ id, catalogue }) => id || catalogue));

  const known = new Set([...contacts, ...items].filter(({ as, service }) => as == 'known' && service).map(({ service }) => service!));
  for (const id of [...known].sort()) {
    if (!taken.has(id)) services.push({ catalogue: id });
    taken.add(id);
  }

  const own = (name: string, more: object) => {
    const id = [slug(name), `${slug(name)}-found`].find((id) => !taken.has(id)) || slug(name);
    taken.add(id);
    return { id, name, category: null, provider: null, purpose: null, privacyUrl: null, countries: null, ...more };
  };
  const strangers = [...contacts, ...items].filter(({ as }) => as == 'unknown');
  const foreign = [...new Set(strangers.map(({ host }) => siteOf(host)))].filter((name) => name != site).sort();
  for (const name of foreign) {
    const hosts = [...new Set(contacts.filter(({ as, host }) => as == 'unknown' && siteOf(host) == name).map(({ host }) => host))].sort();
    const kept = items.filter(({ as, host }) => as == 'unknown' && siteOf(host) == name);
    services.push(own(name, { hosts: hosts.length ? hosts : [name], items: kept.map(declaredItem) }));
  }
  const mine = items.filter(({ as, host }) => as == 'unknown' && siteOf(host) == site);
  // Who stored these can't be seen from outside: a script of the site, or of somebody else that runs in it.
  if (mine.length) services.push(own(`stored on ${site}`, { items: mine.map(declaredItem) }));

  const category = (service: string | null) => [...contacts, ...items].find((found) => found.as == 'known' && found.service == service)?.category;
  const used = new Set(services.map((service) => service.category || category(service.catalogue)).filter(Boolean));
  config.categories = config.categories || {};
  for (const name of ['functional', 'analytics', 'social', 'advertising']) {
    if (used.has(name) || !config.categories[name]) config.categories[name] = { used: used.has(name) || (name == 'functional' ? true : null) };
  }
  return { config, unknown: unknowns(config, '$') };
}

/** The paths of every `null`, as `sluis check` writes them. */
function unknowns(value: unknown, path: string): string[] {
  if (value === null) return [path];
  if (Array.isArray(value)) return value.flatMap((item, place) => unknowns(item, `${path}[${place}]`));
  if (typeof value == 'object') return Object.entries(value!).flatMap(([key, item]) => unknowns(item, `${path}.${key}`));
  return [];
}
