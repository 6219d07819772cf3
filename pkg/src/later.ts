/** What most visits do without: each is a module of its own, loaded when it is needed. */

import type { Gate } from './types';

/** By the names of their files. */
export interface Later {
  check: Check;
  detail: Detail;
  embed: Embed;
}

export interface Check {
  /** The configuration complete, or a text with every problem. */
  check(config: unknown, catalogue: object): any;
}

export interface Detail {
  show(kind: string, place: Node, scene: object): void;
  /** The first layer as HTML; nothing where there is nothing to ask. */
  prerender(config: unknown, texts: string[], language: string, host: string): string;
  css: string;
}

export interface Embed {
  /** Brings the placeholders in line with what is held and granted. */
  sync(scene: Scene): void;
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
