// How long a choice stands: the same for yes and no, six months unless the site says otherwise.
import type { BrowserContext } from '@playwright/test';
import { config, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { Visitor } from '../support/visitor.ts';

const DAY = 86_400_000;

const expiry = async (context: BrowserContext): Promise<number> => {
  const cookie = (await context.cookies()).find((one) => one.name === 'sluis_consent')!;
  return (cookie.expires * 1_000 - Date.now()) / DAY;
};

test.beforeEach(({ site }) => {
  site.config(config([visits]));
  site.mayAsk('cdn.visits.test');
  site.page('/', html('Lifetime'));
});

test('L-01 a refusal is kept as long as a grant', async ({ browser, site, watch }) => {
  const days: Record<string, number> = {};
  for (const choice of ['reject', 'accept'] as const) {
    const context = await browser.newContext();
    watch(context);
    const page = await context.newPage();
    await site.open(page);
    await new Visitor(page)[choice]();
    days[choice] = await expiry(context);
    await context.close();
  }
  expect(days.reject).toBeGreaterThanOrEqual(days.accept! - 0.01);
});

for (const choice of ['reject', 'accept'] as const) {
  test(`L-02 for six months after a ${choice} nobody asks again, and then once more`, async ({ page, site, visitor }) => {
    const start = Date.parse('2026-11-22T10:14:00Z');
    await page.clock.setFixedTime(start);
    await site.open(page);
    await visitor[choice]();
    for (const day of [1, 7, 30, 60, 90, 120, 150, 179]) {
      await page.clock.setFixedTime(start + day * DAY);
      await page.reload();
      await visitor.settled();
      await expect(visitor.layer, `day ${day}`).toHaveCount(0);
      const state = await page.evaluate(() => window.sluis?.state());
      expect(state?.categories.analytics).toBe(choice === 'accept' ? 'granted' : 'denied');
    }
    await page.clock.setFixedTime(start + 185 * DAY);
    await page.reload();
    await expect(visitor.banner).toBeVisible();
    expect((await page.evaluate(() => window.sluis?.state()))?.categories.analytics).toBe('denied');
  });
}

for (const [months, least, most] of [[undefined, 180, 185], [3, 89, 93], [12, 358, 367], [1, 28, 31]] as const) {
  test(`L-03 the cookie lives ${months ?? 'six'} months`, async ({ page, context, site, visitor }) => {
    if (months) site.config(config([visits], { record: { months } }));
    await site.open(page);
    await visitor.reject();
    const days = await expiry(context);
    expect(days).toBeGreaterThanOrEqual(least);
    expect(days).toBeLessThanOrEqual(most);
  });
}

test('L-03 thirteen months is the most that works', async ({ page, context, site, visitor }) => {
  // `cargo xtask check` warns from twelve; a visitor's console is not where the owner looks.
  site.config(config([visits], { record: { months: 13 } }));
  await site.open(page);
  await visitor.reject();
  // Chromium itself keeps no cookie for more than 400 days.
  expect(await expiry(context)).toBeGreaterThan(380);
});

for (const months of [14, 0]) {
  test(`L-03 ${months} months is refused, and everything stays held`, async ({ page, site, visitor, expectConsole }) => {
    site.config(config([visits], { record: { months } }));
    expectConsole(/^error: .*\$\.record\.months/s);
    site.page('/', html('Lifetime', { body: '<h1>Lifetime</h1><script type="text/plain" data-sluis="analytics" data-src="https://cdn.visits.test/v.js"></script>' }));
    await site.open(page);
    await visitor.linger();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(site.outside()).toEqual([]);
  });
}
