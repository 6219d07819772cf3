// Whatever goes wrong, nothing that needs consent gets through, and the page works. The third parties
// here are ones that the guard knows without any config.
import type { Page } from '@playwright/test';
import { config, googleAnalytics, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Site } from '../support/site.ts';
import { ANALYTICS, TAG_MANAGER } from '../support/third-parties.ts';
import { Visitor } from '../support/visitor.ts';

const thirdParties = [TAG_MANAGER, ANALYTICS, 'www.youtube-nocookie.com', 'www.facebook.com'];

test.beforeEach(({ site }) => {
  site.config(config([googleAnalytics]));
  site.mayAsk(...thirdParties);
});

async function nothingRanAndThePageWorks(page: Page, site: Site): Promise<void> {
  await new Visitor(page).linger();
  expect(site.outside()).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
  await page.getByRole('button', { name: 'Do something' }).click();
  await expect(page).toHaveTitle('Clicked');
  await page.getByRole('link', { name: 'Second page' }).click();
  await expect(page).toHaveTitle('Second page');
}

test('without Sluis the marked tags are inert and the others get through', async ({ page, site, network }) => {
  site.form = 'none';
  await site.open(page);
  await page.waitForLoadState('networkidle');
  expect(network.hits(TAG_MANAGER)).toHaveLength(1);
  expect(network.hits('www.facebook.com')).toHaveLength(1);
  expect(network.hits('www.youtube-nocookie.com')).toHaveLength(0);
});

for (const form of ['waiting', 'tag'] as const) {
  test(`B-08 no config (${form})`, async ({ page, site, expectConsole }) => {
    site.form = form;
    site.config(undefined);
    expectConsole(/sluis.*config/i);
    await site.open(page);
    await nothingRanAndThePageWorks(page, site);
  });

  test(`B-08 an empty config (${form})`, async ({ page, site, expectConsole }) => {
    site.form = form;
    site.config('');
    expectConsole(/sluis.*config/i);
    await site.open(page);
    await nothingRanAndThePageWorks(page, site);
  });

  test(`B-08 a config that is not JSON (${form})`, async ({ page, site, expectConsole }) => {
    site.form = form;
    site.config('{ "version": 1, ');
    expectConsole(/sluis.*config/i);
    await site.open(page);
    await nothingRanAndThePageWorks(page, site);
  });

  test(`B-08 an invalid config: every problem is named with its path (${form})`, async ({ page, site, seen, expectConsole }) => {
    site.form = form;
    site.config({
      ...config([{ ...googleAnalytics, hots: [] }, { ...tracker, hosts: ['https://tracker.test/'], basis: 'legitimate' }]),
      controller: { email: 'privacy@voorbeeld.test' },
      colour: 'red',
      record: { months: 14 },
    });
    expectConsole(/sluis/i);
    await site.open(page);
    await expect.poll(() => seen.join('\n')).toContain('$.controller');
    const said = seen.join('\n');
    for (const path of ['$.services[0].hots', '$.services[1].basis', '$.services[1].hosts[0]', '$.controller', '$.colour', '$.record.months']) {
      expect(said).toContain(path);
    }
    await nothingRanAndThePageWorks(page, site);
  });

  test(`B-08 the wasm does not arrive (${form})`, async ({ page, site, expectConsole }) => {
    site.form = form;
    expectConsole(/net::ERR_FAILED/);
    expectConsole(/^error: .*sluis.*wasm/i);
    await page.route('**/*.wasm', (route) => route.abort());
    await site.open(page);
    await nothingRanAndThePageWorks(page, site);
  });

  test(`B-08 the wasm is not there (${form})`, async ({ page, site, expectConsole }) => {
    site.form = form;
    expectConsole(/404/);
    expectConsole(/^error: .*sluis.*wasm/i);
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
    await site.open(page);
    await nothingRanAndThePageWorks(page, site);
  });

  test(`B-08 the wasm is refused by the site's policy (${form})`, async ({ page, site, expectConsole, allowConsole }) => {
    site.form = form;
    site.headers = { 'content-security-policy': `script-src 'self' 'unsafe-inline'` };
    expectConsole(/sluis.*wasm-unsafe-eval/i);
    allowConsole(/Content Security Policy/);
    await site.open(page);
    await nothingRanAndThePageWorks(page, site);
  });

  test(`B-08 the banner is hidden by a filter (${form})`, async ({ page, site, visitor }) => {
    site.form = form;
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    await page.addStyleTag({ content: '[data-sluis="banner"] { display: none !important }' });
    await expect(visitor.banner).toBeHidden();
    await nothingRanAndThePageWorks(page, site);
  });

  test(`B-08 storage throws: the choice counts for this page (${form})`, async ({ page, site, network, visitor }) => {
    site.form = form;
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
      }
    });
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    await visitor.linger();
    expect(site.outside()).toEqual([]);
    await visitor.accept();
    // The cookie is what counts, and that was kept.
    await expect(page.getByRole('status')).toContainText('Your choice has been saved.');
    await expect.poll(() => network.hits(TAG_MANAGER).length).toBeGreaterThan(0);
  });

  for (const how of ['dropped', 'denied'] as const) {
    test(`B-08 cookies are ${how}: the choice counts for this page and is asked again on the next (${form})`, async ({ page, site, network, visitor }) => {
      site.form = form;
      await page.addInitScript((throws) => {
        const refuse = (): never => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        };
        Object.defineProperty(Document.prototype, 'cookie', {
          configurable: true,
          get: throws ? refuse : () => '',
          set: throws ? refuse : () => undefined,
        });
      }, how === 'denied');
      // Google's miniature is not under test, and it needs cookies.
      network.serve(TAG_MANAGER, () => ({ type: 'text/javascript', body: '' }));
      await site.open(page);
      await expect(visitor.banner).toBeVisible();
      await visitor.linger();
      expect(site.outside()).toEqual([]);
      await visitor.accept();
      // Nobody is told that it was saved.
      await expect(page.getByRole('status')).toContainText('Your browser did not save your choice. It applies until you leave this page.');
      await expect(page.getByRole('status')).not.toContainText('has been saved');
      await page.getByRole('status').getByRole('button', { name: 'Close' }).click();
      await expect(page.getByRole('status')).toBeEmpty();
      await expect.poll(() => network.hits(TAG_MANAGER).length).toBeGreaterThan(0);
      await page.reload();
      await expect(visitor.banner).toBeVisible();
    });
  }
}

