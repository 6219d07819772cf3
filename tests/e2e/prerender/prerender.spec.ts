// The banner in the page's own HTML: there at the first paint, taken over as it is, absent for who has chosen.
import type { Page } from '@playwright/test';
import { prerender as command } from '../support/commands.ts';
import { type Config, config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';
import { text } from '../support/texts.ts';

const consent = config([visits, tracker]);
const link = '<p><a href="#" data-sluis="open">Cookie settings</a></p>';

/** A page with the question of a configuration in it, as a server would send it. */
async function drawn(asked: Config, host: string, rest = link): Promise<string> {
  const { prerender } = await import(`${built}../esm/node.js`);
  return html('Prerendered', { body: `${await prerender(asked, { language: 'en', host })}<h1>Prerendered</h1>${rest}` });
}

/** Whether the banner was in a frame of a page that is opened after this. */
async function look(page: Page): Promise<() => Promise<boolean>> {
  await page.addInitScript(() => {
    (window as any).seen = false;
    const look = () => {
      if (document.querySelector('[data-sluis=banner]')?.getClientRects().length) (window as any).seen = true;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () => page.evaluate(() => (window as any).seen);
}

test.beforeEach(async ({ site }) => {
  site.config(consent);
  site.page('/', await drawn(consent, site.host));
});

test('it is there in the first frame that shows anything of the page, and nothing moves when the core takes it over', async ({ page, site, visitor }) => {
  await page.addInitScript(() => {
    const seen: string[] = ((window as any).seen = []);
    const shown = (selector: string) => !!document.querySelector(selector)?.getClientRects().length;
    const look = () => {
      if (shown('h1')) seen.push(`${shown('[data-sluis=banner]')}`);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(() => 'shift'))).observe({ type: 'layout-shift', buffered: true });
  });
  const goOn = site.hold(/\.wasm$/);
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  // What moves in by a transition comes to rest, with or without the core.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const places = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[data-sluis=banner], [data-sluis=banner] *')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { color, backgroundColor, font, opacity } = getComputedStyle(element);
        return [element.localName, x, y, width, height, color, backgroundColor, font, opacity].join(' ');
      }),
    );
  const before = await places();
  goOn();
  await page.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  await visitor.linger();
  expect(await places()).toEqual(before);
  const frames: string[] = await page.evaluate(() => (window as any).seen);
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.filter((frame) => frame != 'true')).toEqual([]);
});

test('who has chosen sees the added button and never the question', async ({ page, site, visitor }) => {
  const bare = await drawn(consent, site.host, '');
  site.page('/bare', bare);
  await site.open(page);
  await visitor.reject();
  const seen = await look(page);
  await page.goto(site.url('/bare'));
  await expect(page.locator('[data-sluis=control]')).toBeVisible();
  await visitor.linger();
  expect(await seen()).toBe(false);
  await expect(page.locator('[data-sluis=root]')).toHaveCount(1);
});

test('L-04 who is asked again gets the question of today with its reason, once, in the same place', async ({ page, site, visitor }) => {
  const { snippet } = await import(`${built}../esm/node.js`);
  await site.open(page);
  await visitor.accept();
  const now = config([visits, videos, tracker]);
  const head: string = await snippet(now, { earlier: [consent] });
  site.page('/', (await drawn(now, site.host)).replace('<!-- sluis -->', () => head));
  await page.reload();
  await expect(visitor.banner).toBeVisible();
  await expect(visitor.banner).toHaveCount(1);
  await expect(visitor.banner).toContainText(text('en', 'changed.notice').replace('{categories}', 'Social media'));
  await expect(visitor.banner).not.toContainText(text('en', 'purpose.analytics'));
  await expect(page.locator('[data-sluis=root]')).toHaveCount(1);
});

test('settings that are part of the page fill in beside it, and answer it', async ({ page, site, visitor }) => {
  site.page('/', await drawn(consent, site.host, '<div data-sluis="panel"></div>'));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  const panel = page.locator('[data-sluis=panel]');
  await expect(panel.getByRole('switch')).not.toHaveCount(0);
  // By keyboard: the question makes way for what has focus.
  await panel.locator('[data-do=save]').press('Enter');
  await expect(visitor.banner).toHaveCount(0);
  expect(await page.evaluate(() => document.cookie)).toMatch(/~a0s0r0~/);
  await page.reload();
  await expect(panel.getByRole('switch')).not.toHaveCount(0);
  await expect(visitor.banner).toHaveCount(0);
});

test('F-02 a site that asks nothing has its notice from the core, and nothing from the server', async ({ page, site }) => {
  const quiet = { ...config([]), ui: { notice: true } };
  site.config(quiet);
  const sent = await drawn(quiet, site.host);
  expect(sent).not.toContain('sluis-root');
  site.page('/', sent);
  await site.open(page);
  await expect(page.getByRole('status')).toContainText(text('en', 'functional_only.notice'));
  await expect(page.locator('[data-sluis=banner]')).toHaveCount(0);
});

test('the command draws the same as the function, to the byte', async ({ site }) => {
  // It may have to be compiled first.
  test.slow();
  const { prerender } = await import(`${built}../esm/node.js`);
  for (const language of ['nl', 'ar']) {
    const friend = { ...consent, formality: 'informal', texts: { nl: { 'banner.title': 'Koekjes <b>?' } } };
    const words = ['--language', language, '--host', site.host, '--base', '/files/'];
    expect(`${await prerender(friend, { language, host: site.host, base: '/files/' })}\n`).toBe(command(friend, ...words));
  }
});

test('the banner is there before the core, and the core keeps it as it is', async ({ page, site, visitor, network }) => {
  const goOn = site.hold(/\.wasm$/);
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(await page.evaluate(() => window.sluis!.state()!.ready)).toBe(false);
  await page.evaluate(() => {
    (window as any).before = document.querySelector('[data-sluis=banner]');
    (window as any).changes = 0;
    new MutationObserver((records) => ((window as any).changes += records.length)).observe((window as any).before, { childList: true, subtree: true, characterData: true });
  });
  goOn();
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
  const goOn = site.hold(/\.wasm$/);
  await site.open(page);
  await visitor.banner.getByRole('button', { name: 'Reject all' }).click();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  goOn();
  await expect(visitor.banner).toBeHidden();
  expect(await page.evaluate(() => document.cookie)).toMatch(/~a0s0r0~.*~b$/);
});

test('who has chosen never sees it, not even before the core has come', async ({ page, site, visitor, expectConsole, allowConsole }) => {
  await site.open(page);
  await visitor.reject();
  await page.route(/\.wasm$/, (route) => route.abort());
  const seen = await look(page);
  expectConsole(/could not be fetched/);
  allowConsole(/ERR_FAILED/);
  await page.goto(site.url('/'), { waitUntil: 'load' });
  await visitor.linger();
  expect(await seen()).toBe(false);
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
