/** What a configuration declares, read as `src/core/matcher.rs` reads it. */

/** Ours: declared by the settings themselves. */
const OWN: Record<string, RegExp> = {
  cookie: /^sluis_consent$/,
  localStorage: /^sluis_(receipts|policy|delivery.*)$/,
  cacheStorage: /^sluis-worker$/,
  serviceWorker: /^$/,
};

export class Declared {
  readonly services: any[];
  readonly #own: string[];
  readonly #worker: string | undefined;

  constructor(config: any, host: string) {
    this.services = config.services || [];
    this.#own = [bare(host).replace(/^www\./, ''), ...(config.domains || []).map(bare)];
    this.#worker = config.worker;
  }

  /** The site itself: its host, its declared domains, and what lies below them. */
  isOwn(host: string): boolean {
    return this.#own.some((own) => isBelow(host, own));
  }

  host(host: string, path: string): boolean {
    return this.services.some(({ hosts }) => (hosts || []).some((pattern: string) => covers(pattern, host, path)));
  }

  item(storage: string, name: string): boolean {
    return !!OWN[storage]?.test(name) || !!declarers(this.services, storage, name)[0];
  }

  /** Who declares this, by the names that the settings show. */
  owners(storage: string, name: string): string[] {
    return declarers(this.services, storage, name).map((service) => service.name || service.id);
  }

  /** The service worker that the configuration names. */
  worker(address: string): boolean {
    return !!this.#worker && new URL(this.#worker, location.href).href == address;
  }

  /** Its place in the file, by its id in the catalogue. */
  place(catalogue: string): number {
    return this.services.findIndex((service) => service.catalogue == catalogue);
  }
}

/** While a site is developed, `www.youtube.com.localhost` stands in for the real host. */
export const bare = (host: string): string => host.toLowerCase().replace(/\.$/, '').replace(/(.)\.localhost$/, '$1');

const isBelow = (host: string, domain: string): boolean => host == domain || host.endsWith('.' + domain);

/** `host`, which covers what lies below it, or `host/start-of-path`. */
export function covers(pattern: string, host: string, path: string): boolean {
  const slash = (pattern + '/').indexOf('/');
  return isBelow(host, pattern.slice(0, slash).toLowerCase()) && path.startsWith(pattern.slice(slash));
}

/** `*` stands for any part. */
export function fits(pattern: string, name: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(name);
}

export const stores = (item: any, storage: string, name: string): boolean =>
  (item.storage || 'cookie') == storage && item.name != null && fits(item.name, name);

/** The services that declare this. */
export const declarers = (services: any[], storage: string, name: string): any[] =>
  services.filter(({ items }) => (items || []).some((item: any) => stores(item, storage, name)));
