// A choice that is over: what it allowed has stopped and is gone before anybody is asked anew.
import type { BrowserContext, Page } from '@playwright/test';
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import { TRACKER } from '../support/third-parties.ts';
import type { Visitor } from '../support/visitor.ts';

const DAY = 86_400_000;
const names = async (context: BrowserContext): Promise<string[]> => (await context.cookies()).map((cookie) => cookie.name).sort();

test.beforeEach(({ site }) => {
  site.config(config([tracker]));
  site.mayAsk(TRACKER);
  site.page('/', html('Over', {
    head: `<script>document.cookie = 'basket=1; path=/; max-age=99999999'</script>`,
    body: '<h1>Over</h1><script src="https://cdn.tracker.test/t.js"></script>',
  }));
});

async function granted(page: Page, context: BrowserContext, site: Site, visitor: Visitor): Promise<void> {
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => names(context)).toEqual(['_tracker', 'basket', 'sluis_consent']);
  expect(await page.evaluate(() => localStorage.getItem('_tracker'))).toBe('1');
  site.network.forget();
}

/** At the moment at which the question appears. */
async function gone(page: Page, context: BrowserContext, site: Site, visitor: Visitor): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-sluis=banner]')) return;
      observer.disconnect();
      (window as any).then = { cookies: document.cookie, storage: localStorage.getItem('_tracker') };
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await expect(visitor.banner).toBeVisible();
  const then = await page.evaluate(() => (window as any).then as { cookies: string; storage: string | null });
  expect(then.cookies).not.toContain('_tracker');
  expect(then.cookies).toContain('basket=1');
  expect(then.storage).toBeNull();
  await visitor.linger();
  expect(network(site)).toEqual([]);
  expect((await names(context)).filter((name) => name !== 'sluis_consent')).toEqual(['basket']);
  expect((await page.evaluate(() => window.sluis?.state()))?.categories.advertising).toBe('denied');
}
const network = (site: Site): string[] => site.outside().map((hit) => hit.path);

test('L-08 past its term, by the clock, a grant has stopped and its items are gone before the new question', async ({ page, context, site, visitor }) => {
  const start = Date.now();
  await page.clock.setFixedTime(start);
  await granted(page, context, site, visitor);
  await page.clock.setFixedTime(start + 185 * DAY);
  await gone(page, context, site, visitor);
});

test('L-08 the same where the browser has removed the cookie at its end, as browsers do', async ({ page, context, site, visitor }) => {
  await granted(page, context, site, visitor);
  await context.clearCookies({ name: 'sluis_consent' });
  await gone(page, context, site, visitor);
});

test('L-08 who never chose loses nothing', async ({ page, context, site, visitor }) => {
  await context.addCookies([{ name: '_tracker', value: 'set by the server', url: site.url() }]);
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(await names(context)).toEqual(['_tracker', 'basket']);
});
