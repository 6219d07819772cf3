/**
 * `window.sluis`, usable from the first line of the page. Calls wait in `Gate.queue`; the loader replaces the queue's
 * `push`, so that even a method somebody has kept a reference to reaches the core later.
 */

import type { Sluis, State } from '../../pkg/src/types';
import { gate } from './gate';

/** Before the core is there, and on a server. */
export const denied = (): State => ({
  ready: false,
  valid: false,
  asked: false,
  decided: false,
  categories: { functional: 'granted', analytics: 'denied', social: 'denied', advertising: 'denied' },
  services: {},
  record: null,
  language: '',
});

const later =
  (name: 'open' | 'accept' | 'reject' | 'withdraw') =>
  (...values: unknown[]): void => {
    gate.queue.push([name, ...values]);
  };

export const page: Sluis = {
  version: VERSION,
  gate,
  open: later('open'),
  accept: later('accept'),
  reject: later('reject'),
  withdraw: later('withdraw'),
  state: denied,
  on(event, listener) {
    const type = 'sluis:' + event;
    const hear = (heard: Event) => listener((heard as CustomEvent).detail);
    document.addEventListener(type, hear);
    if (event == 'ready' && page.state().ready) listener(page.state() as any);
    return () => document.removeEventListener(type, hear);
  },
};
