/** From what was seen and what was declared to findings: each is something that a site would have to mend. */

import { days } from './declared';
import type { Declared } from './declared';
import { MOMENTS } from './types';
import type { Contact, Finding, Item, Moment, Page } from './types';
import type { Raw } from './visit';

/** A clock and a rounding of the browser make no lie of a period. */
const LENIENCE = 1.5;

const WHEN: Record<Moment, string> = { before: 'before a choice', reject: 'after a refusal', accept: 'after agreeing' };

export function contacts(pages: Page[], declared: Declared): Contact[] {
  const found = new Map<string, Contact>();
  for (const { url, host, moment, blocked } of pages.flatMap(({ requests }) => requests)) {
    if (blocked) continue;
    const verdict = declared.request(url);
    const key = `${host} ${verdict.service}`;
    const contact = found.get(key) || { host, counts: { before: 0, reject: 0, accept: 0 }, example: url, ...verdict };
    contact.counts[moment] += 1;
    found.set(key, contact);
  }
  const rank = ({ as, consent }: Contact) => (as == 'own' ? 2 : as == 'declared' && !consent ? 1 : 0);
  return [...found.values()].sort((one, other) => rank(one) - rank(other) || (one.host < other.host ? -1 : 1));
}

export function items(stored: Raw[], declared: Declared, now: number): Item[] {
  const found = new Map<string, Item>();
  for (const raw of stored) {
    const key = [raw.storage, raw.host, raw.path, raw.partition, raw.name].join(' ');
    const earlier = found.get(key);
    if (earlier) {
      if (!earlier.seen.includes(raw.moment)) earlier.seen.push(raw.moment);
      continue;
    }
    const { retention: _, ...verdict } = declared.item(raw);
    const { expires, ...rest } = raw;
    const cookie = raw.storage == 'cookie';
    found.set(key, {
      ...rest,
      ...verdict,
      party: declared.own(raw.host) ? 'first' : 'third',
      days: expires == undefined ? null : Math.round((expires - now / 1000) / 864) / 100,
      ...(cookie && { session: expires == undefined }),
      seen: [raw.moment],
    });
  }
  return [...found.values()].sort((one, other) => one.storage.localeCompare(other.storage) || one.name.localeCompare(other.name));
}

export function findings(pages: Page[], stored: Item[], declared: Declared): Finding[] {
  const found: Finding[] = [];
  const told = new Set<string>();
  const tell = (finding: Finding) => {
    const key = `${finding.code} ${finding.what}`;
    if (!told.has(key)) found.push(finding);
    told.add(key);
  };
  for (const page of pages) {
    for (const { url, host, moment, blocked } of page.requests) {
      if (blocked) continue;
      const { as, service, consent, category } = declared.request(url);
      const at = { page: page.url, moment };
      const who = service ? `${host} (${service})` : host;
      if (as == 'unknown') tell({ code: 'undeclared-host', what: host, why: `No service in consent.json has this host, and the catalogue does not know it. It was asked ${WHEN[moment]}: ${url}`, ...at });
      if (as == 'known') tell({ code: 'undeclared-host', what: who, why: `The catalogue knows it as ${service} (${category}); consent.json does not declare it.`, ...at });
      if (consent && moment != 'accept') {
        const code = moment == 'before' ? 'request-before-choice' : 'request-after-reject';
        tell({ code, what: who, why: `It needs consent (${category}) and was asked ${WHEN[moment]}: ${url}`, ...at });
      }
    }
  }
  for (const item of stored) {
    const { name, storage, host, as, service, category, consent, seen } = item;
    const what = `${storage} ${name} (${host})`;
    const at = (moment: Moment) => ({ page: item.page, moment });
    if (as == 'unknown' || as == 'known') {
      const known = as == 'known' ? `The catalogue knows it as ${service} (${category}); consent.json does not declare it.` : 'No service in consent.json names it, and the catalogue does not know it.';
      tell({ code: 'undeclared-item', what, why: `${known} It was there ${WHEN[item.moment]}.`, ...at(item.moment) });
    }
    for (const moment of MOMENTS.filter((moment) => consent && moment != 'accept' && seen.includes(moment))) {
      const code = moment == 'before' ? 'stored-before-choice' : 'stored-after-reject';
      tell({ code, what, why: `${service} needs consent (${category}), and this was stored ${WHEN[moment]}.`, ...at(moment) });
    }
    if (as == 'declared' && item.days != null) {
      const { retention } = declared.item(item as Raw);
      const limit = retention == 'session' ? 0 : days(retention);
      if (limit != null && item.days > limit + LENIENCE) {
        tell({ code: 'kept-longer', what, why: `It stays ${Math.round(item.days)} days; consent.json says ${retention}. Visitors have to be told how long (CJEU C-673/17).`, ...at(item.moment) });
      }
    }
  }
  return found;
}

/** Declared services of which nothing was met. */
export function notSeen(contacts: Contact[], items: Item[], declared: Declared): string[] {
  const met = new Set([...contacts, ...items].filter(({ as }) => as == 'declared').map(({ service }) => service));
  return declared.services.filter(({ hosts, items }) => hosts?.length || items?.length).map(({ id }) => id || '').filter((id) => !met.has(id));
}
