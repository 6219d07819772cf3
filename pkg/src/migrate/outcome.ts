/** The consent.json that comes of it, and what the tool's stored choices can be taken for. */

import { Opaque, Pattern, isPlain } from './literal';
import { ENTRIES, byCookie, category as ours, known } from './service';
import type { Choices } from '../import';
import type { Given, Notes } from './given';

/** How a browser finds and reads the choice that the other tool has stored; the day until when comes with the call. */
export type Import = Omit<Choices, 'until'>;

interface Found {
  /** The tool's key, by which its stored choice is read. */
  key: string;
  /** Our id, where it is not the key. */
  id?: string;
  /** Where it stands, for notes. */
  given: Given;
  names: (string | undefined)[];
  /** The key is that of a category, and says nothing of whose these are. */
  unnamed?: boolean;
  title?: string;
  category?: string;
  /** Cannot be refused there. */
  required?: boolean;
  /** On without an answer: no consent (CJEU C-673/17). */
  preset?: boolean;
  purpose?: unknown;
  items?: ItemFound[];
}

export interface ItemFound {
  name: string;
  domain?: string;
  path?: string;
  purpose?: unknown;
  retention?: string | null;
}

const CATEGORIES = ['functional', 'analytics', 'social', 'advertising'];
const LANGUAGES = new Set('ar bg ca cs cy da de el en es et eu fi fr fy ga he hr hu is it ja lt lv mt nb nl pl pt ro sk sl sv tr uk zh'.split(' '));

export class Outcome {
  readonly config: any = { version: 1, controller: { name: null }, statement: { url: null, version: null }, categories: {}, services: [] as any[], record: {} };
  /** Without a prototype: a key may be called anything. */
  readonly covers: Record<string, string[]> = Object.create(null);
  readonly preset: string[] = [];
  readonly always: string[] = [];
  readonly notes: Notes;

  constructor(notes: Notes) {
    this.notes = notes;
  }

  /** A kind of cookies that the tool asks about, with nothing in it yet. */
  uses(category: string): void {
    this.config.categories[category] = { used: true };
  }

  /** A service, once; a second mention adds its key. Returns its id. */
  service({ key, id: own = key, given, names, unnamed, title, category, required, preset, purpose, items = [] }: Found): string {
    const id = known(unnamed ? [] : [own, title, ...names], unnamed ? [] : items.map(({ name }) => name));
    const entry = id ? ENTRIES[id] : undefined;
    const service: any = id ? { catalogue: id } : { id: slug(own), name: title || own, category: category ?? null, provider: null, hosts: [] };
    const kept = items.filter(({ name }) => !id || !byCookie(name).includes(id));
    if (kept.length || !id) service.items = kept.map(({ name, domain, path, purpose: what, retention }) => ({ name, ...(domain && { domain }), ...(path && path != '/' && { path }), ...(what ? { purpose: what } : {}), retention: retention ?? null }));
    if (purpose) service.purpose = purpose;

    const here = service.catalogue || service.id;
    const earlier = this.config.services.find((other: any) => (other.catalogue || other.id) == here);
    if (earlier) {
      earlier.items = [...(earlier.items || []), ...(service.items || [])].filter((item, place, all) => all.findIndex(({ name }) => name == item.name) == place);
      if (!earlier.items.length && earlier.catalogue) delete earlier.items;
    } else this.config.services.push(service);
    // Of an object each part is carried or told by itself.
    if (!isPlain(given.value)) given.use();

    const becomes = entry?.category || category;
    if (entry && category && entry.category != category) {
      const why = `It was ${category}; the catalogue has ${id} under ${entry.category}, and so it is asked about there.`;
      if (category == 'functional' || required) given.ask(`${why} Whoever thinks that it needs no consent says so in consent.json and must be able to defend it (Tw art. 11.7a(3)).`);
      else given.drop(why);
    } else if (required && becomes && becomes != 'functional') given.ask(`It could not be refused there. Here it can, as it is ${becomes}.`);
    if (!entry) {
      if (!category) given.ask(`Nothing tells what kind of cookies it needs. Fill in $.services[${this.#place(here)}].category: one of ${CATEGORIES.join(', ')}.`);
      if (becomes != 'functional') given.ask(`It is not in the catalogue: fill in who provides it and the hosts that it loads from, so that it can be held ($.services[${this.#place(here)}]).`);
      if (!purpose) given.ask(`Visitors have to be told what it is for (AVG art. 13(1)(c)): fill in $.services[${this.#place(here)}].purpose.`);
      for (const { name } of kept.filter(({ retention }) => !retention)) given.ask(`How long ${name} stays is not said there, and visitors have to be told (CJEU C-673/17).`);
    }
    if (becomes && CATEGORIES.includes(becomes)) this.uses(becomes);
    this.key(key, { required, preset });
    if (preset && becomes != 'functional') given.drop('It was on unless the visitor switched it off. That is no consent (CJEU C-673/17), so stored grants of it are not taken over; refusals are.');
    this.cover(key, here);
    return here;
  }

