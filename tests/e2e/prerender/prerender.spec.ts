// The banner in the page's own HTML: there at the first paint, taken over as it is, absent for who has chosen.
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';

const consent = config([visits, tracker]);

test.beforeEach(async ({ site }) => {
  const { prerender } = await import(`${built}../esm/node.js`);
  const banner = await prerender(consent, { language: 'en', host: site.host });
  site.config(consent);
  site.page('/', html('Prerendered', { body: `${banner}<h1>Prerendered</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>` }));
});

test('the banner is there before the core, and the core keeps it as it is', async ({ page, site, visitor, network }) => {
  let let_go = () => {};
  const held = new Promise<void>((done) => (let_go = done));
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(await page.evaluate(() => window.sluis!.state()!.ready)).toBe(false);
  await page.evaluate(() => {
    (window as any).before = document.querySelector('[data-sluis=banner]');
    (window as any).changes = 0;
    new MutationObserver((records) => ((window as any).changes += records.length)).observe((window as any).before, { childList: true, subtree: true, characterData: true });
  });
  let_go();
  await page.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  await visitor.linger();
  expect(await page.evaluate(() => (window as any).before === document.querySelector('[data-sluis=banner]') && (window as any).changes)).toBe(0);
  await expect(page.locator('[data-sluis=root]')).toHaveCount(1);
  await visitor.accept();
  expect(await page.evaluate(() => document.cookie)).toMatch(/~a1s0r1~.*~b$/);
  await page.reload();
  await page.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  await expect(page.locator('[data-sluis=banner]')).toHaveCount(0);
});

test('a click before the core has come is answered once it has, as a click on the banner', async ({ page, site, visitor }) => {
  let let_go = () => {};
  const held = new Promise<void>((done) => (let_go = done));
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await site.open(page);
  await visitor.banner.getByRole('button', { name: 'Reject all' }).click();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  let_go();
  await expect(visitor.banner).toBeHidden();
  expect(await page.evaluate(() => document.cookie)).toMatch(/~a0s0r0~.*~b$/);
});

test('who has chosen never sees it, not even before the core has come', async ({ page, site, visitor, expectConsole, allowConsole }) => {
  await site.open(page);
  await visitor.reject();
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.addInitScript(() => {
    (window as any).seen = false;
    const look = () => {
      const banner = document.querySelector('[data-sluis=banner]');
      if (banner && banner.getClientRects().length) (window as any).seen = true;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  expectConsole(/could not be fetched/);
  allowConsole(/ERR_FAILED/);
  await page.goto(site.url('/'), { waitUntil: 'load' });
  await visitor.linger();
  expect(await page.evaluate(() => (window as any).seen)).toBe(false);
});

test('without JavaScript nothing is asked, and nothing is in the way', async ({ browser, site, watch }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ignoreHTTPSErrors: true });
  watch(context);
  const page = await context.newPage();
  await site.open(page);
  await expect(page.getByRole('heading', { name: 'Prerendered' })).toBeVisible();
  await expect(page.locator('[data-sluis=root]')).toBeHidden();
  await context.close();
});

test('a site with nothing to ask gets no markup', async () => {
  const { prerender } = await import(`${built}../esm/node.js`);
  expect(await prerender(config([]), { language: 'nl', host: 'x.test' })).toBe('');
  expect(await prerender(config([visits]), { language: 'nl-NL', host: 'x.test' })).toContain('lang="nl"');
});
