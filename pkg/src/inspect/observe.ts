/**
 * What a page can be seen doing. Resource timing tells what was asked for, also before this was loaded; the barrier
 * tells what it holds; what is stored is looked at again and again, because nobody tells of it.
 */

import type { Gate, Undeclared } from '../types';
import { bare, Declared } from './declared';

/** A cookie that the page wrote and the core did not let it store. */
export interface Refusal {
  name: string;
  /** The script of another site that wrote it, where that was seen. */
  by: string | null;
}
export type Sight = Pick<Undeclared, 'kind' | 'name' | 'address' | 'outcome' | 'by' | 'lasts'>;

/** How often stored things are looked at, in milliseconds. */
const PACE = 1_000;
const ADDRESS = /https?:[^\s)]+/g;

export function observe(gate: Gate, declared: Declared, tell: (sight: Sight) => void, refuse: (refusal: Refusal) => void): void {
  /** Which script stored something: by kind and name. */
  const writers = new Map<string, string>();
  // It stands in for a cookie's own script, so it must be one of somebody else.
  const writer = (): string | undefined =>
    (Error().stack?.match(ADDRESS) || []).map((found) => found.replace(/(:\d+)+$/, '')).find((found) => !declared.isOwn(bare(new URL(found).hostname)));
  const wrote = (kind: string, name: string) => {
    const by = writer();
    if (by) writers.set(`${kind} ${name}`, by);
  };

  const seeAddress = (text: string, outcome: Sight['outcome']) => {
    const address = toAddress(text);
    if (!address || !/^(http|ws)s?:$/.test(address.protocol)) return;
    const host = bare(address.hostname);
    // `held.invalid` is where the barrier sends what it holds.
    if (host == 'held.invalid' || declared.isOwn(host) || declared.host(host, address.pathname)) return;
    tell({ kind: 'host', name: host, address: address.href, outcome, by: null, lasts: null });
  };
  const seeStored = (kind: Sight['kind'], name: string, lasts: string | null) => {
    if (!declared.item(kind, name)) tell({ kind, name, address: null, outcome: 'stored', by: writers.get(`${kind} ${name}`) ?? null, lasts });
  };

  new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => seeAddress(name, 'requested'))).observe({ type: 'resource', buffered: true });
  document.addEventListener('securitypolicyviolation', ({ blockedURI }) => seeAddress(blockedURI, 'refused'));
  // Those from before, in Chromium: https://w3c.github.io/reporting/#reporting-observer
  const { ReportingObserver } = window as any;
  if (ReportingObserver) {
    const refused = (reports: any[]) => reports.forEach(({ body }) => seeAddress(body.blockedURL, 'refused'));
    new ReportingObserver(refused, { types: ['csp-violation'], buffered: true }).observe();
  }
  const { ask } = gate;
  gate.ask = (address) => {
    const may = !!ask?.(address);
    if (!may) seeAddress(address, 'held');
    return may;
  };
  const { patch, text } = gate;
  /** What stands behind this one asks the same, and keeps what it is told not to let through. */
  const may = gate.listener!('cookie');
  const cookie = (pair: string) => {
    const name = nameOf(pair);
    if (may(pair)) wrote('cookie', name);
    else refuse({ name, by: writer() ?? null });
  };
  // A WebSocket is in no list of what was asked for.
  patch(window, 'WebSocket', ([address], _self, proceed) => {
    seeAddress(`${address}`, gate.holds(`${address}`) ? 'held' : 'requested');
    return proceed();
  });
  patch(Document, 'cookie', (values, _self, proceed) => {
    cookie(text(values, 0));
    proceed();
  });
  patch(Storage, 'setItem', ([key], self, proceed) => {
    wrote(self == localStorage ? 'localStorage' : 'sessionStorage', `${key}`);
    proceed();
  });
  patch(IDBFactory, 'open', ([name], _self, proceed) => {
    wrote('indexedDB', `${name}`);
    return proceed();
  });
  const { CookieStore, CacheStorage, cookieStore } = window as any;
  if (CookieStore) {
    patch(CookieStore, 'set', ([first, second], _self, proceed) => {
      cookie(first?.name ? `${first.name}=${first.value}` : `${first}=${second}`);
      return proceed();
    });
  }
  if (CacheStorage) {
    patch(CacheStorage, 'open', ([name], _self, proceed) => {
      wrote('cacheStorage', `${name}`);
      return proceed();
    });
  }

  const cookies = async () => {
    // Only some browsers tell how long a cookie stays; without the interface, nobody does.
    for (const { name, expires } of cookieStore ? await cookieStore.getAll() : []) seeStored('cookie', name, period(expires));
    for (const pair of document.cookie.split('; ').filter(Boolean)) seeStored('cookie', nameOf(pair), null);
  };
  const areas = async () => {
    for (const key of Object.keys(localStorage)) seeStored('localStorage', key, 'persistent');
    for (const key of Object.keys(sessionStorage)) seeStored('sessionStorage', key, 'session');
  };
  const databases = async () => {
    for (const { name } of (await indexedDB.databases?.()) || []) seeStored('indexedDB', name!, 'persistent');
  };
  const store = async () => {
    for (const name of (await window.caches?.keys()) || []) seeStored('cacheStorage', name, 'persistent');
  };
  const workers = async () => {
    for (const { active, waiting, installing, scope } of (await navigator.serviceWorker?.getRegistrations()) || []) {
      const address = (active || waiting || installing)?.scriptURL ?? null;
      if (!address || !declared.worker(address)) tell({ kind: 'serviceWorker', name: scope, address, outcome: 'stored', by: null, lasts: 'persistent' });
    }
  };
  const held = async () => gate.held.forEach(({ address }) => address && seeAddress(address, 'held'));

  const look = () => {
    // A page may be denied any of these.
    for (const each of [held, cookies, areas, databases, store, workers]) each().catch(() => {});
  };
  cookieStore?.addEventListener?.('change', look);
  addEventListener('storage', look);
  setInterval(look, PACE);
  look();
}

const nameOf = (pair: string): string => pair.slice(0, pair.indexOf('=') < 0 ? undefined : pair.indexOf('=')).trim();

function toAddress(text: string): URL | undefined {
  try {
    return new URL(text, location.href);
  } catch {
    return undefined;
  }
}

/** How long a cookie stays from now on, as a configuration writes it. */
function period(expires: number | null | undefined): string | null {
  if (expires === undefined) return null;
  if (expires === null) return 'session';
  const minutes = Math.max(1, Math.round((expires - Date.now()) / 60_000));
  return minutes < 1_440 ? `PT${minutes}M` : `P${Math.round(minutes / 1_440)}D`;
}