test('B-08 an external config that is missing', async ({ page, site, expectConsole }) => {
  site.form = 'external';
  site.config(undefined);
  expectConsole(/404/);
  expectConsole(/sluis.*config/i);
  await site.open(page);
  await nothingRanAndThePageWorks(page, site);
});

test('B-08 an external config that does not arrive', async ({ page, site, expectConsole }) => {
  site.form = 'external';
  await page.route('**/consent.json', (route) => route.abort());
  expectConsole(/net::ERR_FAILED/);
  expectConsole(/^error: Sluis: .*consent\.json could not be fetched/);
  await site.open(page);
  await nothingRanAndThePageWorks(page, site);
});

test('B-08 an external config that is not JSON', async ({ page, site, expectConsole }) => {
  site.form = 'external';
  site.config('<!doctype html><title>Not found</title>');
  expectConsole(/sluis.*config/i);
  await site.open(page);
  await nothingRanAndThePageWorks(page, site);
});

test('B-08 JavaScript is off: marked tags stay inert, the page works', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await site.open(page);
  await expect(page.getByRole('heading')).toHaveText('A page that must survive');
  await page.waitForTimeout(500);
  expect(site.outside()).toEqual([]);
  await page.getByRole('link', { name: 'Second page' }).click();
  await expect(page).toHaveTitle('Second page');
  await context.close();
});

test('B-08 the state is denied until there is a choice', async ({ page, site }) => {
  await site.open(page);
  await new Visitor(page).settled();
  const state = await page.evaluate(() => window.sluis?.state());
  expect(state?.categories).toMatchObject({ functional: 'granted', analytics: 'denied' });
  expect(state).toMatchObject({ valid: true, asked: true, decided: false, record: null });
});
