// The labels of every language, before the patterns of a real consent robot. No page: the robot on a page is elsewhere.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { isQuestion, meaning } from './robots.ts';

const folder = fileURLToPath(new URL('../../../src/core/text/', import.meta.url));

function texts(id: string): Record<string, string> {
  const [tag] = id.split('-');
  const file = (name: string) => JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));
  return id === tag ? file(id) : { ...file(tag!), ...file(id) };
}

const languages = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));

/** The languages in which the robot knows words for refusing. In the others it goes by the rule for Sluis. */
const known = ['ca', 'de', 'en', 'es', 'eu', 'fr', 'it', 'nl', 'pl', 'pt', 'sv'];
/** The languages in which it knows a question about cookies by its words. */
const asked = ['ca', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pl'];

for (const id of languages) {
  const tag = id.split('-')[0]!;
  const text = texts(id);

  test(`U-14 a robot does not take one answer in ${id} for the other`, () => {
    for (const key of ['btn.reject_all', 'btn.reject_one', 'btn.close', 'btn.settings', 'btn.save']) {
      expect(['accept', 'acknowledge'], `${key}: ${text[key]}`).not.toContain(meaning(text[key]!));
    }
    for (const key of ['btn.accept_all', 'btn.accept_one', 'btn.save', 'btn.settings']) {
      expect(meaning(text[key]!), `${key}: ${text[key]}`).not.toBe('reject');
    }
  });

  if (known.includes(tag)) {
    test(`a robot can refuse in ${id}`, () => {
      for (const key of ['btn.reject_all', 'btn.reject_one']) expect(meaning(text[key]!), text[key]).toBe('reject');
    });
  }

  if (asked.includes(tag)) {
    test(`a robot knows the question in ${id}`, () => {
      for (const key of ['banner.body', 'banner.body.one_vendor', 'banner.body.own']) {
        expect(isQuestion(text[key]!.replace('{purposes}', text['purpose.analytics']!)), text[key]).toBe(true);
      }
    });
  }
}

test('every language in which the robot knows our refusal is in the list above', () => {
  const found = languages.filter((id) => meaning(texts(id)['btn.reject_all']!) === 'reject').map((id) => id.split('-')[0]!);
  expect([...new Set(found)].filter((tag) => !known.includes(tag))).toEqual([]);
});
