/** The state before the core is there, and on a server: nobody has been asked, so nothing is granted. */

import type { State } from '../../pkg/src/types';

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
