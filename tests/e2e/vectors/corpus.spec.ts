// Every way in, through every state of consent, and the table of it: PLATFORM.md. What is promised of each is in
// its vector (corpus/vector.ts); what was measured is committed in corpus/measured, and both must hold.
// WRITE_PLATFORM=1 commits what it measures: `cargo xtask platform`.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '../support/fixtures.ts';
import { visit } from './corpus/chromium.ts';
import { asked, beyond, codes, denied, enforced, letter, type Codes } from './corpus/codes.ts';
import { families } from './corpus/index.ts';
import { add, file, read, render, type Measured } from './corpus/platform.ts';
import { walk } from './corpus/survey.ts';
import type { Vector } from './corpus/vector.ts';

const writing = Boolean(process.env.WRITE_PLATFORM);
/** A loaded machine can lose a page; what it says twice is so. */
const TRIES = 3;

/** On a busy machine what was granted can come too late for its look, and a race can end otherwise. So every run holds
 *  what is denied to its promise, and only `STRICT=1` (and the one that writes) all the rest to the letter, and the
 *  worker, which takes its time to come. */
const strict = writing || Boolean(process.env.STRICT);

for (const family of families) {
  test(`B-06 B-03 B-04 W-04 every way in: ${family.name}`, async ({ network, browser }) => {
    test.setTimeout(180_000);
    const engine = { network, visit: (complain: (message: string) => void) => visit(browser, complain) };
    const committed = read<Measured>('chromium')?.codes ?? {};
    let vectors = family.vectors;
    const found: Codes = {};
    const complaints: string[] = [];
    for (let turn = 0; turn < TRIES && vectors.length > 0; turn++) {
      const survey = await walk(engine, { ...family, vectors }, strict);
      complaints.push(...survey.complaints);
      Object.assign(found, codes(vectors, survey.findings));
      vectors = vectors.filter((vector) => broken(vector, found[vector.id]!).length > 0 || (strict && !writing && found[vector.id] !== committed[vector.id]));
    }
    expect(family.vectors.flatMap((vector) => broken(vector, found[vector.id]!)), 'promises').toEqual([]);
    if (!strict) return;
    expect(complaints, 'exceptions that the pages do not throw without Sluis').toEqual([]);
    if (writing) add('chromium', browser.version(), found);
    else expect(found, 'differs from PLATFORM.md: run `cargo xtask platform` and look at what changed').toEqual(pick(committed, found));
  });
}

test('PLATFORM.md says what was measured', () => {
  if (writing) writeFileSync(file, render());
  expect(readFileSync(file, 'utf8')).toBe(render());
});

/** What this vector does against its promise. */
function broken(vector: Vector, word: string): string[] {
  const { id, runs, open, early, told, late } = vector;
  const all = runs ? 'R' : 'L';
  const faults: string[] = [];
  const must = (state: Parameters<typeof letter>[1], signs: string): void => {
    if (asked(state) && !signs.includes(letter(word, state))) faults.push(`${id}, ${state}: ${letter(word, state)} and not ${[...signs].join(' or ')}`);
  };
  if (strict) must('without', all);
  if (!open) for (const state of denied) must(state, early ? '~' : '.');
  for (const state of enforced) must(state, strict || state === 'policy' ? '.' : '.?');
  if (!beyond.includes(open ?? '')) must('first', strict ? '.' : '.?');
  if (!strict) return faults;
  // What got through before leaves nothing to release; what is told of a failure tries again by itself.
  if (!open && !told && !early) must('granted', all);
  if (!told || late) must('again', all);
  return faults;
}

const pick = (from: Codes, like: Codes): Codes => Object.fromEntries(Object.keys(like).map((id) => [id, from[id] ?? 'not there']));
