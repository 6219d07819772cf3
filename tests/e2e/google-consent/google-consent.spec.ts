// Google's consent mode: the default before anything of Google's, then exactly one update a decision.
import type { Page } from '@playwright/test';
import { config, googleAnalytics, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { ANALYTICS, TAG_MANAGER, TRACKER } from '../support/third-parties.ts';

const commands = `<script>
window.dataLayer = window.dataLayer || [];
function gtag() { dataLayer.push(arguments); }
gtag('js', new Date());
gtag('config', 'G-TEST');
</script>`;
const tag = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-TEST"></script>';

type Entry = [string, ...unknown[]];
const entries = (page: Page): Promise<Entry[]> =>
  page.evaluate(() => Array.from(window.dataLayer ?? [], (entry) => Array.from(entry) as Entry));
const updates = async (page: Page): Promise<Entry[]> =>
  (await entries(page)).filter(([command, kind]) => command === 'consent' && kind === 'update');

test.beforeEach(({ site }) => {
  site.config(config([googleAnalytics]));
  site.mayAsk(TAG_MANAGER, ANALYTICS);
  site.page('/', html('Google', { head: `${commands}\n${tag}` }));
});

for (const form of ['waiting', 'tag', 'external'] as const) {
  test(`S-02 the default comes first, as an arguments object, with all seven keys (${form})`, async ({ page, site, visitor }) => {
    site.form = form;
    if (form === 'external') {
      // The config is still on its way, so the first sign of Google is the tag itself.
      site.page('/', html('Google', { head: `${tag}\n${commands}` }));
    }
    await site.open(page);
    await visitor.settled();
    expect(await page.evaluate(() => Object.prototype.toString.call(window.dataLayer?.[0]))).toBe('[object Arguments]');
    const all = await entries(page);
    expect(all[0]).toEqual(['consent', 'default', {
      ad_storage: 'denied',
      ad_user_data: 'denied',
      ad_personalization: 'denied',
      analytics_storage: 'denied',
      personalization_storage: 'denied',
      functionality_storage: 'granted',
      security_storage: 'granted',
      wait_for_update: 500,
    }]);
    expect(all.slice(1, 3)).toEqual([['set', 'ads_data_redaction', true], ['set', 'url_passthrough', false]]);
    expect(all.filter(([command, kind]) => command === 'consent' && kind === 'default')).toHaveLength(1);
    expect(all.map(([command]) => command)).toEqual(expect.arrayContaining(['js', 'config']));
  });
}

test('S-04 nothing is granted by default, nothing can be configured to be, and no tag is asked for', async ({ page, site, seen, visitor, expectConsole }) => {
  await site.open(page);
  await visitor.settled();
  await visitor.linger();
  expect(site.outside()).toEqual([]);
  const [first] = await entries(page);
  const granted = Object.entries(first![2] as Record<string, unknown>).filter(([, value]) => value === 'granted').map(([key]) => key);
  expect(granted).toEqual(['functionality_storage', 'security_storage']);
  for (const [name, value] of [['consent', 'granted'], ['default', 'granted'], ['granted', true], ['advanced', true], ['mode', 'advanced']]) {
    site.config(config([{ ...googleAnalytics, [name as string]: value }], { categories: {} }));
    seen.length = 0;
    await site.open(page);
    await expect.poll(() => seen.join('\n')).toContain(`unknown-key at $.services[0].${name as string}`);
    await visitor.linger(100);
    expect(site.outside()).toEqual([]);
  }
  expectConsole(/unknown-key/);
});

test('S-02 without anything of Google’s there is no data layer', async ({ page, site, visitor }) => {
  site.config(config([tracker]));
  site.page('/', html('No Google'));
  await site.open(page);
  await visitor.settled();
  await visitor.reject();
  expect(await page.evaluate(() => 'dataLayer' in window)).toBe(false);
});

test('S-03 exactly one update a decision, before the tag runs', async ({ page, site, network, visitor }) => {
  await site.open(page);
  await visitor.settled();
  expect(await updates(page)).toEqual([]);
  await visitor.accept();
  await expect.poll(() => network.hits(ANALYTICS).length).toBe(1);
  expect(await updates(page)).toEqual([['consent', 'update', {
    ad_storage: 'denied',
    ad_user_data: 'denied',
    ad_personalization: 'denied',
    personalization_storage: 'denied',
    analytics_storage: 'granted',
  }]]);

  await visitor.reopen();
  await visitor.reject();
  await expect.poll(async () => (await updates(page)).length).toBe(2);
  expect((await updates(page))[1]![2]).toMatchObject({ analytics_storage: 'denied', ad_storage: 'denied' });
  await visitor.linger(300);
  expect(await updates(page)).toHaveLength(2);
});

test('S-03 the update is in the data layer before the tag is', async ({ page, site, visitor }) => {
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await page.evaluate(() => {
    const order: string[] = ((window as unknown as { order: string[] }).order = []);
    new MutationObserver(() => {
      const released = Array.from(document.scripts).some((script) => script.src.includes('googletagmanager'));
      if (!released || order.length) return;
      const told = Array.from(window.dataLayer ?? []).some((entry) => entry[0] === 'consent' && entry[1] === 'update');
      order.push(told ? 'update first' : 'tag first');
    }).observe(document, { childList: true, subtree: true, attributes: true });
  });
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => (window as unknown as { order: string[] }).order)).toEqual(['update first']);
});

