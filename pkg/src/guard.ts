/** `sluis/guard`: the barrier as a module, for an application that wants it up before anything else is imported. */

import { arm as armWindow } from '../../src/guard/arm';
import { absent } from './absent';
import type { Sluis } from './types';

export type { Gate, Held, Sluis, State } from './types';

/**
 * Holds every request to a known non-functional host from now on. Calling it again changes nothing. On a server it
 * does nothing.
 *
 * @returns `window.sluis`, whose calls wait until `start` of the main entry has brought the core.
 */
export function arm(): Sluis {
  return typeof document == 'undefined' ? absent : armWindow();
}
