/**
 * Removes databases (IndexedDB) and caches of services that are not granted. Neither tells its names at once, so this
 * waits for them; `*` in a declared name works as it does for cookies. Most sites declare none, so it is a chunk.
 */

import { declarers } from './inspect/declared';
import type { Sluis } from './types';
import { CACHE } from './worker-state';

/** `config` is complete. */
export async function start(config: any, page: Sluis): Promise<void> {
  const { services } = page.state();
  const named = (storage: string): string[] =>
    config.services.flatMap(({ items = [] }) => items).filter((item: any) => item.storage == storage && item.name).map(({ name }: any) => name);
  /** Only somebody who is not granted declares it. */
  const goes = (storage: string, name: string): boolean => {
    const owners = declarers(config.services, storage, name);
    return !!owners[0] && owners.every(({ id }: any) => services[id] != 'granted');
  };
  const clear = async (storage: string, list: () => Promise<string[]>, remove: (name: string) => unknown) => {
    try {
      for (const name of (await list()).filter((name) => goes(storage, name))) remove(name);
    } catch {
      // A page may be denied either.
    }
  };
  await Promise.all([
    // Firefox before 126 tells no names: there the declared ones are tried.
    clear('indexedDB', async () => ((await indexedDB.databases?.())?.map(({ name }) => name!) || named('indexedDB')), (name) => indexedDB.deleteDatabase(name)),
    clear('cacheStorage', async () => (await caches.keys()).filter((name) => name != CACHE), (name) => caches.delete(name)),
  ]);
}
