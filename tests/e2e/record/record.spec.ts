// What is kept of a choice: one plain cookie and a receipt, enough to show the choice and no more.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Cookie, Page } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { Visitor, type State } from '../support/visitor.ts';

const schema = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../pkg/receipt.schema.json', import.meta.url)), 'utf8'),
) as Record<string, unknown>;
const valid = new Ajv2020({ strict: true, allErrors: true, validateFormats: false }).compile(schema);

interface Receipt {
  at: string;
  asked: string;
  choices: Record<string, string>;
  services: Record<string, string>;
  method: string;
  layer: string;
  language: string;
  previous: string | null;
}

const receipts = (page: Page): Promise<Receipt[]> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('sluis_receipts') ?? '[]') as Receipt[]);
const record = async (context: BrowserContext): Promise<Cookie> =>
  (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')!;

const hosts = ['cdn.visits.test', 'cdn.videos.test', 'cdn.tracker.test'];

test.beforeEach(({ site }) => {
  site.config(config([visits, videos, tracker]));
  site.mayAsk(...hosts);
  site.page('/', html('A record', { body: '<h1>A record</h1><footer><a href="#sluis" data-sluis="open">Cookie settings</a></footer>' }));
});

test('R-01 every action leaves a receipt that its schema accepts', async ({ page, context, site, visitor }) => {
  const moment = new Date('2026-11-22T10:14:30Z');
  await page.clock.setFixedTime(moment);
  await site.open(page);
  await visitor.settled();
  const step = async (count: number, expected: Partial<Receipt>): Promise<void> => {
    await expect.poll(async () => (await receipts(page)).length).toBe(count);
    const all = await receipts(page);
    for (const receipt of all) expect(valid(receipt), JSON.stringify(valid.errors)).toBe(true);
    expect(all.at(-1)).toMatchObject(expected);
    const hash = /~c\.([0-9a-f]{8})~/.exec((await record(context)).value)![1];
    expect(all.at(-1)?.asked).toBe(hash);
  };

  await visitor.reject();
  await step(1, {
    at: '2026-11-22T10:14Z',
    choices: { analytics: 'denied', social: 'denied', advertising: 'denied' },
    services: { visits: 'denied', videos: 'denied', tracker: 'denied' },
    method: 'banner',
    layer: 'banner',
    language: 'en',
    previous: null,
  });

  await page.clock.setFixedTime(new Date('2026-11-22T10:20:00Z'));
  await visitor.reopen();
  await visitor.switchOf('Statistics').check();
  await visitor.saveButton.click();
  await step(2, {
    choices: { analytics: 'granted', social: 'denied', advertising: 'denied' },
    services: { visits: 'granted', videos: 'denied', tracker: 'denied' },
    method: 'panel',
    layer: 'settings',
    previous: '2026-11-22T10:14Z',
  });

  await page.clock.setFixedTime(new Date('2026-11-22T10:30:00Z'));
  await page.evaluate(() => window.sluis?.accept());
  await step(3, { choices: { analytics: 'granted', social: 'granted', advertising: 'granted' }, method: 'api', layer: 'none' });

  await page.clock.setFixedTime(new Date('2026-11-22T10:40:00Z'));
  await page.evaluate(() => window.sluis?.withdraw());
  await step(4, {
    choices: { analytics: 'denied', social: 'denied', advertising: 'denied' },
    method: 'withdrawal',
    previous: '2026-11-22T10:30Z',
  });
});

test('R-01 the schema refuses what a receipt may not hold', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.reject();
  const [receipt] = await receipts(page);
  expect(valid(receipt)).toBe(true);
  expect(valid({ ...receipt, userAgent: 'Mozilla/5.0' })).toBe(false);
  expect(valid({ ...receipt, choices: undefined })).toBe(false);
  expect(valid({ ...receipt, choices: { analytics: 'perhaps' } })).toBe(false);
});

test('R-02 a refusal and a withdrawal are recorded in full, like a grant', async ({ page, context, site, visitor }) => {
  await page.clock.install({ time: new Date('2026-11-22T10:14:00Z') });
  await site.open(page);
  await visitor.reject();
  expect((await record(context)).value).toMatch(/^1~20261122T1014Z~a0s0r0~c\.[0-9a-f]{8}~s\.2026-01~b$/);
  await visitor.reopen();
  await visitor.accept();
  expect((await record(context)).value).toMatch(/~a1s1r1~.*~p$/);
  await page.evaluate(() => window.sluis?.withdraw());
  await expect.poll(async () => (await record(context)).value).toMatch(/~a0s0r0~.*~w$/);
  const [refusal, grant, withdrawal] = await receipts(page);
  expect(refusal?.choices).toEqual({ analytics: 'denied', social: 'denied', advertising: 'denied' });
  expect(withdrawal?.choices).toEqual(refusal?.choices);
  expect(withdrawal?.previous).toBe(grant?.at);
});

