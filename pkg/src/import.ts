/**
 * `sluis/import`: takes over, once, a choice that another tool has stored, so that a visitor who has answered is not
 * asked again. Only for the months after a change of tool; no other site loads it.
 *
 * A grant counts only for services that visitors were told of when they gave it (GDPR art. 4(11), 7(1)), not where the
 * tool's switch was on by itself (CJEU C-673/17), not against Global Privacy Control, and not longer than a choice
 * stands here. Where one service is not covered, nothing is taken over and the visitor is asked. A refusal of
 * everything always counts.
 */

import { isSealed } from './seal';
import type { Loose } from './types';

/** What `npx sluis migrate --import` writes. */
export interface Choices {
  /** The tool that stored them. */
  from: 'cookieconsent-3' | 'cookieconsent-2' | 'klaro' | 'orejime' | 'tarteaucitron' | 'osano' | 'c15t';
  storage: 'cookie' | 'localStorage' | 'sessionStorage';
  /** The name of the cookie or key. */
  name: string;
  /** The cookie's domain, where it was not the page's own host. */
  domain?: string;
  /** For how many days the tool kept a choice: how old one can be that does not say when it was made. */
  days: number;
  /** The number of the question, where the tool counts them. */
  revision?: number;
  /** False: only refusals count. */
  grants: boolean;
  /** By the tool's own key: the ids of the services that visitors were told it stands for. */
  covers: Record<string, string[]>;
  /** Keys that were on by themselves: only a refusal of them says something. */
  preset: string[];
  /** Keys that could not be refused. */
  always: string[];
  /** The last day on which choices are taken over, such as `2027-05-22`. */
  until: string;
}

/**
 * What became of it. `imported`: there is a record now. `chosen`: there was one already. `none`: the tool has stored
 * nothing, or nothing is asked here. `over`: after `until`. `unreadable`: what is stored is not that tool's. `expired`: older than a choice may
 * be. `uncovered`: something is asked that was not agreed to, so the visitor is asked. `unsealed`: the configuration
 * has no unbroken seal, without which no grant can be tied to its question.
 */
export type Imported = 'imported' | 'chosen' | 'none' | 'over' | 'unreadable' | 'expired' | 'uncovered' | 'unsealed';

/** A choice as the tool stored it. */
interface Answer {
  of(key: string): boolean | undefined;
  at?: number;
  revision?: number;
}

const MINUTE = 60_000;
/** As `src/core/time.rs` has it. */
const MONTH = 43_829 * MINUTE;
const SKEW = 10 * MINUTE;

/**
 * Call it before `start`, with the same configuration.
 *
 * @param config the sealed configuration (`seal` of `sluis/node`, or the Vite plugin)
 * @param given what `npx sluis migrate --import` wrote, an imported file too
 */
export function importChoice(config: any, given: Choices | Loose<Choices>): Imported {
  const choices = given as Choices;
  const now = Date.now();
  if (typeof document == 'undefined') return 'none';
  if (/(^|; )sluis_consent=/.test(document.cookie)) return 'chosen';
  if (!(now < Date.parse(choices.until) + 1440 * MINUTE)) return 'over';
  const text = stored(choices);
  if (text == null) return 'none';
  const answer = understood(choices.from, text);
  if (!answer || (answer.at && answer.at > now + SKEW)) return 'unreadable';

  const { services = [], record = {} } = config;
  const { covers, preset, always } = choices;
  const asked = services.filter(({ category }: any) => category != 'functional');
  if (!asked.length) return 'none';
  const keys = Object.keys(covers).filter((key) => !always.includes(key));
  const same = answer.revision == undefined || choices.revision == undefined || answer.revision == choices.revision;

  /** Undefined: not asked about, so nobody knows. */
  const answered = ({ id, basis }: any): boolean | undefined => {
    const own = keys.filter((key) => covers[key].includes(id));
    if (own.some((key) => answer.of(key) === false)) return false;
    const agreed = own.length > 0 && choices.grants && same && own.every((key) => answer.of(key) && !preset.includes(key));
    // What runs without being asked about needs no yes.
    return agreed || (!own.length && basis == 'exempt') ? true : undefined;
  };
  const refused = (keys.length > 0 && keys.every((key) => answer.of(key) === false)) || asked.every((service: any) => answered(service) === false);
  const objects = (navigator as any).globalPrivacyControl && asked.some((service: any) => service.category != 'analytics' && answered(service));

  // A yes of unknown age is taken to be as old as it can be, so that it never stands too long; a no is as of today.
  const at = answer.at ?? (refused ? now : now - choices.days * 1440 * MINUTE);
  const until = at + (record.months || 6) * MONTH;
  const result: Imported = until <= now ? 'expired' : refused ? 'imported' : objects || asked.some((service: any) => answered(service) == undefined) ? 'uncovered' : isSealed(config) ? 'imported' : 'unsealed';
  if (result == 'unsealed') return result;
  if (result == 'imported') {
    const grants = refused ? [] : asked.filter((service: any) => answered(service));
    const whole = ['analytics', 'social', 'advertising'].map((category) => {
      const own = asked.filter((service: any) => service.category == category);
      return own.length > 0 && own.every((service: any) => grants.includes(service)) ? category : '';
    });
    const single = grants.filter(({ category }: any) => !whole.includes(category)).map(({ id }: any) => `~v.${id}`);
    const minute = new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 13);
    const letters = ['a', 's', 'r'].map((letter, place) => letter + (whole[place] ? 1 : 0)).join('');
    // A refusal needs no question: whatever it was about, the answer was no.
    const question = grants.length ? `~c.${config.sealed.asked}` : '';
    const life = `; Path=/; SameSite=Lax; Max-Age=${Math.floor((until - now) / 1000)}`;
    const place = (record.domain ? `; Domain=${record.domain}` : '') + (location.protocol == 'https:' ? '; Secure' : '');
    document.cookie = `sluis_consent=1~${minute}Z~${letters}${question}~x${single.join('')}${life}${place}`;
    // Where it could not be kept, the old one stays for another time.
    if (!/(^|; )sluis_consent=/.test(document.cookie)) return 'uncovered';
  }
  // Taken over or of no use any more: either way it has to be kept no longer.
  remove(choices);
  return result;
}

