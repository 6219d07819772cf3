/** What there is on a server: nothing to hold, and nothing granted. */

import { denied } from '../../src/guard/denied';
import type { Sluis } from './types';

const nothing = () => {};

export const absent: Sluis = {
  version: VERSION,
  open: nothing,
  accept: nothing,
  reject: nothing,
  withdraw: nothing,
  state: denied,
  on: () => nothing,
  gate: { held: [], queue: [], holds: () => false, patch: nothing, text: () => '', declare: nothing },
};
