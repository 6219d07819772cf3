/** `sluis.late.js`: the second part of the barrier by itself, for pages that bring it before the core does. */

import { armLate } from '../../src/guard/late';
armLate(window.sluis!.gate);
