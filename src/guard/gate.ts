/**
 * What the barrier has held, and where the core takes over. One for each page, so a value rather than something to be
 * passed around; nothing here touches the window until `arm` does.
 */

import type { Gate } from '../../pkg/src/types';
import { readConfig } from './config';
import { addPattern } from './rules';

/** Elements that the core has let go: their mark decided, so their address no longer does. */
export const freed = new WeakSet<Element>();

export const gate: Gate = {
  version: VERSION,
  held: [],
  queue: [],
  add: (patterns) => patterns.forEach((pattern) => addPattern(pattern, true)),
  declare: readConfig,
  free: (element) => void freed.add(element),
  ask: null,
  onhold: null,
};
