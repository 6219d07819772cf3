// Every function of every vendor in the catalogue, each broken in every way while all others are whole: the choice goes
// on, the others hear of it, and what the broken one gets is as docs/signals.md says.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

interface Entry {
  id: string;
  signals?: Partial<Record<'granted' | 'denied', Array<[name: string, ...values: unknown[]]>>>;
}

const folder = fileURLToPath(new URL('../../../data/catalogue/', import.meta.url));
const vendors = readdirSync(folder)
  .map((file) => JSON.parse(readFileSync(folder + file, 'utf8')) as Entry)
  .filter(({ signals }) => signals);
const names = [...new Set(vendors.flatMap(({ signals }) => Object.values(signals!).flat().map(([name]) => name)))].sort();
// `gtag` fills Google's queue itself: a page need not define it.
const functions = [...new Set(names.map((name) => (name === 'gtag' ? 'dataLayer.push' : name)))].sort();

test('S-05 the vendors of the table are those that are tried here', () => {
  const table = readFileSync(fileURLToPath(new URL('../../../docs/signals.md', import.meta.url)), 'utf8');
  const said = [...table.matchAll(/^\| `([^`]+)` \| granted/gm)].map(([, id]) => id);
  expect(said.sort()).toEqual(vendors.map(({ id }) => id).sort());
});

const ways = ['missing', 'frozen', 'throwing', 'of another kind', 'unreadable', 'replaced later'] as const;

test('S-05 whatever a vendor’s object is, the choice goes on and the others hear of it', async ({ page, site, visitor }) => {
  // Without what they store: to remove all of that at each of 150 choices takes long, and is not what this is about.
  site.config(config(vendors.map(({ id: catalogue }) => ({ catalogue, items: [] })), { categories: {} }));
  site.page('/', html('Hostile'));
  await site.open(page);
  await visitor.settled();
  for (const way of ways) {
    const outcome = await page.evaluate(
      ({ functions, way }) => {
        const page = window as any;
        let heard: string[] = [];
        let replaced: string[] = [];
        let changes = 0;
        document.addEventListener('sluis:change', () => changes++);
        const set = (key: string, descriptor: PropertyDescriptor) => Object.defineProperty(page, key, { configurable: true, enumerable: true, ...descriptor });
        const methods = (key: string) => functions.filter((name) => name.split('.')[0] === key);
        /** A vendor's whole object, which keeps what it is told. */
        const whole = (key: string, into: () => string[]) => {
          if (functions.includes(key)) return () => void into().push(key);
          return Object.fromEntries(methods(key).map((name) => [name.split('.')[1]!, () => void into().push(name)]));
        };
        const broken: Record<string, (key: string) => PropertyDescriptor> = {
          missing: () => ({ value: undefined, writable: true }),
          frozen: (key) => ({ value: Object.freeze(functions.includes(`${key}.push`) ? [] : {}) }),
          throwing: (key) => {
            const fail = () => {
              throw new Error('broken vendor');
            };
            const object = Object.fromEntries(methods(key).map((name) => [name.split('.')[1] ?? '', fail]));
            return { value: functions.includes(key) ? fail : object };
          },
          'of another kind': () => ({ value: 7 }),
          unreadable: () => ({
            get() {
              throw new Error('not yours');
            },
          }),
          'replaced later': (key) => ({ value: whole(key, () => heard), writable: true }),
        };
        const keys = [...new Set(functions.map((name) => name.split('.')[0]!))];
        return keys.map((key) => {
          for (const other of keys) set(other, { value: whole(other, () => heard), writable: true });
          set(key, broken[way]!(key));
          [heard, replaced, changes] = [[], [], 0];
          page.sluis.accept();
          const granted = [...new Set(heard)].sort();
          heard = [];
          if (way === 'replaced later') page[key] = whole(key, () => replaced);
          page.sluis.withdraw();
          const denied = [...new Set(heard)].sort();
          // A script that loads now may bring what was missing.
          const queue = way === 'missing' && functions.includes(`${key}.push`) ? [...page[key]] : undefined;
          const late: string[] = [];
          if (way === 'missing' && !queue) {
            page[key] = whole(key, () => late);
            document.head.append(Object.assign(document.createElement('style'), { textContent: 'i {}' }));
            document.dispatchEvent(new Event('load'));
          }
          const record = document.cookie.includes('~a0s0r0~');
          return { way, key, granted, denied, replaced: [...new Set(replaced)].sort(), late: [...new Set(late)].sort(), queue: queue?.length, changes, record };
        });
      },
      { functions, way },
    );
    const said = (state: 'granted' | 'denied') =>
      [...new Set(vendors.flatMap(({ signals }) => (signals![state] ?? []).map(([name]) => (name === 'gtag' ? 'dataLayer.push' : name))))].sort();
    for (const { way, key, granted, denied, replaced, late, queue, changes, record } of outcome) {
      const own = (name: string) => name.split('.')[0] === key;
      const others = (list: string[]) => list.filter((name) => !own(name));
      expect({ way, key, changes, record }).toEqual({ way, key, changes: 2, record: true });
      expect({ way, key, granted: others(granted), denied: others(denied) }).toEqual({ way, key, granted: others(said('granted')), denied: others(said('denied')) });
      expect({ way, key, own: granted.filter(own) }).toEqual({ way, key, own: way === 'replaced later' ? said('granted').filter(own) : [] });
      // Whatever stands there at the moment of the choice is told, and not what stood there before.
      if (way === 'replaced later') expect({ way, key, denied: denied.filter(own), replaced }).toEqual({ way, key, denied: [], replaced: said('denied').filter(own) });
      // A queue is made and filled; a function hears as soon as a script has brought it, and of the last choice alone.
      if (way === 'missing' && queue === undefined) expect({ way, key, late }).toEqual({ way, key, late: said('denied').filter(own) });
      if (way === 'missing' && queue !== undefined) expect(queue, key).toBeGreaterThan(1);
    }
  }
});
