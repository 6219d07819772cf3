// What a view looks like in numbers: the place of every part at six sizes, its type and its colours, light and dark. The
// numbers are in `looks/`, and hold on every machine: all words are replaced by signs of one width (plain-font.ts), so
// many for each kind of part, so that neither the fonts that are installed nor a better sentence change anything.
//
//   npx playwright test e2e/views --update-snapshots    writes them anew; then look at what git shows
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { plainFont } from './plain-font.ts';

/** One line for each part: its name, and its numbers. */
type Lines = Record<string, string>;

/**
 * By the size of the window: left, top (both from the part round it), width and height of each part. By the theme: its
 * type and colours.
 */
export type Looks = Record<string, Lines>;

const folder = fileURLToPath(new URL('./looks/', import.meta.url));
const font = `data:font/ttf;base64,${plainFont().toString('base64')}`;

/** Makes the page one of plain signs. */
export async function plain(page: Page): Promise<void> {
  await page.evaluate(async (source) => {
    const face = await new FontFace('Sluis Plain', `url(${source})`).load();
    document.fonts.add(face);
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = ':root { --sluis-font: "Sluis Plain" } body, body :is(pre, code) { font-family: "Sluis Plain" !important }';
    // As much of a list as shows how it looks: how long it is, the catalogue says.
    for (const list of document.querySelectorAll('[data-part=facts], tbody, ul, dl')) while (list.childElementCount > 2) list.lastElementChild!.remove();
    for (const link of document.querySelectorAll('pre')) link.textContent = 'x'.repeat(200);
    const long: Record<string, number> = { p: 90, blockquote: 90, li: 40, td: 16, dd: 24, address: 24, h1: 20, h2: 20 };
    const every = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = every.nextNode(); text; text = every.nextNode()) {
      if (!text.nodeValue!.trim() || text.parentElement!.closest('script, style, pre')) continue;
      const signs = long[text.parentElement!.localName] ?? 14;
      text.nodeValue = 'sign '.repeat(Math.ceil(signs / 5)).slice(0, signs).trim();
    }
    for (const cell of document.querySelectorAll<HTMLElement>('[data-label]')) cell.dataset.label = 'sign';
  }, font);
}

/** The parts in the page, the first two of a kind below the same part. */
export function measure(page: Page, what: 'places' | 'colours'): Promise<Lines> {
  return page.evaluate(async (wanted) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const numbers = (colour: string): string => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      return alpha ? `${red} ${green} ${blue}${alpha === 255 ? '' : ` at ${Math.round((alpha! / 255) * 100)}`}` : 'none';
    };
    const take = (): Record<string, string> => {
      const seen = new Map<Element, string>();
      const counts: Record<string, number> = {};
      const lines: Record<string, string> = {};
      const roots = '[data-sluis=root], [data-part=panel], [data-sluis=declaration] > div, [data-sluis=embed], html:is([data-shown=proof], [data-shown=statement]) main';
      for (const root of document.querySelectorAll(roots)) {
        for (const element of [root, ...root.querySelectorAll<HTMLElement>('*')]) {
          const { localName, dataset } = element as HTMLElement;
          const own = dataset.do ?? dataset.part ?? dataset.sluis ?? '';
          const above = element === root ? '' : seen.get(element.parentElement!);
          if (above === undefined) continue;
          // Of two of a kind the second shows the distance; what is in it looks as in the first.
          const path = `${above && `${above} `}${localName}${own && `.${own}`}`;
          const count = (counts[path] = (counts[path] ?? 0) + 1);
          if (count > 2) continue;
          const name = count > 1 ? `${path} 2` : path;
          if (count < 2) seen.set(element, own || !above ? path : above);
          const box = element.getBoundingClientRect();
          if (!box.width || !box.height || !element.checkVisibility()) continue;
          if (wanted === 'places') {
            const from = element === root || getComputedStyle(element).position === 'fixed' ? { left: 0, top: 0 } : element.parentElement!.getBoundingClientRect();
            lines[name] = [box.left - from.left, box.top - from.top, box.width, box.height].map((one) => Math.round(one)).join(' ');
            continue;
          }
          const style = getComputedStyle(element);
          const parts = [`${parseFloat(style.fontSize)}px ${style.fontWeight}`, numbers(style.color), `on ${numbers(style.backgroundColor)}`];
          if (parseFloat(style.borderTopWidth)) parts.push(`line ${parseFloat(style.borderTopWidth)} ${numbers(style.borderTopColor)}`);
          if (parseFloat(style.borderTopLeftRadius)) parts.push(`round ${parseFloat(style.borderTopLeftRadius)}`);
          if (style.textDecorationLine !== 'none') parts.push(style.textDecorationLine);
          if (style.boxShadow !== 'none') parts.push('shadow');
          const line = parts.join(', ');
          // What looks as the part round it is said there.
          if (lines[above] !== line) lines[name] = line;
        }
      }
      return lines;
    };
    // What follows the window's size has come to rest when it is the same twice.
    let last = '';
    for (let turn = 0; turn < 50; turn++) {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const lines = take();
      const text = JSON.stringify(lines);
      if (text === last) return lines;
      last = text;
    }
    throw new Error('It does not come to rest.');
  }, what);
}

/** A line for each part, as people and `git diff` read it. */
function written(looks: Looks): string {
  const columns = Object.keys(looks);
  const parts = [...new Set(columns.flatMap((column) => Object.keys(looks[column]!)))];
  const line = (name: string, values: string[]): string => ` ${JSON.stringify(name)}: ${JSON.stringify(values)}`;
  return `{\n${[line('', columns), ...parts.map((part) => line(part, columns.map((column) => looks[column]![part] ?? '')))].join(',\n')}\n}\n`;
}

function read(text: string): Looks {
  const { '': columns = [], ...parts } = JSON.parse(text) as Record<string, string[]>;
  return Object.fromEntries(columns.map((column, place) => [column, Object.fromEntries(Object.entries(parts).flatMap(([part, values]) => (values[place] ? [[part, values[place]]] : [])))]));
}

/** Holds the view to its numbers, or writes them. */
export function compare(view: string, looks: Looks): void {
  const file = `${folder}${view}.json`;
  if (['all', 'changed'].includes(test.info().config.updateSnapshots)) {
    mkdirSync(dirname(file), { recursive: true });
    return void writeFileSync(file, written(looks));
  }
  expect(existsSync(file), `tests/e2e/views/looks/${view}.json: npx playwright test e2e/views --update-snapshots writes it`).toBe(true);
  expect.soft(different(read(readFileSync(file, 'utf8')), looks), `${view} looks different; if it should, --update-snapshots`).toEqual([]);
}

/** Two pixels, or two of 255 of a colour, are no difference: engines round in their own ways. */
const NEAR = 2;

export function different(was: Looks, is: Looks): string[] {
  const found: string[] = [];
  for (const column of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const [before = {}, now = {}] = [was[column], is[column]];
    for (const part of new Set([...Object.keys(before), ...Object.keys(now)])) {
      if (!alike(before[part], now[part])) found.push(`${column}, ${part}: ${before[part] ?? 'not there'} → ${now[part] ?? 'not there'}`);
    }
  }
  return found;
}

function alike(one = '', other = ''): boolean {
  const number = /-?\d+(?:\.\d+)?/g;
  const [a, b] = [one, other].map((line) => line.match(number)?.map(Number) ?? []) as [number[], number[]];
  return one.replace(number, '') === other.replace(number, '') && a.length === b.length && a.every((value, place) => Math.abs(value - b[place]!) <= NEAR);
}
