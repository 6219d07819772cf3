/** `sluis.core.js`: what follows once the barrier stands inline in the page. */

import { loadFromTag } from './tag';

const tag = document.currentScript as HTMLScriptElement;

const begin = (): void =>
  window.sluis?.gate
    ? loadFromTag(() => window.sluis!, tag)
    : console.error('Sluis: the guard is missing. Put it inline, first in the head, or use sluis.js instead of this file.');

// A framework can put this before the guard, as React does with every async script.
if (!window.sluis?.gate && document.readyState == 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();
