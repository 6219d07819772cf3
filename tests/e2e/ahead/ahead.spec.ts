// How soon the question comes, without a clock: what is asked for along with the page, and when the page gets a turn.
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';
import type { Site } from '../support/site.ts';

/** A page with the snippet as the package writes it, and something of the page's own before it. */
async function paste(site: Site, before = ''): Promise<void> {
  const { snippet } = await import(`${built}../esm/node.js`);
  const written: string = await snippet(config([tracker]), { form: 'inline' });
  site.page('/', html('Home', { body: '<h1>Home</h1><p><a href="#sluis">Cookies</a></p>' }).replace('<!-- sluis -->', () => before + written));
}

/** Counts how often the page is given a turn. */
const count = '<script>window.turns = 0; { const own = scheduler.yield; scheduler.yield = () => (turns++, own.call(scheduler)); }</script>';

test('the core and the texts are asked for along with the page, and the core once', async ({ page, site, network, visitor }) => {
  await paste(site);
  const answer = site.hold(/\/sluis\.core\.js$/);
  const paths = (pattern: RegExp) => network.hits(site.host).map(({ path }) => path).filter((path) => pattern.test(path));
  const opened = site.open(page);
  // The loader, which would ask for them, has not come yet.
  await expect.poll(() => paths(/\/sluis-\w+\.wasm$/)).toHaveLength(1);
  await expect.poll(() => paths(/\/text-en-/)).toHaveLength(1);
  answer();
  await opened;
  await expect(visitor.banner).toBeVisible();
  expect(paths(/\.wasm$/)).toHaveLength(1);
});

test('on the way to the question the page gets turns; who has chosen waits for none', async ({ page, site, visitor }) => {
  await paste(site, count);
  const turns = () => page.evaluate(() => (window as unknown as { turns: number }).turns);
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(await turns()).toBe(5);
  await visitor.accept();
  await page.reload();
  await page.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  expect(await turns()).toBe(0);
});

test('a browser that knows no such turns gets them too, and a call in between is not lost', async ({ page, site, visitor }) => {
  await paste(site, '<script>delete Scheduler.prototype.yield; addEventListener("DOMContentLoaded", () => sluis.open());</script>');
  await site.open(page);
  await expect(visitor.settings).toBeVisible();
  await visitor.closeButton.click();
  await expect(visitor.banner).toBeVisible();
});
