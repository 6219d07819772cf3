/** The front page: what Sluis holds and keeps on this very page, told as it happens. */

import { copyButtons } from './copy';
import type { Sluis } from '../../../pkg/src/types';

const sluis = window.sluis as Sluis;
const board = document.querySelector<HTMLElement>('[data-board]')!;
const words = board.dataset;
const slot = (name: string): HTMLElement => board.querySelector(`[data-slot=${name}]`)!;
/** Written by the counting script, which may run before this one. */
const counted = document.documentElement.dataset;

function tell(): void {
  const ran = counted.meter;
  const { decided, services } = sluis.state();
  slot('answer').textContent = (decided ? (services.meter === 'granted' ? words.yes : words.no) : words.none)!;
  slot('script').textContent = ran ? words.ran!.replace('{n}', ran) : words.held!;
  slot('script').dataset.state = ran ? 'ran' : 'held';
  const cookie = document.cookie.split('; ').find((pair) => pair.startsWith('sluis_consent='));
  slot('cookie').textContent = cookie ?? words.nothing!;
}

document.addEventListener('meter', tell);
sluis.on('ready', tell);
sluis.on('change', (state) => {
  if (state.services.meter !== 'granted') delete counted.meter;
  tell();
});
copyButtons();
