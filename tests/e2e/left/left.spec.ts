// A page that is left, or nearly so, while the core is still on its way. With each click on a link Firefox drops what
// has not come yet, also where the page then stays.
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const links = '<h1>Here</h1><p><a href="/there">There</a> <a href="/file">File</a> <a href="/nothing">Nothing</a></p>';

test.beforeEach(({ site }) => {
  site.config(config([tracker]));
  site.page('/', html('Here', { body: links }));
});

test('who goes on to another page hears nothing of what did not come any more', async ({ page, site, network }) => {
  site.page('/there', '<!doctype html><html lang="en"><title>There</title><h1>There</h1></html>');
  site.hold(/\.wasm$/);
  const comes = site.hold(/^\/there$/);
  await site.open(page);
  await expect.poll(() => network.hits(site.host).some(({ path }) => path.endsWith('.wasm'))).toBe(true);
  await page.getByRole('link', { name: 'There' }).click({ noWaitAfter: true });
  await expect.poll(() => network.hits(site.host, '/there').length).toBe(1);
  comes();
  await expect(page).toHaveTitle('There');
});

test('who saves a file meanwhile, and follows a link to nothing, is asked all the same', async ({ page, site, network, visitor }) => {
  site.answer('/file', () => ({ type: 'application/octet-stream', headers: { 'content-disposition': 'attachment; filename=file.bin' }, body: 'file' }));
  site.answer('/nothing', () => ({ status: 204 }));
  const core = site.hold(/\.wasm$/);
  await site.open(page);
  await expect.poll(() => network.hits(site.host).some(({ path }) => path.endsWith('.wasm'))).toBe(true);
  for (const name of ['File', 'Nothing']) {
    await page.getByRole('link', { name }).click({ noWaitAfter: true });
    await expect.poll(() => network.hits(site.host, `/${name.toLowerCase()}`).length).toBe(1);
  }
  core();
  await expect(visitor.banner).toBeVisible();
  await expect(page).toHaveTitle('Here');
});

test('what is lost on the way is asked for again, and nobody hears of it', async ({ page, site, visitor, allowConsole }) => {
  allowConsole(/net::ERR_FAILED/);
  site.form = 'external';
  const files = [/\/consent\.json$/, /\/sluis-\w+\.wasm$/, /\/text-en-/];
  const times = files.map(() => 0);
  for (const [index, file] of files.entries()) {
    await page.route(file, (route) => (times[index]!++ < 2 ? route.abort() : route.continue()));
  }
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(times.every((count) => count >= 3), `${times}`).toBe(true);
});

test('modules too: the settings, and what shows a notice', async ({ page, site, visitor, allowConsole }) => {
  allowConsole(/net::ERR_FAILED/);
  const once = (file: RegExp) => page.route(file, (route) => (/\?/.test(route.request().url()) ? route.continue() : route.abort()));
  await once(/\/detail-\w+\.js/);
  await once(/\/notice-\w+\.js/);
  await site.open(page);
  await visitor.chooseButton.click();
  await expect(visitor.settings).toBeVisible();
  site.config(config([], { ui: { notice: true } }));
  await site.open(page);
  await expect(page.getByRole('status')).toContainText('cookies');
});
