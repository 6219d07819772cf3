/** Finding a service in the catalogue by its name, its company or a host. */

import type { Entry } from './engine';
import { make, one } from './html';
import { say } from './words';

/** As many as fit below the field; more words find fewer. */
const MOST = 8;

export function picker(known: Record<string, Entry>, add: (id: string) => void): void {
  const field = one<HTMLInputElement>('pick');
  const found = one('found');
  const entries = Object.entries(known).map(([id, entry]) => ({ id, entry, words: [entry.name, entry.provider, id, ...entry.hosts].join(' ').toLowerCase() }));
  const look = (): void => {
    const text = field.value.trim().toLowerCase();
    const fitting = text ? entries.filter(({ words }) => text.split(/\s+/).every((word) => words.includes(word))) : [];
    const starts = ({ entry }: (typeof entries)[number]) => Number(entry.name.toLowerCase().startsWith(text));
    fitting.sort((one, other) => starts(other) - starts(one) || one.entry.name.localeCompare(other.entry.name));
    one('picked').textContent = !text ? '' : fitting.length ? say('found-some', { n: fitting.length }) : say('found-none');
    found.replaceChildren(...fitting.slice(0, MOST).map(({ id, entry }) => row(id, entry)));
  };
  const row = (id: string, entry: Entry): HTMLElement =>
    make(
      'li',
      {},
      make('span', {}, make('strong', {}, entry.name), ` ${entry.provider}`),
      make('span', { class: `kind ${entry.category}` }, say(`kind-${entry.category}`)),
      make('button', { type: 'button', class: 'small', 'aria-label': `${say('add')}: ${entry.name}`, click: () => choose(id) }, say('add')),
    );
  const choose = (id: string): void => {
    field.value = '';
    look();
    add(id);
  };
  field.addEventListener('input', look);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    found.querySelector('button')?.click();
  });
  look();
}
