/**
 * The visitor's choice as a server reads it: `src/core/record.rs` and `decide.rs` once more, small and without wasm, for
 * servers and for edge functions, where nothing may be compiled. `tests/vectors/records.json` holds it to the core.
 */

import { checksum } from './seal';
import type { Categories, Config, Permission } from './types';

const NAME = 'sluis_consent';
const FORMAT = /^1~(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z~a([01])s([01])r([01])(?:~c\.([0-9a-f]{8}))?(?:~s\.[\w.-]+)?~[bpewx]((?:~v\.[\w.-]+)*)$/;
const ANSWERS = ['analytics', 'social', 'advertising'];
/** The longest text that is looked at as a record, in characters. */
export const LONGEST = 1_000;
/** Minutes. Clocks differ; a record from further in the future was not written by a right one. */
const SKEW = 10;
/** A mean month, in minutes. */
const MONTH = 43_829;
const SPACE = /^[ \t\n\f\r]+|[ \t\n\f\r]+$/g;

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

/** @internal */
export interface Parsed {
  text: string;
  /** Minutes since 1970. */
  at: number;
  answers: boolean[];
  asked: string | undefined;
  services: string[];
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
  const life = ((rest.record && rest.record.months) || 6) * MONTH;
  const domain = rest.record && rest.record.domain;

  /** The categories that have changed since; nothing where the record is about something else. */
  const holds = ({ asked, answers, services }: Parsed): string[] | undefined => {
    if (!asked) return services.length || answers.includes(true) ? undefined : [];
    if (asked == seal.asked) return [];
    return (seal.earlier || []).find((edition: any) => edition.asked == asked)?.again;
  };

  return {
    config: config as Config,

    read(cookies, { objects = false, now = new Date() } = {}) {
      const minute = Math.floor(+now / 60_000);
      let found: Parsed | undefined;
      for (const pair of (cookies || '').split(';')) {
        const [, name, value] = /^([^=]*)=([^]*)$/.exec(pair.replace(SPACE, '')) || [];
        const record = name == NAME ? decode(value) : undefined;
        if (record && record.at <= minute + SKEW && !(found && found.at > record.at)) found = record;
      }
      const changed = found && minute < found.at + life ? holds(found) : undefined;
      const record = changed && found;
      const granted: Record<string, boolean> = {};
      let asked = false;
      for (const { id, category, basis } of services) {
        const switchable = category != 'functional';
        const needs = switchable && basis != 'exempt';
        const open = !record || changed!.includes(category);
        granted[id] = !switchable || (open ? !needs : record!.services.includes(id) || record!.answers[ANSWERS.indexOf(category)]);
        asked = asked || (needs && open && !(objects && category != 'analytics'));
      }
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
      if (minute >= record.at + life) return { refusal: 'this choice is over' };
      if (!holds(record)) return { refusal: 'this record is for another question' };
      const left = Math.min(record.at + life - minute, life) * 60;
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

/** Nothing for what Sluis would not have written: a record that was changed in any way is no choice. */
function decode(text: string): Parsed | undefined {
  const [, year, month, day, hour, minute, analytics, social, advertising, asked, services] = FORMAT.exec(text) || [];
  if (!year) return;
  const moment = `${year}-${month}-${day}T${hour}:${minute}`;
  const time = Date.parse(`${moment}Z`);
  // No calendar has 31 April, though some engines read it as 1 May.
  if (isNaN(time) || !new Date(time).toISOString().startsWith(moment)) return;
  return {
    text,
    at: time / 60_000,
    answers: [analytics, social, advertising].map((answer) => answer == '1'),
    asked,
    services: services.split('~v.').slice(1),
  };
}
