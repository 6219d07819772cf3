// The same pages with others in the place of Sluis, before a choice. Prints a table and writes it below PLATFORM.md's:
// `cargo xtask compare`. It takes minutes, and judges nobody but us, so it is no part of the tests. `COMPARE` is a
// pattern of names: only the rows that it fits are measured, the others stay as they were.
import { writeFileSync } from 'node:fs';
import { test } from '../support/fixtures.ts';
import { visit } from './corpus/chromium.ts';
import { families } from './corpus/index.ts';
import type { Findings } from './corpus/measure.ts';
import { peers, type Contender } from './corpus/peers.ts';
import { file, read, render, told, write, type Peer, type Sum } from './corpus/platform.ts';
import { first, head, look } from './corpus/survey.ts';
import { isStatic, type Vector } from './corpus/vector.ts';

test('others on the same pages @compare', async ({ network, browser }) => {
  test.skip(!process.env.COMPARE, '`cargo xtask compare` runs this');
  test.setTimeout(1_800_000);
  const engine = { network, visit: (complain: (message: string) => void) => visit(browser, complain) };
  const free = await look(engine, families, '', 'without');
  const ours: Contender[] = [
    { name: 'Sluis, the snippet', head: head('waiting'), files: {} },
    { name: 'Sluis, the snippet without its first line', head: head('inline'), files: {} },
    { name: 'Sluis, the snippet with "enforce": "first"', head: first(), files: {} },
    { name: 'Sluis, one tag', head: head('tag'), files: {} },
  ];
  const all = [...ours, ...peers()];
  const wanted = all.filter(({ name }) => new RegExp(process.env.COMPARE!, 'i').test(name));
  const whole = wanted.length === all.length;
  let rows = whole ? [row('nobody', free, free)] : (read<{ peers: Peer[] }>('peers')?.peers ?? []);
  for (const { name, head: top, files } of wanted) {
    const found = await look(engine, families, top, 'before', files);
    const peer = row(name, found, free);
    const known = rows.some((other) => other.name === name);
    rows = known ? rows.map((other) => (other.name === name ? peer : other)) : [...rows, peer];
    const place = (row: Peer): number => all.findIndex((one) => one.name === row.name);
    rows.sort((one, two) => place(one) - place(two));
    // After each: it takes long, and should not be lost to the last of them.
    write('peers', { browser: `Chromium ${browser.version()}`, peers: rows });
    writeFileSync(file, render());
    console.log(`${name.padEnd(44)} by scripts ${told(peer.scripted).padEnd(18)} in the HTML ${told(peer.static)}`);
  }
});

const all = families.flatMap(({ vectors }) => vectors);

function row(name: string, found: Findings, free: Findings): Peer {
  const sum = (vectors: Vector[]): Sum => {
    const real = vectors.filter(({ id }) => free[id]?.without?.left || free[id]?.without?.ran);
    const state = name === 'nobody' ? 'without' : 'before';
    const count = (part: 'ran' | 'left'): number => real.filter(({ id }) => found[id]?.[state]?.[part]).length;
    return { ran: count('ran'), left: count('left'), of: real.length };
  };
  return { name, scripted: sum(all.filter((vector) => !isStatic(vector))), static: sum(all.filter(isStatic)) };
}
