// `window.sluis` and the DOM events, as a page's own script uses them.
import type { BrowserContext } from '@playwright/test';
import { config, googleAnalytics, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { ANALYTICS, TAG_MANAGER, TRACKER } from '../support/third-parties.ts';

const hosts = [TAG_MANAGER, ANALYTICS, TRACKER, 'cdn.videos.test'];
const record = async (context: BrowserContext): Promise<string | undefined> =>
  (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')?.value;

test.beforeEach(({ site }) => {
  site.config(config([googleAnalytics, videos, tracker]));
  site.mayAsk(...hosts);
  site.page('/', html('A page script'));
});

for (const form of ['waiting', 'tag', 'external'] as const) {
  test(`calls before the core has loaded are kept and done in order (${form})`, async ({ page, context, site, visitor }) => {
    site.form = form;
    site.page('/', html('A page script', {
      head: `<script>
        window.heard = [];
        sluis.on('ready', (state) => heard.push('ready ' + state.decided));
        sluis.on('change', (state) => heard.push('change ' + state.categories.analytics));
        const stop = sluis.on('change', () => heard.push('never'));
        stop();
        sluis.reject();
        sluis.accept(['analytics']);
      </script>`,
    }));
    await site.open(page);
    await visitor.settled();
    await expect.poll(() => record(context)).toMatch(/~a1s0r0~.*~x$/);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([
      'ready false',
      'change denied',
      'change granted',
    ]);
    await expect(visitor.layer).toHaveCount(0);
  });
}

test('state() is asked for at any time and tells the truth', async ({ page, site, visitor }) => {
  const come = site.hold(/\.wasm$/);
  await site.open(page);
  expect((await page.evaluate(() => window.sluis?.state()))?.ready).not.toBe(true);
  come();
  await visitor.settled();
  expect(await page.evaluate(() => window.sluis?.state())).toEqual({
    ready: true,
    valid: true,
    asked: true,
    decided: false,
    categories: { functional: 'granted', analytics: 'denied', social: 'denied', advertising: 'denied' },
    services: { 'google-analytics': 'denied', videos: 'denied', tracker: 'denied' },
    record: null,
    language: 'en',
  });
  await visitor.accept();
  expect(await page.evaluate(() => window.sluis?.state())).toMatchObject({
    asked: false,
    decided: true,
    categories: { functional: 'granted', analytics: 'granted', social: 'granted', advertising: 'granted' },
    services: { 'google-analytics': 'granted', videos: 'granted', tracker: 'granted' },
    record: expect.stringMatching(/^1~.*~b$/),
  });
});

test('open() opens the settings; open and close are events', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.reject();
  await page.evaluate(() => {
    const heard: string[] = ((window as unknown as { heard: string[] }).heard = []);
    for (const name of ['open', 'close', 'change']) document.addEventListener(`sluis:${name}`, () => heard.push(name));
    window.sluis?.open();
  });
  await expect(visitor.settings).toBeVisible();
  await visitor.closeButton.click();
  await expect(visitor.settings).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['open', 'close']);
});

test('S-07 accept(), reject() and withdraw() choose, and say that a script did', async ({ page, context, site }) => {
  await site.open(page);
  await page.evaluate(() => window.sluis?.accept());
  await expect.poll(() => record(context)).toMatch(/~a1s1r1~.*~x$/);
  await page.evaluate(() => window.sluis?.reject());
  await expect.poll(() => record(context)).toMatch(/~a0s0r0~.*~x$/);
  const methods = () => page.evaluate(() => JSON.parse(localStorage.sluis_receipts).map((receipt: { method: string }) => receipt.method));
  expect(await methods()).toEqual(['api', 'api']);
  await page.evaluate(() => window.sluis?.accept(['social', 'tracker']));
  await expect.poll(() => record(context)).toMatch(/~a0s1r1~.*~x$/);
  await page.evaluate(() => window.sluis?.withdraw());
  await expect.poll(() => record(context)).toMatch(/~a0s0r0~.*~w$/);
});

test('S-07 a click by a script refuses as well as a hand does', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await visitor.rejectButton.evaluate((button) => (button as HTMLElement).click());
  await expect(visitor.layer).toHaveCount(0);
  expect(await record(context)).toMatch(/~a0s0r0~.*~b$/);
});

test('S-07 a choice goes: record, signals, event, release', async ({ page, site, network, visitor }) => {
  site.page('/', html('Order', {
    head: `<script type="text/plain" data-sluis="advertising" data-src="https://cdn.tracker.test/t.js?name=tracker"></script>
      <script>
      document.addEventListener('sluis:change', (event) => {
        window.atEvent = {
          recorded: document.cookie.includes('sluis_consent='),
          signalled: Array.from(window.dataLayer ?? []).some((entry) => entry[1] === 'update'),
          marked: document.documentElement.dataset.sluisAdvertising,
          released: document.querySelector('script[src*="tracker.test"]') !== null || Boolean(window.ran),
          detail: event.detail.categories.advertising,
        };
      });
      </script>`,
  }));
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER).length).toBe(1);
  expect(await page.evaluate(() => (window as unknown as { atEvent: unknown }).atEvent)).toEqual({
    recorded: true,
    signalled: true,
    marked: 'granted',
    released: false,
    detail: 'granted',
  });
});

test('S-07 the state stands on <html> for the page’s style', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  const root = page.locator('html');
  for (const category of ['analytics', 'social', 'advertising']) await expect(root).toHaveAttribute(`data-sluis-${category}`, 'denied');
  await visitor.chooseButton.click();
  await visitor.switchOf('Social media').check();
  await visitor.saveButton.click();
  await expect(root).toHaveAttribute('data-sluis-social', 'granted');
  await expect(root).toHaveAttribute('data-sluis-analytics', 'denied');
});

test('S-06 no other framework is pretended', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.accept();
  expect(await page.evaluate(() => ['__tcfapi', '__gpp', '__cmp'].filter((name) => name in window))).toEqual([]);
  await expect(page.locator('iframe[name^="__"]')).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(localStorage).concat(document.cookie).join())).not.toMatch(/euconsent|tcf|IABTCF/i);
});

test('B-13 Sluis itself asks only the site it stands on', async ({ page, site, visitor }) => {
  site.config(config([tracker]));
  await site.open(page);
  await visitor.chooseButton.click();
  await visitor.saveButton.click();
  await visitor.linger();
  expect(site.outside()).toEqual([]);
});
