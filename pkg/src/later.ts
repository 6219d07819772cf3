/** What most visits do without: each is a module of its own, loaded when it is needed. */

import type { Gate, Sluis } from './types';

/** By the names of their files. */
export interface Later {
  check: Check;
  detail: Detail;
  embed: Embed;
}

export interface Check {
  /**
   * The configuration complete, and declared to the guard; nothing when it has an error, and all of them are in the
   * console then. `entries`: what the catalogue has under the ids that it names.
   */
  check(config: unknown, entries: (readonly [id: string, entry: object | undefined])[], gate: Gate): any;
}

export interface Detail {
  /** The settings and the declaration can be shown from now on. */
  join(scene: Scene): void;
  /** The first layer as HTML; nothing where there is nothing to ask. */
  prerender(config: unknown, texts: string[], language: string, host: string): string;
  css: string;
}

export interface Embed {
  /** Placeholders follow what is held and granted from now on. */
  join(scene: Scene, page: Sluis): void;
  css: string;
}

/** What a view is made from. */
export interface Scene {
  config: any;
  language: string;
  texts: string[];
  gate: Gate;
  /** What is granted, by the id of the service. */
  services?: object;
}
