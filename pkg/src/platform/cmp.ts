/**
 * `sluis.cmp.js`, for a page on which another consent tool asks for IAB's frameworks: what the visitor tells that one is
 * taken over, recorded as given by a script. It goes after Sluis.
 */

import { readCmp } from '../cmp';
import type { State } from '../types';

const ASKED = ['analytics', 'social', 'advertising'] as const;
const page = window as any;

page.sluis?.on('ready', ({ ready }: State) => {
  if (!ready) return;
  readCmp((choice) => {
    const { decided, categories } = page.sluis.state() as State;
    const after = ASKED.filter((name) => (choice[name] ?? categories[name]) == 'granted');
    const differs = ASKED.some((name) => choice[name] && choice[name] != categories[name]);
    // An objection to one thing is no answer to the others.
    if (decided ? !differs : ASKED.some((name) => !choice[name])) return;
    if (after.length) page.sluis.accept(after);
    else page.sluis.reject();
  });
});
