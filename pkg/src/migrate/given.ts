/**
 * A configuration while it is read: notes which of its parts were carried over, so that whatever nobody looked at is
 * told at the end and nothing is lost in silence.
 */

import { Opaque, Pattern, isPlain } from './literal';

export interface Note {
  /** Where in the source. */
  path: string;
  /** What stands there, shortened. */
  found: string;
  /** Why it could not be carried, or how it was changed. */
  why: string;
  /** Whether a person has to decide or fill in something. */
  human: boolean;
}

export class Notes {
  readonly notes: Note[] = [];
  readonly #used = new Set<string>();
  /** Where something was told already; what nobody looked at below it is told all the same. */
  readonly #told = new Set<string>();

  add(path: string, found: unknown, why: string, human: boolean): void {
    this.#told.add(path);
    if (!this.notes.some((note) => note.path == path && note.why == why)) this.notes.push({ path, found: shown(found), why, human });
  }

  use = (path: string): void => void this.#used.add(path);

  /** Tells everything below that was not used, each time as high up as nothing was. */
  rest(value: unknown, path: string, why: (path: string) => string): void {
    if (this.#used.has(path)) return;
    const children = Array.isArray(value) ? value.map((item, place) => [`${path}[${place}]`, item] as const) : isPlain(value) ? Object.entries(value).map(([key, item]) => [step(path, key), item] as const) : [];
    const touched = [...this.#used, ...this.#told].some((used) => used.startsWith(path) && /^[.[]/.test(used.slice(path.length)));
    if (!touched) {
      if (this.#told.has(path)) return;
      if (value !== undefined && (children.length || !(isPlain(value) || Array.isArray(value)))) this.notes.push({ path, found: shown(value), why: why(path), human: false });
      return;
    }
    for (const [inner, item] of children) this.rest(item, inner, why);
  }
}

const step = (path: string, key: string) => (/^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`);

function shown(value: unknown): string {
  if (value instanceof Opaque) return value.kind == 'function' ? 'a function' : cut(value.text);
  if (value instanceof Pattern) return `/${value.source}/${value.flags}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isPlain(value)) return `{ ${cut(Object.keys(value).join(', '))} }`;
  return cut(JSON.stringify(value) ?? 'undefined');
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text).replace(/\s+/g, ' ');

/** One place in the configuration. */
export class Given {
  constructor(readonly value: unknown, readonly path: string, readonly notes: Notes) {}

  at(key: string | number): Given {
    const own = (isPlain(this.value) || Array.isArray(this.value)) && Object.prototype.hasOwnProperty.call(this.value, key) ? (this.value as any)[key] : undefined;
    return new Given(own, typeof key == 'number' ? `${this.path}[${key}]` : step(this.path, key), this.notes);
  }

  get there(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get items(): Given[] {
    return Array.isArray(this.value) ? this.value.map((_, place) => this.at(place)) : [];
  }

  get entries(): [key: string, value: Given][] {
    return isPlain(this.value) ? Object.keys(this.value).map((key) => [key, this.at(key)]) : [];
  }

  #as<Type>(kind: string): Type | undefined {
    if (typeof this.value != kind) return undefined;
    this.notes.use(this.path);
    return this.value as Type;
  }

  get text(): string | undefined {
    return this.#as<string>('string');
  }

  get number(): number | undefined {
    return this.#as<number>('number');
  }

  get truth(): boolean | undefined {
    return this.#as<boolean>('boolean');
  }

  /** Carried, or not worth a word. */
  use(): this {
    this.notes.use(this.path);
    return this;
  }

  /** Told as not carried. */
  drop(why: string): void {
    if (this.there) this.notes.add(this.path, this.value, why, false);
  }

  /** Told as something that a person has to see to. */
  ask(why: string): void {
    this.notes.add(this.path, this.value, why, true);
  }
}
