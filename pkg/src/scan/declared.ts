/** What a host or a stored item belongs to: consent.json first, then the site itself, then our catalogue. */

import catalogue from 'sluis:catalogue';
import type { Raw } from './visit';
import type { Verdict } from './types';

interface Service {
  id?: string;
  catalogue?: string;
  name?: string;
  category?: string;
  basis?: string;
  hosts?: string[];
  items?: { name: string | null; storage?: string; party?: string; retention?: string | null; domain?: string }[];
}

type Match = { service: Service; item?: NonNullable<Service['items']>[number]; as: 'declared' | 'known' };

const KNOWN = Object.entries(catalogue as Record<string, Service>).map(([id, entry]): Service => ({ ...entry, id }));

/** What Sluis itself stores; it is functional, and its texts tell of it (`src/core/record.rs`). */
const OURS: Record<string, string[]> = {
  cookie: ['sluis_consent'],
  localStorage: ['sluis_receipts', 'sluis_policy'],
  sessionStorage: ['sluis_once'],
  cacheStorage: ['sluis-worker'],
};

/** `*` stands for anything, as in `src/core/matcher.rs`. */
export const nameFits = (name: string, pattern: string): boolean =>
  new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\/-]/g, '\\$&')).join('.*')}$`, 's').test(name);

export const hostFits = (host: string, pattern: string): boolean => host == pattern || host.endsWith(`.${pattern}`);

/** A host and the start of a path; the longer pattern fits better, and one with a path better than any without. */
function addressFit(url: URL, pattern: string): number {
  const slash = pattern.indexOf('/');
  const [host, path] = slash < 0 ? [pattern, ''] : [pattern.slice(0, slash), pattern.slice(slash)];
  // While developing, `name.localhost` stands in for `name`.
  const asked = url.hostname.replace(/\.localhost$/, '');
  return hostFits(asked, host) && url.pathname.startsWith(path) ? (path ? 1 << 16 : 0) + pattern.length : 0;
}

const needsConsent = ({ category, basis }: Service) =>
  category ? category != 'functional' && (basis == undefined || basis == 'consent') : null;

export class Declared {
  readonly #services: Service[];
  readonly #domains: string[];
  readonly #site: string;
  readonly #siteOf: (host: string) => string;

  /** @param config complete, as `check` gives it; null: nothing is declared. */
  constructor(config: any, site: string, siteOf: (host: string) => string) {
    this.#services = config?.services || [];
    this.#domains = config?.domains || [];
    this.#site = site;
    this.#siteOf = siteOf;
  }

  get services(): Service[] {
    return this.#services;
  }

  /** Of services that share an address, such as Google's tag, those that something else tells of. */
  readonly #met = new Set<Service>();

  /** Looks at everything first, so that a shared address goes to the service that is really there. */
  learn(addresses: Iterable<string>, stored: Iterable<Raw>): void {
    for (const address of new Set(addresses)) {
      for (const services of [this.#services, KNOWN]) {
        const found = best(services, new URL(address));
        if (found.length == 1) this.#met.add(found[0]);
      }
    }
    for (const raw of stored) for (const services of [this.#services, KNOWN]) for (const { service } of this.#matches(services, raw)) this.#met.add(service);
  }

  own = (host: string): boolean => this.#siteOf(host) == this.#site || this.#domains.some((domain) => hostFits(host, domain));

  request(address: string): Verdict {
    const url = new URL(address);
    const [declared] = this.#sorted(best(this.#services, url));
    if (declared) return verdict({ service: declared, as: 'declared' });
    if (this.own(url.hostname)) return { as: 'own', service: null, category: null, consent: false };
    const [known] = this.#sorted(best(KNOWN, url));
    return known ? verdict({ service: known, as: 'known' }) : { as: 'unknown', service: null, category: null, consent: null };
  }

  #sorted = (services: Service[]) => [...services].sort((one, other) => Number(this.#met.has(other)) - Number(this.#met.has(one)));

  /** The declaration of a stored item, and how long it was to stay. */
  item(raw: Raw): Verdict & { retention?: string | null } {
    if (OURS[raw.storage]?.includes(raw.name)) return { as: 'own', service: 'sluis', category: 'functional', consent: false };
    const [declared] = this.#matches(this.#services, raw);
    const [known] = declared ? [] : this.#matches(KNOWN, raw);
    const match: Match | undefined = declared ? { ...declared, as: 'declared' } : known && { ...known, as: 'known' };
    return match ? { ...verdict(match), retention: match.item?.retention } : { as: 'unknown', service: null, category: null, consent: null };
  }

  #matches(services: Service[], { name, storage, host }: Raw): Omit<Match, 'as'>[] {
    return services.flatMap((service) =>
      (service.items || []).flatMap((item) => {
        if (item.name == null || (item.storage || 'cookie') != storage || !nameFits(name, item.name)) return [];
        // Almost only a star: in the catalogue that would fit everything.
        if (services == KNOWN && item.name.replace(/\*/g, '').length < 2) return [];
        const place = item.domain ? hostFits(host, item.domain.replace(/^\./, '')) : false;
        const fits = item.party == 'third' ? place || (service.hosts || []).some((pattern) => hostFits(host, pattern.split('/')[0])) : this.own(host) || place;
        return fits ? [{ service, item }] : [];
      }),
    );
  }
}

/** The services whose patterns fit an address best; several where they share one. */
function best(services: Service[], url: URL): Service[] {
  let found: Service[] = [];
  let fit = 1;
  for (const service of services) {
    const next = Math.max(0, ...(service.hosts || []).map((pattern) => addressFit(url, pattern)));
    if (next > fit) found = [];
    if (next >= fit) [found, fit] = [[...found, service], next];
  }
  return found;
}

const verdict = ({ service, as }: Match): Verdict => ({ as, service: service.id || service.catalogue || null, category: service.category || null, consent: needsConsent(service) });

/** The most days that a period can be; null for `session`, `persistent` and what is not known. */
export function days(retention: string | null | undefined): number | null {
  const part = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(retention || '');
  if (!part) return null;
  const [years, months, weeks, whole, hours, minutes, seconds] = part.slice(1).map((digits) => Number(digits || 0));
  return years * 366 + months * 31 + weeks * 7 + whole + hours / 24 + minutes / 1440 + seconds / 86400;
}
