/**
 * The visitor's choice as a server reads it, small and without wasm: also for edge functions, where nothing may be
 * compiled. `tests/vectors/records.json` holds it to the core.
 */

import { chosen, decode, holds, life, SKEW } from './chosen';
import { checksum } from './seal';
import type { Categories, Config, Permission } from './types';

const NAME = 'sluis_consent';
/** The longest text that is looked at as a record, in characters. */
export const LONGEST = 1_000;

/** What is true for one visitor, as `sluis.state()` tells it in the browser. */
export interface Choice {
  /** Whether this visitor is to be asked. */
  asked: boolean;
  /** Whether this visitor has chosen. */
  decided: boolean;
  categories: Categories;
  /** Each declared service by its id. */
  services: Record<string, Permission>;
  /** The record that this rests on, or null. */
  record: string | null;
}

export interface ReadOptions {
  /** The request says `Sec-GPC: 1` (or `DNT: 1`, where `policy.doNotTrack` says that it counts). Changes only what is asked. */
  objects?: boolean;
  /** @defaultValue the server's clock */
  now?: Date;
}

/** A record that an endpoint keeps, or why it does not. */
export type Judged = { cookie: string; minute: number; refusal?: undefined } | { cookie?: undefined; minute?: undefined; refusal: string };

export interface Reader {
  /** Reads a `Cookie` header. Where a request has several, join them with `; `. */
  read(cookies: string | null | undefined, options?: ReadOptions): Choice;
  /** Judges one record, and makes the value of `Set-Cookie` that keeps it for the rest of its life. */
  judge(record: string, options?: { secure?: boolean; now?: Date }): Judged;
  /** The sealed configuration. */
  config: Config;
}

/**
 * Reads choices for a site.
 *
 * @param sealed what `npx sluis seal`, `npx sluis build` or `seal` of `sluis/node` made: an object, or its JSON.
 * @throws an Error when it is no sealed configuration, or was changed after it was sealed: a browser would judge it anew then.
 */
export function reader(sealed: unknown): Reader {
  const config = typeof sealed == 'string' ? parse(sealed) : sealed;
  const { sealed: seal, ...rest } = (config && typeof config == 'object' ? config : {}) as Record<string, any>;
  if (!seal || typeof seal != 'object') {
    throw new Error(`$.sealed: found ${seal === undefined ? 'nothing' : JSON.stringify(seal)}, expected a sealed configuration: npx sluis seal consent.json`);
  }
  const right = checksum(JSON.stringify(rest));
  if (seal.check != right) {
    throw new Error(`$.sealed.check: found ${seal.check ?? 'nothing'}, expected ${right}: it was changed after it was sealed, so seal it again`);
  }
  const services: any[] = rest.services || [];
  const kept = life(rest);
  const domain = rest.record && rest.record.domain;

  return {
    config: config as Config,

    read(cookies, { objects = false, now = new Date() } = {}) {
      const minute = Math.floor(+now / 60_000);
      const { record, changed, granted } = chosen(config, cookies || '', minute);
      const open = ({ category, basis }: any) =>
        category != 'functional' && basis != 'exempt' && (!record || changed.includes(category)) && !(objects && category != 'analytics');
      const asked = services.some(open);
      const whole = (wanted: string) => {
        const own = services.filter(({ category }) => category == wanted);
        return word(own.length > 0 && own.every(({ id }) => granted[id]));
      };
      return {
        asked,
        decided: !!record,
        categories: { functional: 'granted', analytics: whole('analytics'), social: whole('social'), advertising: whole('advertising') },
        services: Object.fromEntries(Object.entries(granted).map(([id, yes]) => [id, word(yes)])),
        record: record ? record.text : null,
      };
    },

    judge(text, { secure = true, now = new Date() } = {}) {
      const minute = Math.floor(+now / 60_000);
      const record = text.length > LONGEST ? undefined : decode(text);
      if (!record) return { refusal: 'this is no record' };
      if (record.at > minute + SKEW) return { refusal: 'this record is from the future: a clock is wrong' };
      if (minute >= record.at + kept) return { refusal: 'this choice is over' };
      if (!holds(config, record)) return { refusal: 'this record is for another question' };
      const left = Math.min(record.at + kept - minute, kept) * 60;
      const parts = [`${NAME}=${text}`, 'Path=/', 'SameSite=Lax', `Max-Age=${left}`];
      if (domain) parts.push(`Domain=${domain}`);
      if (secure) parts.push('Secure');
      return { cookie: parts.join('; '), minute: record.at };
    },
  };
}

const word = (granted: boolean): Permission => (granted ? 'granted' : 'denied');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`$: the configuration is not JSON (${(error as Error).message})`);
  }
}