function stored({ storage, name, from }: Choices): string | undefined {
  const cookie = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  try {
    const kept = storage == 'cookie' ? undefined : window[storage].getItem(name);
    // c15t writes both, and only the cookie is shared between subdomains.
    return kept ?? (storage == 'cookie' || from == 'c15t' ? cookie : undefined);
  } catch {
    return undefined;
  }
}

function remove({ storage, name, domain }: Choices): void {
  const parts = location.hostname.split('.');
  const domains = ['', ...(domain ? [domain] : []), ...parts.map((_, place) => parts.slice(place).join('.'))];
  for (const own of domains) document.cookie = `${name}=; Path=/; Max-Age=0${own && `; Domain=${own}`}`;
  try {
    if (storage != 'cookie') window[storage].removeItem(name);
  } catch {
    // Nothing is kept there then.
  }
}

/** Reads what each tool writes, as its own source has it. Null for anything else. */
function understood(from: Choices['from'], text: string): Answer | null {
  let plain = text;
  try {
    plain = decodeURIComponent(text);
  } catch {
    // Written as it is.
  }
  if (from == 'osano') {
    // `dismiss` closes the notice and answers nothing.
    return /^(allow|deny)$/.test(plain) ? { of: () => plain == 'allow' } : null;
  }
  if (from == 'tarteaucitron') {
    const found = new Map([...plain.matchAll(/!([^!=]+)=(true|false|wait)/g)].map(([, key, state]) => [key, state]));
    return found.size ? { of: (key) => ({ true: true, false: false })[found.get(key)!] } : null;
  }
  let value: any;
  try {
    value = JSON.parse(plain);
  } catch {
    value = from == 'c15t' ? pairs(plain) : null;
  }
  if (!value || typeof value != 'object') return null;
  const time = (moment: any) => {
    const at = typeof moment == 'number' ? moment : Date.parse(moment);
    return at > 0 ? at : undefined;
  };
  if (from == 'c15t') {
    const { consents, consentInfo } = value;
    // A cookie leaves out what was refused; that there is a moment tells that there was an answer.
    return consents && consentInfo?.time ? { of: (key) => !!consents[key], at: time(consentInfo.time) } : null;
  }
  if (from == 'klaro' || from == 'orejime') {
    return { of: (key) => (typeof value[key] == 'boolean' ? value[key] : undefined) };
  }
  const { categories, services, revision } = value;
  const at = time(value.lastConsentTimestamp || value.consentTimestamp || value.last_consent_update || value.consent_date);
  if (!Array.isArray(categories) || !at) return null;
  const of = (key: string) => {
    const [category, service] = key.split('/');
    return categories.includes(category) && (!service || !services?.[category] || services[category].includes(service));
  };
  return { of, at, revision };
}

/** c15t's cookie: `c.marketing:1,i.t:1700000000000`. */
function pairs(text: string): any {
  const found: any = { consents: {}, consentInfo: {} };
  for (const [, key, value] of text.matchAll(/(?:^|,)(?:c|consents)\.(\w+):(\w*)/g)) found.consents[key] = value == '1';
  const moment = /(?:^|,)(?:i|consentInfo)\.(?:t|time):(\d+)/.exec(text);
  if (moment) found.consentInfo.time = Number(moment[1]);
  return found;
}
