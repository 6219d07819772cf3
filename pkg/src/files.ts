/** The files that a page fetches, as they lie in `dist/web`. */

import { readdirSync } from 'node:fs';

/** Where they are, ending in `/`. */
export const folder = new URL('../web/', import.meta.url);

/**
 * The names of the files that pages with this configuration can ask for: all but the catalogue's services that it does
 * not name. Most names carry a hash of what these files hold together, so a new version can stand beside an older one.
 */
export function files(config: unknown): string[] {
  const { services } = config as { services?: { catalogue?: string }[] };
  const named = new Set((services || []).map(({ catalogue }) => `service-${catalogue}.json`));
  return readdirSync(folder).filter((name) => name != 'sluis.names.json' && (!name.startsWith('service-') || named.has(name)));
}
