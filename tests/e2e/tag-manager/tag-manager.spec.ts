// The template in a container, on a page that really has Sluis. Google's container and its editor cannot run here: what
// stands in for it loads where the container would, and runs the template as Google documents it.
import type { Page } from '@playwright/test';
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TAG_MANAGER } from '../support/third-parties.ts';
import { sandbox, type Call } from './sandbox.ts';
import { code, permissions } from './template.ts';

const container = `window.told = [];
(${sandbox})(window, ${JSON.stringify(code)}, { waitForUpdate: '500' }, ${JSON.stringify(permissions)}, (...call) => told.push(call));`;
const snippet = `<script>
  (window.dataLayer = window.dataLayer || []).push({ 'gtm.start': Date.now(), event: 'gtm.js' });
  document.head.append(Object.assign(document.createElement('script'), { async: true, src: 'https://${TAG_MANAGER}/gtm.js?id=GTM-TEST' }));
</script>`;

const consent = (analytics: string, advertising: string) => ({
  ad_storage: advertising, ad_user_data: advertising, ad_personalization: advertising, analytics_storage: analytics,
  personalization_storage: advertising, functionality_storage: 'granted', security_storage: 'granted',
});
const update = (analytics: string, advertising: string): Call[] => [
  ['updateConsentState', consent(analytics, advertising)],
  ['push', { event: 'sluis_consent', sluis_analytics: analytics, sluis_social: 'denied', sluis_advertising: advertising }],
];
const start: Call[] = [
  ['gtagSet', { ads_data_redaction: true, url_passthrough: false }],
  ['setDefaultConsentState', { ...consent('denied', 'denied'), wait_for_update: 500 }],
];
/** What the container has been told since the last look. */
const told = (page: Page): Promise<Call[]> => page.evaluate(() => (window as any).told?.splice(0));
/** What Sluis itself has said to Google. */
const own = (page: Page) =>
  page.evaluate(() => Array.from((window.dataLayer ?? []) as any[]).filter((entry) => entry[0] === 'consent').map((entry) => entry[1]));

test.beforeEach(({ site, network }) => {
  network.serve(TAG_MANAGER, () => ({ type: 'text/javascript', body: container }));
  site.page('/', html('Tag Manager', { head: snippet }));
});

test('S-02 S-03 the container comes with the grant, and hears the default first and then each decision once', async ({ page, site, network, visitor }) => {
  site.config(config([{ catalogue: 'google-tag-manager', signals: {} }, tracker], { categories: {} }));
  await site.open(page);
  await visitor.reject();
  await visitor.linger(200);
  expect(network.hits(TAG_MANAGER)).toEqual([]);
  await visitor.reopen();
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => (window as any).told?.length ?? 0)).toBe(5);
  expect(await told(page)).toEqual([...start, ...update('granted', 'granted'), ['gtmOnSuccess']]);
  // The settings: statistics stay, advertising goes.
  await visitor.reopen();
  await visitor.switchOf('Advertising').uncheck();
  await visitor.saveButton.click();
  expect(await told(page)).toEqual(update('granted', 'denied'));

  await page.reload();
  await expect.poll(() => page.evaluate(() => (window as any).told?.length ?? 0)).toBe(5);
  expect(await told(page)).toEqual([...start, ...update('granted', 'denied'), ['gtmOnSuccess']]);
  await page.evaluate(() => window.sluis?.withdraw());
  expect(await told(page)).toEqual(update('denied', 'denied'));
  // The default is of the guard; the updates are left to the template.
  expect(await own(page)).toEqual(['default']);
  const hits = network.hits(TAG_MANAGER).length;
  await page.reload();
  await visitor.settled();
  await visitor.linger(200);
  expect(network.hits(TAG_MANAGER).length).toBe(hits);
});

test('S-02 S-03 in advanced mode the container is told denied at once, and of the choice when there is one', async ({ page, site, visitor }) => {
  const note = 'Google hears of each page at once, without a cookie.';
  site.config(config([{ catalogue: 'google-tag-manager', signals: {}, consentMode: 'advanced', note }, tracker], { categories: {} }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await expect.poll(() => page.evaluate(() => (window as any).told?.length ?? 0)).toBe(3);
  expect(await told(page)).toEqual([...start, ['gtmOnSuccess']]);
  await visitor.reject();
  expect(await told(page)).toEqual(update('denied', 'denied'));
  await visitor.reopen();
  await visitor.accept();
  expect(await told(page)).toEqual(update('granted', 'granted'));
  await page.reload();
  await expect.poll(() => page.evaluate(() => (window as any).told?.length ?? 0)).toBe(5);
  const again = await told(page);
  // Whether the container or the choice is there first is the network's affair.
  expect(again.filter(([api]) => api !== 'gtmOnSuccess')).toEqual([...start, ...update('granted', 'granted')]);
  expect(await own(page)).toEqual(['default']);
});

test('S-02 without Sluis above it the container stays denied, and says that the tag has failed', async ({ page, site }) => {
  site.form = 'none';
  await site.open(page);
  await expect.poll(() => told(page)).toEqual([...start, ['gtmOnFailure']]);
});
