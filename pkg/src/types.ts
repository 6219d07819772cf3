/** What a page, a bundler and the core see of Sluis. This file is the public API: a change here is a release note. */

import type { Config } from '../types/config.js';

export type { Config };
export type { ConsentReceipt } from './consent-receipt';

/**
 * An imported `consent.json` as TypeScript sees it: every text is a `string` there and the version a `number`
 * (https://github.com/microsoft/TypeScript/issues/32063). Its keys are checked with the rest of the code; what they
 * say is judged when it is read, or earlier by `npx sluis check`.
 */
export type ImportedConfig = Loose<Config>;

/** The same, with every text and number widened. */
export type Loose<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends readonly (infer Member)[]
      ? Loose<Member>[]
      : T extends object
        ? { [Key in keyof T]: Loose<T[Key]> | ({} extends Pick<T, Key> ? undefined : never) }
        : T;

/** Nothing for a version that is written out: then all of the configuration is checked as `Config`. */
export type OfFile<Version extends number> = { version: Version } & (number extends Version ? unknown : never);

export type Permission = 'granted' | 'denied';

/** The four categories. `functional` is always granted. */
export interface Categories {
  functional: 'granted';
  analytics: Permission;
  social: Permission;
  advertising: Permission;
}

export interface State {
  /** False until the core has loaded. Until then everything non-functional is denied. */
  ready: boolean;
  /** Whether consent.json was accepted. When it was not, everything non-functional stays denied. */
  valid: boolean;
  /** Whether this visitor is to be asked. */
  asked: boolean;
  /** Whether this visitor has chosen. */
  decided: boolean;
  categories: Categories;
  /** Each declared service by its id. */
  services: Record<string, Permission>;
  /** The stored choice as it stands in the cookie, or null. */
  record: string | null;
  /** Which texts are shown, by the tag of their language, such as `nl` or, informal, `nl-je`; empty until the core has loaded. */
  language: string;
}

export type SluisEvent = 'ready' | 'change' | 'open' | 'close';

/**
 * `window.sluis`. Every method can be called from the first line of the page; calls wait for the core.
 *
 * @example
 * sluis.on('change', (state) => {
 *   if (state.categories.analytics === 'granted') startMeasuring();
 * });
 */
export interface Sluis {
  /** The version of this package. */
  readonly version: string;
  /** Opens the settings. */
  open(): void;
  /** Grants everything, or only these categories and services. Recorded as given by the page, not by the visitor. */
  accept(ids?: string[]): void;
  /** Refuses everything that is not functional. */
  reject(): void;
  /** Takes consent back, removes what was stored, and tells the visitor. */
  withdraw(): void;
  /** The choice as it is now. */
  state(): State;
  /**
   * Calls `listener` on each such event; `ready` also when it has already happened. The same events reach `document`
   * as `sluis:ready`, `sluis:change`, `sluis:open` and `sluis:close`.
   *
   * @returns a function that stops listening.
   */
  on(event: SluisEvent, listener: (state: State) => void): () => void;
  /** Calls `listener` for each thing that is found to be undeclared; only where the page is inspected. */
  on(event: 'undeclared', listener: (found: Undeclared) => void): () => void;
  /** Between the barrier and the core. Not for pages: it may change in any release. */
  readonly gate: Gate;
}

/** Something that the page did and its consent.json does not tell of. */
export interface Undeclared {
  kind: 'host' | 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cacheStorage' | 'serviceWorker';
  /** The host, the name of what is stored, or the scope of a service worker. */
  name: string;
  /** What was asked for; of a service worker, its script. Null for what is stored. */
  address: string | null;
  /** `requested`: it was asked for, with or without an answer. `held`: it waits. `refused`: by the page's policy; a cookie, by Sluis. */
  outcome: 'requested' | 'held' | 'refused' | 'stored';
  /** The script of another site that stored it, where that was seen. */
  by: string | null;
  /** How long it stays, as consent.json writes it; null where the browser does not say. */
  lasts: string | null;
  /** The id in the catalogue of the service it belongs to, where that is known. */
  service: string | null;
  /** What to add to consent.json. */
  add: Addition | null;
}

/** A cookie that the page wrote without consent, and that was not stored. */
export interface Refused {
  name: string;
  /** The script of another site that wrote it, where that was seen. */
  by: string | null;
  /** Who declares it: the names of services that are not granted. None where the catalogue alone knows it. */
  services: string[];
}

