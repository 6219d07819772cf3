// From what a visitor saves to what was asked: the file, the record and the manifest of the same configuration agree.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { manifest } from '../support/commands.ts';
import type { Config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { expectReceipt, saved } from './saved.ts';

// The command may have to be compiled first.
test.slow();

const company = fileURLToPath(new URL('../../../www/sites/twisted-bytes/consent.json', import.meta.url));

test('R-07 R-08 the saved proof is the stored one, and leads to the texts and the configuration that were shown', async ({ page, context, site, visitor }, info) => {
  const config = JSON.parse(readFileSync(company, 'utf8')) as Config;
  site.config(config);
  site.page('/', html('Proof', { language: 'nl', body: '<h1>Proof</h1><p><a href="#" data-sluis="open">Cookie-instellingen</a></p>' }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  const shown = await visitor.banner.locator('h2, [data-part=choices] button').allInnerTexts();
  await visitor.reject();

  await visitor.reopen();
  await visitor.settings.getByText('Bewijs van uw keuze').click();
  const file = info.outputPath('receipts.json');
  const proof = JSON.parse(await saved(page, visitor.settings.getByRole('link', { name: 'Bewijs downloaden (JSON)' }), file));
  expectReceipt(proof);
  const [receipt] = proof.stored.receipts;
  expect([receipt]).toEqual(await page.evaluate(() => JSON.parse(localStorage.sluis_receipts)));
  const [{ 'dct:title': title, 'dct:hasPart': labels }] = proof['dpv:hasNotice'];
  expect([title, ...labels]).toEqual(shown);

  const kept = JSON.parse(manifest(config, '--languages', 'nl'));
  const record = (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')!.value;
  expect(/~c\.([0-9a-f]{8})~/.exec(record)?.[1]).toBe(kept.asked);
  expect(receipt.asked).toBe(kept.asked);
  expect(JSON.parse(kept.config.text)).toEqual(config);
  const texts = kept.texts.find((one: { language: string }) => one.language === receipt.language).texts as Record<string, string>;
  expect(shown.length).toBe(4);
  for (const text of shown) expect(Object.values(texts)).toContain(text);
  // The command takes what was saved and the bare list, and fails where a receipt belongs to something else.
  manifest(config, '--languages', 'nl', '--verify', file);
  const list = info.outputPath('list.json');
  writeFileSync(list, JSON.stringify(proof.stored.receipts));
  manifest(config, '--languages', 'nl', '--verify', list);
  const reworded = { ...config, texts: { nl: { 'banner.title': 'Gratis koekjes' } } };
  expect(() => manifest(reworded, '--languages', 'nl', '--verify', file)).toThrow();
  expect(() => manifest({ ...config, services: [{ ...(config.services as object[])[0], countries: ['IE', 'US', 'BR'] }] }, '--verify', file)).toThrow();
});
