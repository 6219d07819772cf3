// Global Privacy Control: https://w3c.github.io/gpc/
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const page = html('Objection', { body: '<h1>Objection</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>' });
/** As a browser with the signal: https://w3c.github.io/gpc/#javascript-property-to-detect-preference */
const objecting = () => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });

// Such a browser sends the header as well.
test.use({ extraHTTPHeaders: { 'Sec-GPC': '1' } });

test('S-01 advertising and social are not asked about, and accepting does not grant them', async ({ page: tab, site, visitor }) => {
  site.config(config([visits, videos, tracker]));
  site.page('/', page);
  await tab.addInitScript(objecting);
  await site.open(tab);
  await expect(visitor.banner).toContainText('to measure visits');
  await expect(visitor.banner).not.toContainText('social media');
  await expect(visitor.banner).not.toContainText('ads that fit');
  await visitor.banner.getByRole('button', { name: 'Accept', exact: true }).click();
  const state = await tab.evaluate(() => window.sluis!.state()!);
  expect(state.categories).toEqual({ functional: 'granted', analytics: 'granted', social: 'denied', advertising: 'denied' });
});

test('S-01 the settings say why, and an explicit choice there wins', async ({ page: tab, site }) => {
  site.config(config([visits, tracker]));
  site.page('/', page);
  await tab.addInitScript(objecting);
  await site.open(tab);
  await tab.getByRole('link', { name: 'Cookie settings' }).click();
  const settings = tab.getByRole('dialog', { name: 'Choose which cookies you allow' });
  await expect(settings).toContainText('Your browser says you do not want to be tracked');
  await settings.getByRole('switch', { name: 'Advertising' }).check();
  await settings.getByRole('button', { name: 'Keep my choice' }).click();
  await tab.reload();
  const state = await tab.evaluate(() => new Promise<any>((done) => window.sluis!.on('ready', done)));
  expect(state.categories.advertising).toBe('granted');
});

test('S-01 where nothing else is asked there is no banner, and nothing is stored', async ({ page: tab, site, visitor, context }) => {
  site.config(config([tracker]));
  site.page('/', page);
  await tab.addInitScript(objecting);
  await site.open(tab);
  await tab.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  await visitor.linger();
  await expect(visitor.banner).toBeHidden();
  expect(await context.cookies()).toEqual([]);
  expect(await tab.evaluate(() => localStorage.length)).toBe(0);
});

for (const [wish, asked] of [[true, false], [false, true]] as const) {
  test(`"do not track" counts only where the site says so (${wish})`, async ({ page: tab, site, visitor }) => {
    site.config(config([tracker], { policy: { doNotTrack: wish } }));
    site.page('/', page);
    await tab.addInitScript(() => Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' }));
    await site.open(tab);
    await tab.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
    await visitor.linger();
    await expect(visitor.banner).toBeVisible({ visible: asked });
  });
}
