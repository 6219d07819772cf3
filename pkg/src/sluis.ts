/** `sluis.js`: the barrier and everything behind it in one script tag. */

import { arm } from '../../src/guard/arm';
import { loadFromTag } from './tag';

loadFromTag(arm, document.currentScript as HTMLScriptElement);
