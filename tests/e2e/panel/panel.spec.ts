// The settings: one switch for each category and service that is asked, and everything there is to know about them.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { config, type Category, googleAnalytics, type Service, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { text } from '../support/texts.ts';

const asked = { analytics: visits, social: videos, advertising: tracker };
const every = Object.keys(asked) as (keyof typeof asked)[];
const login: Service = {
  id: 'login', name: 'Login', category: 'functional', provider: 'Voorbeeld B.V.', purpose: { nl: 'Ingelogd blijven', en: 'To stay logged in' },
  items: [{ name: 'session', retention: 'session', purpose: { nl: 'Ingelogd blijven', en: 'To stay logged in' } }],
};
const catalogue = (id: string): { items: unknown[] } =>
  JSON.parse(readFileSync(new URL(`../../../data/catalogue/${id}.json`, import.meta.url), 'utf8')) as { items: unknown[] };

const section = (page: Page, category: Category): Locator => page.locator(`[data-sluis=settings] [data-category=${category}]`);

test.beforeEach(({ site }) => {
  site.page('/', html('Panel', { body: '<h1>Panel</h1><div data-sluis="declaration"></div><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
});

test('G-01 G-05 as many switches for categories as are in use, one click away; the others are said not to be used', async ({ page, site, visitor }) => {
  for (const used of [[every[0]!], [every[1]!], [every[0]!, every[2]!], every]) {
    site.config(config([login, ...used.map((category) => asked[category])]));
    await site.open(page);
    await visitor.chooseButton.click();
    await expect(visitor.settings).toBeVisible();
    for (const category of every) {
      const own = section(page, category).locator(':scope > [data-part=row]').getByRole('switch');
      await expect(own, `${category} of ${used.join()}`).toHaveCount(used.includes(category) ? 1 : 0);
      const unused = section(page, category).getByText(text('en', 'cat.unused'));
      await expect(unused, `${category} of ${used.join()}`).toHaveCount(used.includes(category) ? 0 : 1);
      if (used.includes(category)) await expect(own).toBeEnabled();
    }
    // One for each category, one for each of its services, and none besides.
    await expect(visitor.settings.locator('input, [role=switch]')).toHaveCount(used.length * 2);
  }
});

test('G-04 what is functional is always on, says why, and has nothing to switch', async ({ page, site, visitor }) => {
  site.config(config([login, visits]));
  await site.open(page);
  await visitor.chooseButton.click();
  const functional = section(page, 'functional');
  await expect(functional.getByText(text('en', 'cat.functional.state'), { exact: true })).toBeVisible();
  await expect(functional.getByText('These cookies are necessary.')).toBeVisible();
  await expect(functional.getByText('We do not have to ask permission for these.')).toBeVisible();
  await expect(functional.locator('input, [role=switch], [role=checkbox], select')).toHaveCount(0);
  await expect(functional.getByRole('heading', { name: 'Login' })).toBeVisible();
});

/** The cells of the tables below this, row by row. */
const rows = (part: Locator): Promise<string[][]> =>
  part.locator('tbody tr').evaluateAll((all) => all.map((row) => Array.from(row.children, (cell) => cell.textContent!.trim())));
const facts = (part: Locator): Promise<Record<string, string>> =>
  part.locator('[data-part=facts] > div').evaluateAll((all) =>
    Object.fromEntries(all.map((fact) => [fact.querySelector('dt')!.textContent!.trim(), fact.querySelector('dd')!.textContent!.trim()])));

test('G-06 of each item stand name, purpose, duration and kind; of each service who is behind it and who has access', async ({ page, site, visitor }) => {
  const unclear: Service = { ...videos, id: 'unclear', name: 'Unclear', hosts: ['unclear.test/a/', 'cdn.unclear.test', 'unclear.test/b/'], items: [{ name: null, retention: null }] };
  const services: [Service, string, number, string?][] = [
    [login, 'Voorbeeld B.V.', 1],
    [{ ...googleAnalytics, dataSharing: false }, 'Google Ireland Limited', catalogue('google-analytics').items.length, 'No'],
    [{ ...tracker, dataSharing: true }, 'Tracker Inc.', 2, 'Yes'],
    [{ ...unclear, dataSharing: null }, 'Videos Ltd', 1, 'Not known'],
  ];
  site.config(config(services.map(([service]) => service), { categories: {} }));
  await site.open(page);
  await visitor.chooseButton.click();
  for (const place of [visitor.settings, page.locator('[data-sluis=declaration]')]) {
    for (const [service, provider, count, access] of services) {
      const one = place.locator(`[data-service=${service.id ?? service.catalogue}]`);
      const table = await rows(one);
      expect(table, service.id).toHaveLength(count);
      expect(table.flat().filter((cell) => cell.length < 2), service.id).toEqual([]);
      for (const row of table) expect(row).toHaveLength(4);
      const told = await facts(one);
      expect(told[text('en', 'table.provider')], service.id).toBe(provider);
      expect(told[text('en', 'table.purpose')]?.length, service.id).toBeGreaterThan(5);
      expect(told[text('en', 'fact.sharing')], service.id).toBe(access);
      expect(Object.values(told).filter((fact) => !fact), service.id).toEqual([]);
      await expect(one.locator('summary')).toHaveText(text('en', 'items.summary').replace('{n}', String(count)));
    }
    // A host once, whatever of it is meant.
    expect((await facts(place.locator('[data-service=unclear]')))[text('en', 'fact.hosts')]).toBe('unclear.test, cdn.unclear.test');
    const own = place.locator('[data-service=sluis]');
    expect((await rows(own)).map(([name]) => name)).toEqual(['sluis_consent', 'sluis_receipts']);
    expect(await facts(own)).toEqual({ [text('en', 'table.provider')]: 'Voorbeeld B.V.' });
    expect((await rows(place)).length).toBe(services.reduce((sum, [, , count]) => sum + count, 2));
  }
});

test('the declaration tells the present choice of each category and service, and leads to choosing again', async ({ page, site, visitor }) => {
  site.config(config([login, visits, videos, tracker, { ...videos, id: 'clips', name: 'Clips', hosts: ['clips.test'] }]));
  await site.open(page);
  const declaration = page.locator('[data-sluis=declaration]');
  const told = (): Promise<string[]> => declaration.getByText(/^Cookie choice: /).allTextContents();
  // By category: analytics and its service, social and its two, advertising and its one.
  const no = 'Cookie choice: No';
  const yes = 'Cookie choice: Yes';
  await expect.poll(told).toEqual([no, no, no, no, no, no, no]);
  await declaration.getByRole('button', { name: 'Cookie settings' }).click();
  await visitor.switchOf('Statistics').check();
  await visitor.switchOf('Clips').check();
  await visitor.saveButton.click();
  await expect.poll(told).toEqual([yes, yes, no, no, yes, no, no]);
  await page.reload();
  await expect.poll(told).toEqual([yes, yes, no, no, yes, no, no]);
  await page.evaluate(() => window.sluis!.withdraw());
  await expect.poll(told).toEqual([no, no, no, no, no, no, no]);
  // Nothing is asked here, so nothing is to be told.
  site.config(config([login]));
  await site.open(page);
  await expect(declaration.getByRole('heading', { name: 'Login' })).toBeVisible();
  expect(await told()).toEqual([]);
  await expect(declaration.getByRole('button', { name: 'Cookie settings' })).toHaveCount(0);
});

test('I-07 a company whose data can leave the European Economic Area is named for it, and no other', async ({ page, site, visitor }) => {
  site.config(config([visits, videos, tracker]));
  await site.open(page);
  await visitor.chooseButton.click();
  const leaving = (vendor: string): string => text('en', 'vendor.transfer').replace('{vendor}', vendor);
  for (const place of [visitor.settings, page.locator('[data-sluis=declaration]')]) {
    await expect(place.getByText(leaving('Tracker Inc.'))).toHaveCount(1);
    await expect(place.locator('[data-service=tracker]')).toContainText('United States');
    for (const inside of ['Visits BV', 'Videos Ltd', 'Voorbeeld B.V.']) await expect(place.getByText(leaving(inside))).toHaveCount(0);
  }
});

test('G-08 every company can be seen after two clicks at most, and a switch for the category moves those of its services', async ({ page, site, visitor }) => {
  const second = { ...tracker, id: 'second', name: 'Second', provider: 'Second Inc.', hosts: ['second.test'] };
  site.config(config([visits, videos, tracker, second]));
  const providers = ['Visits BV', 'Videos Ltd', 'Tracker Inc.', 'Second Inc.'];
  const listed = (): Promise<boolean> =>
    page.evaluate((names) => {
      const inside = Array.from(document.querySelectorAll<HTMLElement>('[data-sluis=root] dd')).filter((element) => element.checkVisibility());
      return names.every((name) => inside.some((element) => element.innerText === name));
    }, providers);
  const controls = '[data-sluis=root] :is(button, a, summary, [role=switch])';

  // Breadth first: every path of one click, then every path of two, each on a fresh page.
  let paths: number[][] = [[]];
  let shortest: number[] | undefined;
  const named: string[] = [];
  for (let depth = 0; depth <= 2 && !shortest; depth++) {
    const longer: number[][] = [];
    for (const path of paths) {
      await page.context().clearCookies();
      await site.open(page);
      await expect(visitor.banner).toBeVisible();
      for (const step of path) {
        const control = page.locator(controls).nth(step);
        named.push(await control.innerText());
        await control.click();
        await page.waitForTimeout(100);
      }
      if (!page.url().startsWith(site.url('/')) || page.url().includes('statement')) continue;
      if (await visitor.settings.count()) await expect(visitor.settings).toBeVisible();
      if (await listed()) {
        shortest = path;
        break;
      }
      longer.push(...Array.from({ length: await page.locator(controls).count() }, (_, place) => [...path, place]));
    }
    paths = longer;
  }
  expect(shortest, named.join(' | ')).toHaveLength(1);

  await visitor.switchOf('Advertising').check();
  for (const name of ['Tracker', 'Second']) await expect(visitor.switchOf(name)).toBeChecked();
  await visitor.switchOf('Advertising').uncheck();
  for (const name of ['Tracker', 'Second']) await expect(visitor.switchOf(name)).not.toBeChecked();
});
