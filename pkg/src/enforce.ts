/** Where the configuration says `enforce`: a page whose visitor has refused something gets the policy of that choice. */

import { KEY, put } from './meta';
import { policy } from './policy';
import type { Sluis } from './types';

export function enforce(config: any, page: Sluis): void {
  const follow = () => {
    const { record, services } = page.state();
    const text = policy(config, (id) => services[id] == 'granted');
    const refuses = record && Object.values(services).includes('denied');
    if (refuses) put(text);
    try {
      // For the first line of the next page.
      if (refuses) localStorage.setItem(KEY, `${record}\n${text}`);
      else localStorage.removeItem(KEY);
    } catch {
      // Without storage each page gets it when the core has come.
    }
  };
  page.on('change', follow);
  follow();
}