  /** A key by which the tool stores an answer. */
  key(key: string, { required, preset }: { required?: boolean; preset?: boolean }): void {
    this.covers[key] = this.covers[key] || [];
    if (required && !this.always.includes(key)) this.always.push(key);
    if (preset && !required && !this.preset.includes(key)) this.preset.push(key);
  }

  cover(key: string, id: string): void {
    const ids = (this.covers[key] = this.covers[key] || []);
    if (!ids.includes(id)) ids.push(id);
  }

  #place = (id: string) => this.config.services.findIndex((service: any) => (service.catalogue || service.id) == id);

  statement(given: Given): void {
    const url = given.text;
    if (url) this.config.statement.url = url;
  }

  /** How long a choice is kept. */
  days(given: Given): void {
    const days = given.number;
    if (days == undefined) return;
    const months = Math.round(days / 30.44);
    if (months >= 1 && months <= 12) this.config.record.months = months;
    else given.drop(months > 12 ? `${months} months is longer than a choice should stand: it is 12 now.` : 'Less than a month would ask all the time: it is 6 months now.');
    if (months > 12) this.config.record.months = 12;
  }

  /** Texts in several languages as one of ours, without markup. */
  words(of: Record<string, unknown>): unknown {
    const found = Object.entries(of).flatMap(([language, text]) => {
      const primary = language.toLowerCase().split(/[-_]/)[0];
      return typeof text == 'string' && text.trim() && LANGUAGES.has(primary) ? [[primary, plain(text)] as const] : [];
    });
    return found.length ? Object.fromEntries(found) : undefined;
  }
}

export const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'service';

export const plain = (text: string) => text.replace(/<[^>]*>/g, '').replace(/&nbsp;/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim();

/** A cookie's name or pattern in our words; asks where it can't be written with `*`. */
export function names(given: Given): string[] {
  const { value } = given;
  const slashed = typeof value == 'string' && /^\/(.*)\/([a-z]*)$/.exec(value);
  if (typeof value == 'string' && !slashed) return given.text ? [given.value as string] : [];
  const source = value instanceof Pattern ? value.source : slashed ? slashed[1] : undefined;
  const found = source == undefined ? [] : globs(source);
  if (found.length) given.use();
  else given.ask(value instanceof Opaque ? 'The name is made by the script: write it into consent.json yourself.' : 'This pattern says more than * can: write the names into consent.json yourself.');
  return found;
}

/** A regular expression as patterns with `*`, where that says the same or a little more. */
function globs(source: string): string[] {
  const group = /^(.*?)\((?:\?:)?([^()]*)\)(.*)$/.exec(source);
  if (group) return group[2].split('|').flatMap((part) => globs(group[1] + part + group[3]));
  const body = source.replace(/^\^/, '').replace(/\$$/, '');
  const glob = body.replace(/\.[*+]\??|\\[dw][*+]?|\[[^\]]*\][*+]?/g, '*').replace(/\\([._$-])/g, '$1');
  if (/[\\^$+?{}|[\]()]/.test(glob) || /\./.test(body.replace(/\\\.|\.[*+]\??/g, ''))) return [];
  return [`${source.startsWith('^') ? '' : '*'}${glob}${source.endsWith('$') ? '' : '*'}`.replace(/\*+/g, '*')];
}

/** A period as people write it: `2 years`, `Session`, `13 maanden`. */
export function period(text: string | undefined): string | null {
  if (!text) return null;
  if (/^\s*session/i.test(text) || /^\s*sessie/i.test(text)) return 'session';
  const part = /^\s*(\d+|an?|one|één|een)\s*(second|minut|min\b|hour|uur|heure|stund|da[yg]|dag|jour|tag|week|weken|semaine|woche|month|maand|mois|monat|year|jaar|an\b|ans\b|jahr)/i.exec(text);
  if (!part) return null;
  const count = Number(part[1]) || 1;
  const unit = part[2].toLowerCase();
  if (/^second/.test(unit)) return `PT${count}S`;
  if (/^min/.test(unit)) return `PT${count}M`;
  if (/^(hour|uur|heure|stund)/.test(unit)) return `PT${count}H`;
  if (/^(da|jour|tag)/.test(unit)) return `P${count}D`;
  if (/^(we|sem|woche)/.test(unit)) return `P${count * 7}D`;
  if (/^(month|maand|mois|monat)/.test(unit)) return `P${count}M`;
  return `P${count}Y`;
}

export { ours };
