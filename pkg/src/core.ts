/** `sluis.core.js`: what follows once the barrier stands inline in the page. */

import { loadFromTag } from './tag';

if (window.sluis?.gate) loadFromTag(() => window.sluis!);
else console.error('Sluis: the guard is missing. Put it inline, first in the head, or use sluis.js instead of this file.');
