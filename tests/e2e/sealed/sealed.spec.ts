// What a visit loads: with a seal neither the check nor the settings, until they are asked for.
import { config, googleAnalytics, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';

const later = /^\/sluis\/(check|detail|embed|rest|service)-/;

test.beforeEach(({ site }) => {
  site.config(config([googleAnalytics, tracker, videos]));
  site.page('/', html('Loads', { body: '<h1>Loads</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
});

test('a sealed configuration is not checked again, and the settings come when they are opened', async ({ page, site, network, visitor }) => {
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await visitor.linger();
  const own = () => network.hits(site.host).map((hit) => hit.path).filter((path) => later.test(path));
  expect(own()).toEqual([]);
  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await expect(page.locator('[data-sluis=settings]')).toBeVisible();
  expect(own().map((path) => path.replace(/-[^-]*$/, '')).sort()).toEqual(['/sluis/detail', '/sluis/detail', '/sluis/rest-en']);
});

test('a refusal and an acceptance load nothing more', async ({ page, site, network, visitor }) => {
  await site.open(page);
  await visitor.reject();
  await visitor.linger();
  expect(network.hits(site.host).map((hit) => hit.path).filter((path) => later.test(path))).toEqual([]);
});

test('without a seal the check comes too, with the catalogue entries it names, and nothing else', async ({ page, site, network, visitor }) => {
  site.form = 'tag';
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await visitor.linger();
  const own = network.hits(site.host).map((hit) => hit.path).filter((path) => later.test(path));
  expect(own.map((path) => path.replace(/-[^-]*$/, '')).sort()).toEqual(['/sluis/check', '/sluis/check', '/sluis/service-google']);
});

test('a seal that was broken by hand counts for nothing: the configuration is checked', async ({ page, site, visitor, expectConsole }) => {
  const { seal } = await import(`${built}../esm/node.js`);
  const sealed = JSON.stringify(await seal(config([googleAnalytics, tracker, videos])));
  site.form = 'tag';
  site.config(sealed.replace('"countries":["US"]', '"countries":["USA"]'));
  expectConsole(/\$\.services\[1\]\.countries\[0\]/);
  await site.open(page);
  await visitor.linger();
  await expect(visitor.banner).toBeHidden();
  expect(await page.evaluate(() => window.sluis!.state()!.valid)).toBe(false);
});

test('W-01 settings that do not come are told, and everything can still be refused', async ({ page, site, visitor, expectConsole, allowConsole }) => {
  await site.open(page);
  await visitor.accept();
  await page.reload();
  await page.route(/\/sluis\/detail-/, (route) => route.abort());
  expectConsole(/everything that needs consent stays held/);
  allowConsole(/ERR_FAILED/);
  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await expect(page.getByRole('status')).toContainText('can’t be shown right now');
  await expect(visitor.banner).toBeVisible();
  await page.unroute(/\/sluis\/detail-/);
  await page.getByRole('status').getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('[data-sluis=settings]')).toBeVisible();
});
