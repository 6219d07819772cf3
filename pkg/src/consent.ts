/**
 * What every binding rests on: one listener on the page, however many components ask, and a state that stays the same
 * object until it changes. The state is the page's, so a server and the first drawing in a browser know of no choice.
 */

import { denied } from '../../src/guard/denied';
import type { Categories, State } from './types';

/** Which choice a part of the page waits for. */
export type Wanted =
  | { category: keyof Categories; service?: undefined }
  | { service: string; category?: undefined };

/** What can be asked for from anywhere in a page. Each waits for the core. */
export interface Actions {
  /** Opens the settings. */
  open(): void;
  /** Grants everything, or only these categories and services. Recorded as given by the page, not by the visitor. */
  accept(ids?: string[]): void;
  /** Refuses everything that is not functional. */
  reject(): void;
  /** Takes consent back, removes what was stored, and tells the visitor. */
  withdraw(): void;
}

/** Before the core has loaded, and on a server. One object, as a state is that has not changed. */
export const before = denied();

const EVENTS = ['sluis:ready', 'sluis:change'];
const listeners = new Set<() => void>();
let now = before;
let text = JSON.stringify(before);

function look(): void {
  // Each call of `state()` makes another object.
  const found = window.sluis ? window.sluis.state() : before;
  const told = JSON.stringify(found);
  if (told != text) [now, text] = [found, told];
}

function hear(): void {
  look();
  listeners.forEach((listener) => listener());
}

/** The state as it is: the same object for as long as nothing in it changes. */
export function current(): State {
  if (typeof window == 'undefined') return before;
  if (!listeners.size) look();
  return now;
}

/** Calls the listener, a function of its own, on each change. Returns a function that stops it. */
export function subscribe(listener: () => void): () => void {
  if (!listeners.size) {
    look();
    EVENTS.forEach((event) => document.addEventListener(event, hear));
  }
  listeners.add(listener);
  return () => {
    if (listeners.delete(listener) && !listeners.size) EVENTS.forEach((event) => document.removeEventListener(event, hear));
  };
}

const page = (): Actions | undefined => {
  if (!window.sluis) console.error('Sluis is not on this page: put its snippet first in the head, or call start() before the first component.');
  return window.sluis;
};

export const actions: Actions = {
  open: () => page()?.open(),
  // As a listener it would be handed an event.
  accept: (ids) => page()?.accept(Array.isArray(ids) ? ids : undefined),
  reject: () => page()?.reject(),
  withdraw: () => page()?.withdraw(),
};

const unknown = new Set<string>();

/** Whether what is wanted is granted. */
export function allowed(state: State, { category, service }: { category?: string; service?: string }): boolean {
  const [kind, name, known]: [string, string, Record<string, string>] =
    service == undefined ? ['category', `${category}`, { ...state.categories }] : ['service', service, state.services];
  if (state.valid && !known[name] && !unknown.has(name)) {
    unknown.add(name);
    console.error(`Sluis: <Consent> or <Embed> waits for the ${kind} "${name}", which is not in consent.json. There are: ${Object.keys(known).join(', ')}.`);
  }
  return known[name] == 'granted';
}
