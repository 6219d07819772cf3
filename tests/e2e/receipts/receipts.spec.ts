// What the visitor can see of the own choices, and take along.
import { AxeBuilder } from '@axe-core/playwright';
import { config, tracker, visits, type Config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { expectReceipt, saved } from './saved.ts';

const body = '<h1>Receipts</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>';
const more: Config = {
  controller: { name: 'Example B.V.', tradeName: 'Example', address: 'Street 1, Town', email: 'privacy@example.test', phone: null },
  statement: { url: '/cookies', version: '2026-11-01', effective: '2026-11-01' },
  authority: { name: 'Autoriteit Persoonsgegevens', url: 'https://autoriteitpersoonsgegevens.nl/' },
  record: { months: 3 },
};
const stored = () => ({
  cookie: /sluis_consent=([^;]+)/.exec(document.cookie)![1],
  receipts: JSON.parse(localStorage.sluis_receipts),
});

test('R-08 the saved proof is the stored record and the texts that were shown, in the terms of ISO/IEC TS 27560 and DPV', async ({ page, site, visitor }, info) => {
  site.config(config([visits, tracker], more));
  site.page('/', html('Receipts', { body }));
  await site.open(page);
  const { settings } = visitor;
  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await expect(settings).toBeVisible();
  await expect(settings.getByText('Proof of your choice')).toBeHidden();
  await page.keyboard.press('Escape');
  const title = await visitor.banner.getByRole('heading').innerText();
  const text = await visitor.banner.locator('#sluis-text p').allInnerTexts();
  const labels = await visitor.banner.locator('[data-part=choices] button').allInnerTexts();
  await visitor.accept();
  await page.evaluate(() => window.sluis!.accept(['analytics']));
  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await settings.getByText('Proof of your choice').click();
  const lines = settings.getByRole('listitem');
  await expect(lines).toHaveText([/Statistics – Yes and Advertising – No$/, /Statistics – Yes and Advertising – Yes$/]);
  await expect(lines.first()).toContainText(new Date().getFullYear().toString());
  const name = await settings.locator('section[data-category=analytics] h3').innerText();
  const purpose = await settings.locator('[data-service=tracker] dl div', { hasText: 'Purpose' }).locator('dd').innerText();

  const receipt = JSON.parse(await saved(page, settings.getByRole('link', { name: 'Download proof (JSON)' }), info.outputPath('receipts.json')));
  expectReceipt(receipt);
  // The stored record …
  expect(receipt.stored).toEqual(await page.evaluate(stored));
  const [first, second] = receipt.stored.receipts;
  // … the texts …
  const [notice, statement] = receipt['dpv:hasNotice'];
  expect(notice).toMatchObject({ '@type': 'dpv:ConsentNotice', 'dct:identifier': second.asked, 'dct:language': 'en' });
  expect([notice['dct:title'], notice['dct:description'], notice['dct:hasPart']]).toEqual([title, text, labels]);
  expect([text.length, labels]).toEqual([3, ['Reject all', 'Accept all', 'Choose settings']]);
  expect(statement).toEqual({ '@id': `${new URL(page.url()).origin}/cookies`, '@type': 'dpv:PrivacyNotice', 'dct:identifier': '2026-11-01', 'dct:date': '2026-11-01' });
  // … and what they mean, in terms that others know.
  expect(receipt['dpv:hasDataController']).toMatchObject({ 'dpv:hasName': 'Example B.V.', 'dpv:hasAddress': 'Street 1, Town', 'dpv:hasContact': ['privacy@example.test'] });
  expect(receipt['dpv:hasAuthority']['dpv:hasName']).toBe('Autoriteit Persoonsgegevens');
  const records = Object.fromEntries(receipt['dpv:hasRecordOfActivity'].map((one: any) => [one['dpv:hasProcess']['dpv:hasService']['dct:identifier'], one]));
  expect(Object.keys(records)).toEqual(['visits', 'tracker']);
  const process = records.tracker['dpv:hasProcess'];
  expect(process['dpv:hasPurpose']).toMatchObject({ 'skos:broader': { '@id': 'dpv:TargetedAdvertising' }, 'dct:description': { '@value': purpose, '@language': 'en' } });
  expect(records.visits['dpv:hasProcess']['dpv:hasPurpose']['dct:title']).toBe(name);
  expect([process['dpv:hasRecipient']['dpv:hasName'], process['dpv:hasThirdCountry']]).toEqual(['Tracker Inc.', [{ '@id': 'loc:US' }]]);
  expect(process['dpv:hasPersonalData'].map((one: any) => one['dct:identifier'])).toEqual(['_tracker', '_tracker']);
  const events = (id: string) => records[id]['dpv:hasConsentStatus'].map((one: any) => [one['@type'][0], one['dpv:isIndicatedBy']['@id'], one['dpv:isIndicatedAtTime']]);
  expect(events('tracker')).toEqual([['dpv:ConsentGiven', '_:visitor', first.at], ['dpv:ConsentWithdrawn', '_:controller', second.at]]);
  expect(events('visits')).toEqual([['dpv:ConsentGiven', '_:visitor', first.at], ['dpv:RenewedConsentGiven', '_:controller', second.at]]);
  // As long as the cookie stays.
  const [cookie] = (await page.context().cookies()).filter((one) => one.name == 'sluis_consent');
  const until = records.visits['dpv:hasConsentStatus'][1]['dpv:hasDuration']['rdf:value'];
  expect(Math.abs(Date.parse(until) / 1000 - cookie!.expires)).toBeLessThan(180);
  expect((await new AxeBuilder({ page }).include('[data-sluis=settings]').analyze()).violations).toEqual([]);
});

test('R-08 the proof to read says the same in the language of the page, by itself, and can be read by everybody', async ({ page, context, site, visitor }, info) => {
  site.config(config([visits, tracker], { ...more, texts: { nl: { 'banner.title': 'Mogen <b>wij</b> & zij?' } } }));
  site.page('/', html('Bewijs', { language: 'nl', body: '<h1>Bewijs</h1><p><a href="#" data-sluis="open">Cookie-instellingen</a></p>' }));
  await site.open(page);
  await page.getByRole('button', { name: 'Alles weigeren' }).click();
  await visitor.reopen();
  await visitor.settings.getByText('Bewijs van uw keuze').click();
  const path = info.outputPath('proof.html');
  await saved(page, visitor.settings.getByRole('link', { name: 'Bewijs downloaden', exact: true }), path);
  const kept = await page.evaluate(stored);

  const proof = await context.newPage();
  const asked: string[] = [];
  proof.on('request', (request) => asked.push(request.url()));
  await proof.goto(`file://${path}`);
  expect(asked).toEqual([proof.url()]);
  await expect(proof).toHaveTitle('Bewijs van uw keuze – Example');
  await expect(proof.locator('html')).toHaveAttribute('lang', 'nl');
  await expect(proof.getByRole('heading', { level: 2 })).toHaveText(['Cookiekeuze', 'Mogen <b>wij</b> & zij?', 'sluis_consent, sluis_receipts']);
  await expect(proof.locator('address')).toContainText('Example B.V.');
  const choice = proof.locator('section').first();
  await expect(choice.locator('time')).toHaveAttribute('datetime', kept.receipts[0].at);
  await expect(choice.getByRole('row')).toHaveText([/^Statistieken\s*Nee$/, /^Visits\s*Nee$/, /^Reclame\s*Nee$/, /^Tracker\s*Nee$/]);
  await expect(choice).toContainText('Geldig tot');
  await expect(proof.locator('blockquote')).toContainText('Deze keuze geldt voor');
  await expect(proof.locator('blockquote').getByRole('listitem')).toHaveText(['Alles weigeren', 'Alles accepteren', 'Zelf instellen']);
  await expect(proof.getByRole('link', { name: 'Lees onze cookieverklaring' })).toHaveAttribute('href', `${new URL(page.url()).origin}/cookies`);
  await expect(proof.getByRole('heading', { name: 'Tracker' })).toBeVisible();
  await expect(proof.getByText('Reclame tonen die bij u past').first()).toBeVisible();
  expect(JSON.parse(await proof.locator('pre').innerText())).toEqual(kept);
  for (const colorScheme of ['light', 'dark'] as const) {
    await proof.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page: proof }).analyze()).violations).toEqual([]);
  }
  // On a phone nothing is beside the window.
  await proof.setViewportSize({ width: 320, height: 640 });
  expect(await proof.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('R-08 where the proof can’t be made, what is stored is saved as it stands', async ({ page, site, visitor, expectConsole }, info) => {
  expectConsole(/Error: test/);
  site.config(config([visits]));
  site.page('/', html('Receipts', { body }));
  await page.route(/\/proof-[0-9a-f]+\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: 'export const prove = () => { throw new Error("test") }' }));
  await site.open(page);
  await visitor.reject();
  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await visitor.settings.getByText('Proof of your choice').click();
  const list = JSON.parse(await saved(page, visitor.settings.getByRole('link', { name: 'Download proof (JSON)' }), info.outputPath('receipts.json')));
  expect(list).toEqual((await page.evaluate(stored)).receipts);
});

test('R-08 a list that somebody has spoilt is not shown and breaks nothing', async ({ page, site, visitor }) => {
  site.config(config([visits]));
  site.page('/', html('Spoilt', { body }));
  await site.open(page);
  await visitor.reject();
  for (const spoilt of ['{"a":1}', 'nonsense', '[[1],null,{"at":"<b>"}]']) {
    await page.evaluate((spoilt) => localStorage.setItem('sluis_receipts', spoilt), spoilt);
    await page.getByRole('link', { name: 'Cookie settings' }).click();
    await expect(page.locator('[data-sluis=settings]')).toBeVisible();
    await page.keyboard.press('Escape');
  }
});