test('R-02 the history is kept short', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.reject();
  for (let turn = 0; turn < 12; turn++) {
    await page.evaluate((even) => (even ? window.sluis?.accept() : window.sluis?.reject()), turn % 2 === 0);
  }
  await expect.poll(async () => (await receipts(page)).length).toBe(10);
  expect((await receipts(page)).at(-1)?.choices.analytics).toBe('denied');
});

test('R-03 nothing in it tells who chose', async ({ page, context, site, visitor }) => {
  await site.open(page, '/?utm_source=mail&customer=4711');
  await visitor.accept();
  const kept = `${(await record(context)).value} ${await page.evaluate(() => JSON.stringify({ ...localStorage }))}`;
  const agent = await page.evaluate(() => navigator.userAgent);
  for (const told of [agent, 'Mozilla', 'Chrome', '127.0.0.1', 'utm_source', '4711', site.host, '1280', 'America', 'Europe']) {
    expect(kept).not.toContain(told);
  }
  const open: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const at = node as Record<string, unknown>;
    if (at.type === 'object' && at.additionalProperties === undefined) open.push(path);
    for (const [name, child] of Object.entries(at)) walk(child, `${path}.${name}`);
  };
  walk(schema, '$');
  expect(open, 'objects of the schema that would take anything').toEqual([]);
  // Two visitors with the same choice at the same minute leave the same.
  expect((await receipts(page))[0]).not.toHaveProperty('id');
});

test('R-05 the cookie: first party, host-only, lax, secure, short, plain', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await visitor.accept();
  const cookie = await record(context);
  expect(cookie).toMatchObject({ path: '/', sameSite: 'Lax', secure: true, httpOnly: false, domain: site.host });
  expect(`${cookie.name}=${cookie.value}`.length).toBeLessThan(200);
  expect(cookie.value).toMatch(/^1~\d{8}T\d{4}Z~a1s1r1~c\.[0-9a-f]{8}~s\.2026-01~b$/);
  expect(decodeURIComponent(cookie.value)).toBe(cookie.value);
});

test('R-05 on plain http it is not marked secure, and works', async ({ page, context, site, visitor }) => {
  await site.open(page, '/', 'http');
  await visitor.reject();
  expect(await record(context)).toMatchObject({ secure: false, sameSite: 'Lax', domain: site.host });
  await page.reload();
  await visitor.settled();
  await expect(visitor.layer).toHaveCount(0);
});

test('R-05 with a domain it holds for the whole domain', async ({ page, context, site, visitor }) => {
  const domain = site.host.replace(/^www\./, '');
  site.config(config([visits], { domains: [domain], record: { domain } }));
  await site.open(page);
  await visitor.reject();
  expect(await record(context)).toMatchObject({ domain: `.${domain}` });
});

test('R-05 set by hand it gives the same state in another browser', async ({ page, context, browser, site, watch, visitor }) => {
  await site.open(page);
  await visitor.chooseButton.click();
  await visitor.switchOf('Statistics').check();
  await visitor.saveButton.click();
  await expect(visitor.layer).toHaveCount(0);
  const { value } = await record(context);
  const state = await page.evaluate(() => window.sluis?.state());

  const yesterday = new Date(Date.now() - 86_400_000).toISOString().replace(/[-:]/g, '').replace(/\d\d\.\d+Z$/, 'Z');
  const cases: Array<[string, Partial<State>]> = [
    [value, state!],
    // What a scanner or a privacy extension can write without knowing the site: a refusal.
    [`1~${yesterday}~a0s0r0~x`, { decided: true, asked: false, services: { visits: 'denied', videos: 'denied', tracker: 'denied' } }],
  ];
  for (const [set, expected] of cases) {
    const other = await browser.newContext();
    watch(other);
    await other.addCookies([{ name: 'sluis_consent', value: set, url: site.url() }]);
    const tab = await other.newPage();
    await site.open(tab);
    await new Visitor(tab).settled();
    expect(await tab.evaluate(() => window.sluis?.state())).toMatchObject(expected);
    await expect(new Visitor(tab).banner).toHaveCount(0);
    await other.close();
  }
});

test('R-06 the record itself is in the table, with its real lifetime', async ({ page, site, visitor }) => {
  site.config(config([visits], { record: { months: 3 } }));
  await site.open(page);
  await visitor.chooseButton.click();
  const functional = visitor.settings.locator('[data-category="functional"]');
  await functional.locator('summary').first().click();
  const row = functional.getByRole('row').filter({ hasText: 'sluis_consent' });
  await expect(row).toBeVisible();
  await expect(row).toContainText('3 months');
  await expect(functional.getByRole('row').filter({ hasText: 'sluis_receipts' })).toBeVisible();
});
