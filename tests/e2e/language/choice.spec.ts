// The loader chooses the texts as the native side does (tests/text.rs puts the same cases to that).
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { language } from '../../../pkg/src/language.ts';

interface Case {
  page: string;
  site: string | null;
  informal: boolean;
  texts: string;
}

const cases: Case[] = JSON.parse(readFileSync(new URL('choice.json', import.meta.url), 'utf8'));
const folder = fileURLToPath(new URL('../../../src/core/text/', import.meta.url));
const files = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));
const [tags, friendly] = [files.filter((id) => !id.includes('-')), files.flatMap((id) => (id.includes('-') ? [id.split('-')[0]!] : []))];
const list = [...friendly, '--', ...tags.filter((tag) => !friendly.includes(tag))].join('');

for (const { page, site, informal, texts } of cases) {
  test(`U-16 <html lang="${page}"> on a site in ${site}${informal ? ', as a friend,' : ''} gets ${texts}`, () => {
    const config = { ...(site && { language: site }), formality: informal ? 'informal' : 'formal' };
    expect(language(list, config, page)).toBe(texts.replace(/-.*/, '-informal'));
  });
}

test('a configuration that is none gets English', () => {
  for (const config of [null, undefined, 1, 'nl', [], { language: {}, formality: [] }]) expect(language(list, config, '')).toBe('en');
});