for (const choice of ['accept', 'reject'] as const) {
  test(`S-03 one update on load after a stored ${choice}, before the tag`, async ({ page, site, network, visitor }) => {
    await site.open(page);
    await visitor[choice]();
    if (choice === 'accept') await expect.poll(() => network.hits(ANALYTICS).length).toBe(1);
    await visitor.linger();
    network.forget();
    await page.reload();
    await visitor.settled();
    if (choice === 'accept') await expect.poll(() => network.hits(ANALYTICS).length).toBe(1);
    await visitor.linger();
    expect(await updates(page)).toHaveLength(1);
    expect((await updates(page))[0]![2]).toMatchObject({ analytics_storage: choice === 'accept' ? 'granted' : 'denied' });
    expect(network.hits(ANALYTICS)).toHaveLength(choice === 'accept' ? 1 : 0);
    // Google's own mark of the state: analytics granted, advertising not.
    if (choice === 'accept') expect(network.hits(ANALYTICS)[0]?.query.get('gcs')).toBe('G101');
  });
}

test('S-02 in advanced mode the tag runs unasked, denied, stores nothing, and is told of the choice', async ({ page, context, site, network, visitor }) => {
  const note = 'Google hears of each page at once, without a cookie.';
  site.config(config([{ ...googleAnalytics, category: 'analytics', consentMode: 'advanced', note }, tracker]));
  site.page('/', html('Google', { head: `${commands}\n${tag}\n<script async src="https://${TRACKER}/t.js"></script>` }));
  site.mayAsk(TRACKER);
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await expect.poll(() => network.hits(TAG_MANAGER).length).toBe(1);
  expect(await updates(page)).toEqual([]);
  expect((await entries(page))[0]![0]).toBe('consent');
  await page.evaluate(() => (document.cookie = '_ga=GA1.1.1.1; path=/'));
  expect(await context.cookies()).toEqual([]);
  expect(network.hits(TRACKER)).toEqual([]);

  await visitor.reject();
  await expect.poll(async () => (await updates(page)).at(-1)?.[2]).toMatchObject({ analytics_storage: 'denied' });
  await page.reload();
  await expect.poll(() => network.hits(TAG_MANAGER).length).toBe(2);
  expect(network.hits(TRACKER)).toEqual([]);

  await visitor.reopen();
  await expect(page.locator('[data-sluis=settings]')).toContainText(note);
  await visitor.accept();
  await expect.poll(async () => (await updates(page)).at(-1)?.[2]).toMatchObject({ analytics_storage: 'granted', ad_storage: 'denied' });
  expect(network.hits(TAG_MANAGER)).toHaveLength(2);
});
