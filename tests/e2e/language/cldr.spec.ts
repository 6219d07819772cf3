// Our own rules for lists, numbers, periods, dates and countries, against the data of CLDR that Node carries (ICU). No
// page: what is compared is what `sluis/node` writes. The categories of numbers are held to CLDR in tests/text.rs, too.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { config, visits } from '../support/config.ts';
import { built } from '../support/snippet.ts';

type Texts = Record<string, string | Record<string, string>>;

const folder = fileURLToPath(new URL('../../../src/core/text/', import.meta.url));
const read = (name: string): Texts => JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));
const tags = readdirSync(folder).flatMap((name) => (/^[a-z]{2}\.json$/.test(name) ? [name.slice(0, 2)] : []));
const node = () => import(`${built}../esm/node.js`);

/** English is that of Europe: CLDR's `en` is American, with a comma before the last "and". */
const locale = (tag: string): string => (tag === 'en' ? 'en-GB' : tag);

/** Where we join otherwise than CLDR, and how. */
const JOINED: Record<string, (words: string[]) => string> = {
  // CLDR leaves the choice open, `a(c)`; we make it, and set no comma before the last.
  cy: (words) => `${words.slice(0, -1).join(', ')} ${/^[aeiouwy]/.test(words.at(-1)!) ? 'ac' : 'a'} ${words.at(-1)}`,
  // CLDR has a comma throughout, by which nobody sees where the list ends in the middle of a sentence.
  ja: (words) => `${words.slice(0, -1).join('、')}および${words.at(-1)}`,
  // CLDR has a comma before the last one too, which the EU's own Maltese does not write.
  mt: (words) => `${words.slice(0, -1).join(', ')} u ${words.at(-1)}`,
};

const lists = [['een.test', 'winkel.test'], ['een.test', 'iets.test'], ['een.test', 'winkel.test', 'drie.test'], ['iets.test', 'een.test', 'drie.test', 'ander.test']];

test('lists are joined as CLDR joins them', async () => {
  // Sealed once: judging takes longer than drawing.
  const { drawn, seal } = await node();
  const sealed = await seal(config([visits]));
  for (const tag of tags) {
    const cldr = new Intl.ListFormat(locale(tag), { type: 'conjunction', style: 'long' });
    for (const words of lists) {
      const banner: string = await drawn({ ...sealed, domains: words }, { language: tag, host: '' });
      // In Czech and Slovak CLDR keeps "a" and the next word on one line, in some lists; a line of ours breaks where it has to.
      const joined = JOINED[tag] ? JOINED[tag](words) : cldr.format(words).replaceAll('\u00a0', ' ');
      expect(banner, `${tag}: ${joined}`).toContain(joined);
    }
    if (JOINED[tag]) expect(lists.some((words) => cldr.format(words) !== JOINED[tag]!(words)), 'a difference that is none').toBe(true);
  }
});

test('each number has a text of its category, and a fraction is no period', async () => {
  const { check } = await node();
  for (const tag of tags) {
    const rules = new Intl.PluralRules(tag);
    const wanted = [...new Set(Array.from({ length: 201 }, (_, number) => rules.select(number)))].sort();
    const texts = read(tag);
    for (const unit of ['minutes', 'hours', 'days', 'months', 'years']) expect(Object.keys(texts[`retention.${unit}`]!).sort(), `${unit} in ${tag}`).toEqual(wanted);
  }
  // So no text ever has to say one.
  for (const retention of ['P1.5Y', 'P0.5M', 'PT1.5H', 'P1,5D']) {
    const { config: accepted, problems } = await check(config([{ ...visits, items: [{ name: '_visits', retention }] }]));
    expect(accepted, retention).toBe(null);
    expect(problems[0].path).toBe('$.services[0].items[0].retention');
  }
});

/** Where our periods are worded otherwise than CLDR's, and why. */
const WORDED: Record<string, string> = {
  ar: 'one is said as a word after the noun', eu: 'one is said as a word', ga: 'CLDR shortens', he: 'one and two years are said as words',
  mt: 'CLDR has signs only', fy: 'CLDR has other plurals than the dictionary (dagen, moannen, oeren)', sl: 'the nominative, as in a table: 3 dnevi, 3 leta',
  et: 'a day of 24 hours has a word of its own there, which no cookie table uses', nb: 'the same', sv: 'the same',
  ja: 'no space between number and unit', zh: 'a space between number and unit',
};

test('periods are worded as CLDR words them', () => {
  for (const tag of tags) {
    const texts = read(tag);
    const rules = new Intl.PluralRules(tag);
    const differing = ['minute', 'hour', 'day', 'month', 'year'].flatMap((unit) => {
      const cldr = new Intl.NumberFormat(`${locale(tag)}-u-nu-latn`, { style: 'unit', unit, unitDisplay: 'long', useGrouping: false });
      return Array.from({ length: 200 }, (_, place) => place + 1).flatMap((number) => {
        const ours = (texts[`retention.${unit}s`] as Record<string, string>)[rules.select(number)]!.replace('{n}', `${number}`);
        const theirs = cldr.format(number).replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f]/g, '');
        return ours === theirs ? [] : [`${ours} ≠ ${theirs}`];
      });
    });
    if (WORDED[tag]) expect(differing.length, `${tag}: a difference that is none`).toBeGreaterThan(0);
    else expect(differing, tag).toEqual([]);
  }
});

for (const language of ['nl', 'en', 'de', 'fr']) {
  test(`dates, periods and countries of a statement are those of CLDR in ${language}`, async () => {
    const { statement } = await node();
    const days = Array.from({ length: 12 }, (_, month) => [1, 12].map((day) => `2024-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`)).flat();
    const periods = [['Y', 'year', ''], ['M', 'month', ''], ['D', 'day', ''], ['H', 'hour', 'T'], ['M', 'minute', 'T']].flatMap(([letter, unit, time]) =>
      [1, 2, 3, 30].map((number) => ({ iso: `P${time}${number}${letter}`, number, unit: unit! })));
    const countries = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO US GB CH CA JP KR CN SG IN AU NZ IL BR RU UA TR ZA TW HK'.split(' ');
    const items = periods.map(({ iso }, place) => ({ name: `c${place}`, purpose: 'x', retention: iso }));
    const { text } = await statement(
      { ...config([{ ...visits, items, countries }]), statement: { url: '/c', version: '9', effective: '2024-06-12', history: days.map((day, place) => ({ version: `v${place}`, effective: day })) } },
      { language },
    );
    const dates = new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'UTC' });
    for (const day of days) expect(text).toContain(`<time datetime="${day}">${dates.format(new Date(`${day}T00:00:00Z`))}</time>`);
    for (const { number, unit } of periods) {
      expect(text).toContain(`>${new Intl.NumberFormat(locale(language), { style: 'unit', unit, unitDisplay: 'long' }).format(number).replace(/\u00a0/g, ' ')}</td>`);
    }
    const known = (['long', 'short'] as const).map((style) => new Intl.DisplayNames(locale(language), { type: 'region', style }));
    const facts = [...text.matchAll(/<dd>([^<]*)<\/dd>/g)].map(([, fact]: string[]) => fact!);
    const told = facts.find((fact) => fact.split(', ').length > 40)!.split(new RegExp(`, |${read(`statement/${language}`)['list.and']}`));
    expect(told).toHaveLength(countries.length);
    for (const [place, name] of told.entries()) {
      // In Dutch and English some have an article in a sentence.
      expect(known.map((names) => names.of(countries[place]!))).toContain(name.replace(/^(de|het|the) /, ''));
    }
  });
}
