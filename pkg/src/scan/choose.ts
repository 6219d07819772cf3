/** Making a choice on a page as a visitor would: by the button on the first layer. */

import { BANNERS } from './banners';
import type { Banner } from './banners';
import { button } from './look';
import type { Visit } from './visit';

const PATIENCE = 5_000;
const pause = () => new Promise((done) => setTimeout(done, 100));

export interface Found {
  banner: Banner | null;
  /** Why there is none. */
  why: string;
}

/** Waits for a banner that is known here, or for Sluis to say that there will be none. */
export async function findBanner(visit: Visit, given: Partial<Banner>): Promise<Found> {
  if (given.accept || given.reject) return { banner: { tool: 'given', accept: [], reject: [], ...given }, why: '' };
  const limit = Date.now() + PATIENCE;
  while (Date.now() < limit) {
    for (const banner of BANNERS) {
      if (await seen(visit, [...banner.accept, ...banner.reject])) return { banner, why: '' };
    }
    const state = await visit.sluis();
    if (state?.ready && !state.valid) return { banner: null, why: 'Sluis refuses the consent.json of this page, so it asks nothing and holds everything.' };
    if (state?.ready && !state.asked) return { banner: null, why: 'Sluis is here and has nothing to ask.' };
    await pause();
  }
  const there = await visit.sluis();
  return {
    banner: null,
    why: there
      ? 'Sluis is here, but its banner did not come within 5 seconds.'
      : 'No banner of a known tool was found within 5 seconds. Only what happens before a choice is known. Name its buttons with --accept and --reject.',
  };
}

const seen = (visit: Visit, selectors: string[]) => visit.run(button, selectors).catch(() => null);

/** @returns why the choice could not be made, or null. */
export async function choose(visit: Visit, { tool, ...buttons }: Banner, choice: 'accept' | 'reject'): Promise<string | null> {
  const selectors = buttons[choice];
  if (!selectors.length) return `--${choice} was not given.`;
  const limit = Date.now() + PATIENCE;
  let place = await seen(visit, selectors);
  while (!place && Date.now() < limit) {
    await pause();
    place = await seen(visit, selectors);
  }
  if (!place) return `The first layer of the banner (${tool}) has no button to ${choice} that could be seen.`;
  // What slides in is where it was a moment ago: wait until it stands still.
  for (let next = await again(visit, selectors); next && (next.x != place.x || next.y != place.y); next = await again(visit, selectors)) place = next;
  visit.chose(choice);
  // Some banners listen only a while after they are there, so a click is made again each second.
  for (let turn = 0; turn < PATIENCE / 100; turn++) {
    if (turn % 10 == 0) await visit.click(place);
    await pause();
    place = await seen(visit, selectors);
    if (!place) return null;
  }
  return `The button to ${choice} was clicked, and the banner (${tool}) stayed.`;
}

async function again(visit: Visit, selectors: string[]) {
  await pause();
  return seen(visit, selectors);
}