/** A line for consent.json. In it `""` has to be filled in, and `null` says that something is not known. */
export interface Addition {
  /** The JSON path of the list that it belongs in. */
  to: string;
  value: unknown;
}

/** An element that waits for consent. */
export interface Held {
  element: Element;
  /** The attribute that was taken off, or null when the element itself is written in its inert form. */
  attribute: string | null;
  value: string | null;
  /** The address in the value that has to wait: of a `srcset`, a `srcdoc` or a `data:` address one of several. */
  address: string | null;
  /** A script's type before it was held, or as it is now while the page is still setting it up. */
  readonly type: string | null;
  /** Whether a script was to run as soon as it arrives. */
  readonly asynchronous: boolean;
}

export type QueuedCall = [name: 'open' | 'accept' | 'reject' | 'withdraw', ...values: unknown[]];

export interface Gate {
  /** In the order found. Whoever releases an element takes it out. */
  held: Held[];
  /** Calls made before the core was there. */
  queue: QueuedCall[];
  /** Set by the second part of the barrier: elements that the core has let go. Their mark decided, so their address
   *  does not, until the choice changes. */
  freed?: WeakSet<Element>;
  /** Whether a request to this address has to wait, now. */
  holds(address: string): boolean;
  /** For the second part of the barrier: stands in front of functions, setters and constructors of the platform. */
  patch(owner: any, names: string, trap: (values: any[], self: any, proceed: () => any, name: string) => unknown): void;
  /** Argument `at` as the platform reads it, read once; '' where there is none. */
  text(values: any, at: number | string): string;
  /** Takes the hosts of a configuration, as text; broken text changes nothing. */
  declare(config: string): void;
  /** Set by the core: true lets a request pass. Until then everything that matches is held. */
  ask?(url: string): boolean;
  /** Set by the core: called for each element as it is held, and when what is held may go after all. */
  onhold?(held?: Held): void;
  /** Set by the second part of the barrier: called for each blank frame's window, once it has been armed. */
  onrealm?(realm: any): void;
  /** Set by the second part of the barrier: lets this element load whatever it names, where it has a mark, by which the
   *  core has decided. */
  free?(element: Element): void;
  /** Set by the loader: makes these calls of vendors' functions, a JSON list, in place of any that still waited. */
  signal?(calls: string): void;
  /** Set by the loader: tells the page, with the state as JSON. */
  emit?(name: string, state: string): void;
  /** Set by the loader: a function for the page to call; the core hears of it under this name. */
  listener?(what: string): (told: unknown) => boolean;
  /** Set by the loader where receipts are sent: the proof of a choice, as JSON, right after it is stored. */
  receipt?(receipt: string): void;
  /** Receipts that wait to be sent and could not be stored, by the name that they would have there. */
  unsent?: Record<string, string>;
  /** Set by the loader: something was held or let go, so that placeholders have to come or go. */
  embed?(): void;
  /** Set by the loader: removes databases and caches of whoever is not granted. */
  sweep?(): void;
  /** Set by the loader until it is there: brings what released scripts need. They wait for it. */
  prepare?(): Promise<void>;
  /** Set by the loader once their module is there: shows the settings or the declaration. */
  detail?(kind: string, place: Node, draft: string, standing: string): void;
  /** Set by the loader as it begins. */
  started?: Promise<Sluis>;
  /** Set by the loader where the browser has Trusted Types: what makes a held script's address and text acceptable. */
  trusted?: { url(address: string): unknown; script(text: string): unknown };
}

/** Whether Sluis puts its own stylesheet into the page, or the page brings it: `import 'sluis/sluis.css'`. */
export type Styles = 'adopted' | 'own';

export interface Options {
  /** @defaultValue `'adopted'` */
  styles?: Styles;
  /**
   * Called for each thing that the page does and the configuration does not tell of. It brings the inspector with its
   * panel, as `"inspect": true` in the configuration does: only for development.
   */
  onUndeclared?(found: Undeclared): void;
}

declare global {
  interface Window {
    sluis?: Sluis;
  }
  interface DocumentEventMap {
    'sluis:undeclared': CustomEvent<Undeclared>;
    'sluis:refused': CustomEvent<Refused>;
  }
}
