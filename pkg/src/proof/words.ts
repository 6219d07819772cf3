/** The texts of the page's language by their names, the site's own wording in place of ours. */

import keys from 'sluis:keys';
import type { Scene } from '../later';

export interface Words {
  /** The tag of the language. */
  language: string;
  /** The text of this name, with `{name}` replaced by its value. */
  say(name: string, values?: Record<string, string>): string;
  /** A text of the configuration: one for all languages, or one for each. */
  local(text: unknown): Local | undefined;
  /** A moment such as `2026-11-22T10:14Z`, on the visitor's own clock. */
  moment(at: string): string;
}

export interface Local {
  text: string;
  /** Nothing where the configuration does not say. */
  language?: string;
}

export function wording({ config, language, texts }: Scene): Words {
  const tag = language.split('-')[0];
  const list = [...texts];
  // By its place in the list: `src/core/seal.rs`.
  for (const [place, own] of config.sealed?.texts?.[tag] || []) list[place] = own;
  return {
    language: tag,
    say: (name, values = {}) =>
      (list[keys.indexOf(name)] || '').replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole),
    local(text) {
      if (typeof text == 'string') return { text };
      if (!text) return undefined;
      const all = text as Record<string, string>;
      const spoken = [tag, config.language, 'en', Object.keys(all)[0]].find((one) => one && all[one])!;
      return { text: all[spoken], language: spoken };
    },
    moment(at) {
      const date = new Date(at);
      return isNaN(+date) ? at : date.toLocaleString(tag, { dateStyle: 'long', timeStyle: 'short' });
    },
  };
}
