/**
 * `window.sluis`, usable from the first line of the page. Calls wait in `Gate.queue`; the loader replaces the queue's
 * `push`, so that even a method somebody has kept a reference to reaches the core later.
 */

import type { QueuedCall, Sluis, SluisEvent, State } from '../../pkg/src/types';
import { denied } from './denied';
import { gate } from './gate';

export const page = {
  version: VERSION,
  gate,
  state: denied,
  on(event: SluisEvent, listener: (state: State) => void) {
    const type = 'sluis:' + event;
    const hear = (heard: Event) => listener((heard as CustomEvent).detail);
    document.addEventListener(type, hear);
    if (event == 'ready' && page.state().ready) listener(page.state() as any);
    return () => document.removeEventListener(type, hear);
  },
} as Sluis;

for (const name of 'open accept reject withdraw'.split(' ') as QueuedCall[0][]) (page as any)[name] = (...values: unknown[]) => void gate.queue.push([name, ...values]);
