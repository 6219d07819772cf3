/**
 * The queue of receipts that wait to be sent. It is filled in the loader, with the choice itself, so that nothing is
 * lost when the visitor leaves before the part that sends (`delivery.ts`) is there.
 */

import type { Gate } from './types';

/** Each waits under a name of its own, so that tabs never write over each other: this and its number. `DELIVERY` of `record.rs`. */
export const PREFIX = 'sluis_delivery_';

/** Keeps every receipt from now on. One that can't be stored waits in this page. */
export function keep(gate: Gate): void {
  const unsent: Record<string, string> = (gate.unsent = {});
  let count = 0;
  gate.receipt = (receipt) => {
    // 128 bits of chance, new for each choice: nothing tells two receipts of one visitor apart from those of two.
    const key = PREFIX + crypto.getRandomValues(new Uint32Array(4)).join('.');
    // Two in one millisecond keep their order.
    const entry = `[${Date.now() + count++ / 1e3},${receipt}]`;
    try {
      localStorage[key] = entry;
    } catch {
      unsent[key] = entry;
    }
  };
}

/** The number as servers know it: 32 hexadecimal digits. */
export const idOf = (key: string): string =>
  key.slice(PREFIX.length).split('.').map((part) => (+part).toString(16).padStart(8, '0')).join('');
