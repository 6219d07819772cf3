// Robots that answer for a visitor find the question and refuse, as the visitor would: real ones, in a real page.
import type { Page } from '@playwright/test';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import { Robot, ours, shipped } from './autoconsent.ts';
import { engine } from './consent-o-matic.ts';

test.beforeEach(({ site, allowConsole }) => {
  site.config(config([visits, videos, tracker]));
  // The second engine remarks on a selector that fits more than one.
  allowConsole(/Multiple possible targets/);
});

const cookie = (page: Page): Promise<string> => page.evaluate(() => document.cookie);

async function refused(page: Page, site: Site, method = 'b'): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await cookie(page)).toMatch(new RegExp(`sluis_consent=1~.*~a0s0r0~.*~${method}$`));
  expect(site.outside()).toEqual([]);
}

for (const [language, layout] of [['en', 'bar'], ['nl', 'box'], ['de', 'corner'], ['fr', 'bar']] as const) {
  test(`A-08 DuckDuckGo's robot refuses by what it reads, among all its rules (${language}, ${layout})`, async ({ page, site }) => {
    site.config(config([visits, videos, tracker], { ui: { layout } }));
    site.page('/', html('Robot', { language }));
    const robot = await Robot.into(page, shipped(), 'optOut', true);
    await site.open(page);
    await robot.finds(page, /^HEURISTIC/);
    await refused(page, site);
  });
}

for (const language of ['nl', 'fi', 'ar', 'ja']) {
  test(`A-08 DuckDuckGo's robot refuses with the rule in this repository, in any language (${language})`, async ({ page, site }) => {
    site.page('/', html('Robot', { language }));
    const robot = await Robot.into(page, [ours()], 'optOut', false);
    await site.open(page);
    await robot.finds(page, 'sluis');
    await robot.passesItsTest(page);
    await refused(page, site);
  });
}

test('the rule accepts where that is what a visitor wants', async ({ page, site }) => {
  site.mayAsk('visits.test', 'videos.test', 'tracker.test');
  site.page('/', html('Robot'));
  const robot = await Robot.into(page, [ours()], 'optIn', false);
  await site.open(page);
  await robot.finds(page, 'sluis');
  expect(await cookie(page)).toContain('~a1s1r1~');
});

test('the rule finds the banner that a server has rendered', async ({ page, site }) => {
  const { prerender } = await import('../../../pkg/dist/esm/node.js' as string);
  const banner = await prerender(config([visits, videos, tracker]), { language: 'nl', host: site.host });
  site.page('/', html('Robot', { language: 'nl', body: `${banner}<h1>Robot</h1>` }));
  const robot = await Robot.into(page, [ours()], 'optOut', false);
  await site.open(page);
  await robot.finds(page, 'sluis');
  await refused(page, site);
});

test('a robot leaves who has chosen alone, and finds nothing where there is nothing to ask', async ({ page, site, visitor }) => {
  site.page('/', html('Robot'));
  site.config(config([]));
  const robot = await Robot.into(page, [ours(), ...shipped()], 'optOut', true);
  await site.open(page);
  await visitor.linger(3_000);
  site.config(config([visits, videos, tracker]));
  await page.context().addCookies([{ name: 'sluis_consent', value: `1~${new Date().toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z~a0s0r0~x`, url: site.url() }]);
  await site.open(page);
  await visitor.linger(3_000);
  expect(robot.of('popupFound')).toEqual([]);
  expect(robot.of('optOutResult')).toEqual([]);
});

test('Consent-O-Matic\'s rule, run by Ghostery\'s engine, refuses by the switches', async ({ page, site, visitor }) => {
  site.page('/', html('Robot', { language: 'nl' }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  const robot = await engine(page);
  expect(await robot.finds()).toBe('com_sluis');
  expect(await robot.showing()).toBe(true);
  expect(await robot.optOut()).toBe(true);
  await refused(page, site, 'p');
});

test('… and allows exactly what its visitor allows', async ({ page, site, visitor }) => {
  site.mayAsk('visits.test');
  site.page('/', html('Robot', { language: 'fi' }));
  await site.open(page);
  await expect(page.locator('[data-sluis=banner]')).toBeVisible();
  await (await engine(page)).allow(['B']);
  await expect(visitor.layer).toHaveCount(0);
  expect(await cookie(page)).toMatch(/~a1s0r0~.*~p$/);
});
