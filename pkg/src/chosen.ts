/**
 * What is granted by the visitor's cookie: `src/core/record.rs` and `decide.rs` once more, small and without wasm, for
 * servers and for what stands first in a page. `tests/vectors/records.json` holds it to the core.
 */

const NAME = 'sluis_consent';
const FORMAT = /^1~(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z~a([01])s([01])r([01])(?:~c\.([0-9a-f]{8}))?(?:~s\.[\w.-]+)?~[bpewx]((?:~v\.[\w.-]+)*)$/;
const ANSWERS = ['analytics', 'social', 'advertising'];
/** Minutes. Clocks differ; a record from further in the future was not written by a right one. */
export const SKEW = 10;
/** A mean month, in minutes. */
const MONTH = 43_829;
const SPACE = /^[ \t\n\f\r]+|[ \t\n\f\r]+$/g;

/** @internal */
export interface Parsed {
  text: string;
  /** Minutes since 1970. */
  at: number;
  answers: boolean[];
  asked: string | undefined;
  services: string[];
}

/** @internal */
export interface Chosen {
  /** What this rests on; nothing where there is no believable choice. */
  record: Parsed | undefined;
  /** The categories that have changed since, and count as not answered. */
  changed: string[];
  /** Each declared service by its id. */
  granted: Record<string, boolean>;
}

/** For how long a choice is kept, in minutes. */
export const life = (config: any): number => ((config.record && config.record.months) || 6) * MONTH;

/** The categories that have changed since; nothing where the record is about something else. */
export function holds({ sealed }: any, { asked, answers, services }: Parsed): string[] | undefined {
  if (!asked) return services.length || answers.includes(true) ? undefined : [];
  if (asked == sealed.asked) return [];
  return (sealed.earlier || []).find((edition: any) => edition.asked == asked)?.again;
}

/** `config` is sealed; `minute` is now. */
export function chosen(config: any, cookies: string, minute: number): Chosen {
  let found: Parsed | undefined;
  for (const pair of cookies.split(';')) {
    const [, name, value] = /^([^=]*)=([^]*)$/.exec(pair.replace(SPACE, '')) || [];
    const record = name == NAME ? decode(value) : undefined;
    if (record && record.at <= minute + SKEW && !(found && found.at > record.at)) found = record;
  }
  const changed = found && minute < found.at + life(config) ? holds(config, found) : undefined;
  const record = changed && found;
  const granted: Record<string, boolean> = {};
  for (const { id, category, basis } of config.services || []) {
    const answer = record && !changed!.includes(category) ? record : undefined;
    granted[id] = category == 'functional' || (answer ? answer.services.includes(id) || answer.answers[ANSWERS.indexOf(category)] : basis == 'exempt');
  }
  return { record, changed: changed || [], granted };
}

/** Nothing for what Sluis would not have written: a record that was changed in any way is no choice. */
export function decode(text: string): Parsed | undefined {
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
