// `"enforce": "first"`: the policy of nothing granted, put into the page before a choice.
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { csp } from '../support/commands.ts';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import { built } from '../support/snippet.ts';
import { TRACKER } from '../support/third-parties.ts';
import { everything, frames } from '../worker/pages.ts';

const AT = `https://${TRACKER}`;
const FRAMES = 'frames.videos.test';
const declared = config([tracker, visits, videos], { enforce: 'first', domains: ['www.first.test'] });
const way = '<p><a href="#" data-sluis="open">Cookie settings</a></p>';
/** Counts the pages of a tab, and writes down what its page hears and what the cookie then says. */
const tagged = html('Tagged', {
  body: `<h1>Tagged</h1>${way}<form><label>Name <input name="name"></label></form><script src="${AT}/a.js"></script>
    <script>
      const told = (line) => sessionStorage.setItem('told', (sessionStorage.getItem('told') ?? '') + line + ';');
      told('page');
      addEventListener('sluis:change', ({ detail }) => told('change ' + /~(a.s.r.)~/.exec(document.cookie)[1] + ' ' + detail.categories.advertising), true);
    </script>`,
});

const policies = (page: Page): Promise<string[]> =>
  page.locator('meta[http-equiv=Content-Security-Policy]:not([content=""])').evaluateAll((found) => found.map((one) => (one as HTMLMetaElement).content));
const told = (page: Page): Promise<string | null> => page.evaluate(() => sessionStorage.getItem('told'));
const reached = (site: Site): string[] => [...new Set(site.network.hits(TRACKER).map((hit) => hit.path))].sort();
const state = (...names: string[]): string[] => Object.values(csp(declared, ...(names.length ? ['--state', names.join(',')] : [])));
const record = async (context: BrowserContext): Promise<string | undefined> =>
  (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')?.value;

test.beforeEach(({ site, allowConsole }) => {
  // The browser's own words for each refusal.
  allowConsole(/Content Security Policy|Failed to load resource|preload|Failed to fetch|Fetch API cannot load/i);
  site.config(declared);
  site.mayAsk(TRACKER, FRAMES);
  site.page('/tagged', tagged);
  site.page('/everything', everything);
  site.page('/frames', frames);
});

test('B-06 before a choice no request leaves, not by the ways that the guard leaves open either, with the core and without', async ({ page, site, visitor }) => {
  const nothing = state();
  for (const core of [200, 404]) {
    if (core === 404) site.answer('/sluis/sluis.core.js', () => ({ status: 404 }));
    for (const path of ['/everything', '/frames']) {
      await site.open(page, path);
      if (core === 200) await expect(visitor.banner).toBeVisible();
      await visitor.linger(800);
      expect(reached(site), path).toEqual([]);
      expect(await policies(page), path).toEqual(nothing);
    }
  }
});

test('B-06 what a policy of the page does not reach, the service worker refuses from the second page on', async ({ page, site, visitor }) => {
  site.config({ ...declared, worker: '/sluis.worker.js' });
  site.answer('/sluis.worker.js', () => ({ type: 'text/javascript', body: readFileSync(`${built}sluis.worker.js`) }));
  site.answer('/own.js', () => ({ type: 'text/javascript', body: `try { importScripts('${AT}/worker.js') } catch {} postMessage('done');` }));
  site.answer('/inner', () => ({ type: 'text/html', body: `<!doctype html><html lang="en"><title>Own</title><script src="${AT}/inner.js"></script>` }));
  site.page('/own', html('Own', {
    body: `<h1>Own</h1>${way}<iframe title="Own" src="/inner"></iframe><script>new Worker('/own.js').onmessage = () => (window.done = true)</script>`,
  }));
  const done = () => page.waitForFunction(() => (window as any).done);
  await site.open(page, '/own');
  await done();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await visitor.linger();
  // So the next page could send both.
  expect(reached(site)).toEqual(['/inner.js', '/worker.js']);
  site.network.forget();
  for (const path of ['/own', '/everything']) {
    await site.open(page, path);
    if (path === '/own') await done();
    await expect(visitor.banner).toBeVisible();
    await visitor.linger(800);
    expect(reached(site), path).toEqual([]);
  }
});

test('W-04 what is granted is recorded and told, and comes with one new page, natively and once', async ({ page, site, visitor, context }) => {
  await site.open(page, '/tagged');
  await visitor.accept();
  await page.waitForFunction(() => window.ran?.length === 1);
  await visitor.linger();
  expect(await told(page)).toBe('page;change a1s1r1 granted;page;');
  expect(site.network.hits(TRACKER, '/a.js')).toHaveLength(1);
  expect(await policies(page)).toEqual([]);
  expect(await record(context)).toMatch(/~a1s1r1~.*~b$/);
  // A withdrawal needs none: the policy comes at once, and it is the one before a choice.
  site.network.forget();
  await page.evaluate(() => window.sluis!.withdraw());
  await expect.poll(() => policies(page)).toEqual(state('none'));
  expect(await page.evaluate((address) => import(address).then(() => true, () => false), `${AT}/b.js`)).toBe(false);
  expect(reached(site)).toEqual([]);
  expect(await told(page)).toBe('page;change a1s1r1 granted;page;change a0s0r0 denied;');
});

test('W-04 a refusal needs no new page, and what is granted in the settings later does, with the policy of that choice', async ({ page, site, visitor }) => {
  await site.open(page, '/tagged#part');
  await visitor.reject();
  await visitor.linger();
  expect(await told(page)).toBe('page;change a0s0r0 denied;');
  await visitor.reopen();
  await visitor.switchOf('Statistics').check();
  await visitor.saveButton.click();
  await expect.poll(() => told(page)).toBe('page;change a0s0r0 denied;change a1s0r0 denied;page;');
  await visitor.settled();
  await visitor.linger();
  expect(await policies(page)).toEqual(state('analytics'));
  expect(page.url()).toBe(site.url('/tagged#part'));
  expect(reached(site)).toEqual([]);
});

test('L-07 a record that is changed, over, or for another question is none: the policy of nothing, and the question', async ({ page, site, visitor, context }) => {
  await site.open(page, '/tagged');
  await visitor.accept();
  await page.waitForFunction(() => window.ran?.length === 1);
  const value = (await record(context))!;
  const bad = {
    changed: value.replace('~a1', '~b1'),
    over: value.replace(/~\d{4}/, '~2020'),
    'from the future': value.replace(/~\d{4}/, '~2999'),
    'for another question': value.replace(/~c\.\w{8}/, '~c.00000000'),
  };
  site.network.forget();
  for (const [name, text] of Object.entries(bad)) {
    await context.clearCookies();
    await context.addCookies([{ name: 'sluis_consent', value: text, url: site.url() }]);
    await site.open(page, '/tagged');
    await expect(visitor.banner, name).toBeVisible();
    expect(await policies(page), name).toEqual(state());
  }
  expect(reached(site)).toEqual([]);
});

test('B-06 where nothing may be read or stored, the policy is that of nothing granted', async ({ page, site, allowConsole }) => {
  // Without an origin, a page may read neither cookies nor storage, and its core can't be fetched.
  allowConsole(/./);
  site.headers = { 'content-security-policy': 'sandbox allow-scripts' };
  await site.open(page, '/frames');
  await page.waitForLoadState('load');
  expect(await page.evaluate(() => { try { return document.cookie; } catch { return 'denied'; } })).toBe('denied');
  expect(await policies(page)).toEqual(state());
  expect(reached(site)).toEqual([]);
});

test('W-08 another tab follows, keeps what was typed, and offers the new page', async ({ page, site, visitor, context }) => {
  await site.open(page, '/tagged');
  const other = await context.newPage();
  await site.open(other, '/tagged');
  await other.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  await other.getByLabel('Name').fill('Jansen');
  await visitor.accept();
  const button = other.getByRole('status').getByRole('button', { name: 'Reload page' });
  await expect(button).toBeVisible();
  await expect(other.getByLabel('Name')).toHaveValue('Jansen');
  await button.click();
  await other.waitForFunction(() => window.ran?.length === 1);
});

test('a script that grants is believed, and the visitor is offered the new page', async ({ page, site, visitor }) => {
  await site.open(page, '/tagged');
  await visitor.settled();
  await page.evaluate(() => window.sluis!.accept(['advertising']));
  await expect(page.getByRole('status').getByRole('button', { name: 'Reload page' })).toBeVisible();
  await visitor.linger();
  expect(await told(page)).toBe('page;change a0s0r1 granted;');
});

test('a script that grants before the words have come is believed, and the visitor is offered the new page when they have', async ({ page, site, visitor }) => {
  const words = site.hold(/\/text-en-/);
  await site.open(page, '/tagged');
  await visitor.settled();
  await page.evaluate(() => window.sluis!.accept(['advertising']));
  expect(await told(page)).toBe('page;change a0s0r1 granted;');
  words();
  await expect(page.getByRole('status').getByRole('button', { name: 'Reload page' })).toBeVisible();
});

test('a choice that another script brings before the core has come loads the page once more, and not twice', async ({ page, site, visitor, context }) => {
  await site.open(page, '/tagged');
  await visitor.accept();
  await page.waitForFunction(() => window.ran?.length === 1);
  const value = (await record(context))!;
  await context.clearCookies();
  site.network.forget();
  site.page('/tagged', tagged.replace("told('page');", `told('page'); document.cookie = 'sluis_consent=${value}; path=/';`));
  await page.evaluate(() => sessionStorage.clear());
  await site.open(page, '/tagged');
  await page.waitForFunction(() => window.ran?.length === 1);
  await visitor.linger();
  expect(await told(page)).toBe('page;page;');
  expect(await policies(page)).toEqual([]);
});

test('B-12 "Show this one" loads the page again for that one, which comes without another click; nothing stays of it', async ({ page, site, visitor, context }) => {
  // An unmarked frame that the policy lets in can be asked for before it is held, so the one that is counted is marked.
  const two = ['one" src=', 'two" data-sluis="videos" data-src='].map((start) =>
    `<iframe width="480" height="270" title="${start}"https://${FRAMES}/${start.slice(0, 3)}.html?a=1;b"></iframe>`).join('');
  site.page('/two', html('Two', { body: `<h1>Two</h1>${way}<p style="height: 120vh"></p>${two}` }));
  const clips = (): string[] => site.network.hits(FRAMES).map(({ path }) => path);
  const group = (name: string) => page.getByRole('group', { name: `Videos: ${name}` });
  await site.open(page, '/two');
  await visitor.reject();
  const before = await record(context);
  await group('two').getByRole('button', { name: 'Show this one' }).click();
  await expect.poll(clips).toEqual(['/two.html']);
  await expect(group('two')).toHaveCount(0);
  await expect(group('one')).toBeVisible();
  await expect(page.getByTitle('two')).toBeInViewport();
  await visitor.linger();
  expect(clips()).toEqual(['/two.html']);
  expect(await policies(page)).toEqual([expect.stringMatching(new RegExp(`; frame-src .* https://${FRAMES}/two.html$`))]);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  expect(await record(context), 'nothing is stored').toBe(before);
  // Its neighbour takes a page of its own, and the next page knows nothing of either.
  await group('one').getByRole('button', { name: 'Show this one' }).click();
  await expect(page.frameLocator('[title=one]').locator('body')).toBeAttached();
  await expect.poll(clips).toContain('/one.html');
  await expect(group('two')).toBeVisible();
  await expect(group('one')).toHaveCount(0);
  await page.reload();
  await expect(group('one')).toBeVisible();
  await expect(group('two')).toBeVisible();
  expect(await policies(page)).toEqual(state('none'));
  // Always is a choice, and loads the page for it.
  site.network.forget();
  await group('one').getByRole('button', { name: 'Always show Videos' }).click();
  await expect.poll(clips).toEqual(expect.arrayContaining(['/one.html', '/two.html']));
  expect(await policies(page)).toEqual(state('videos'));
});

test('B-12 a place that a vendor fills is shown by a page that lets that service load', async ({ page, site, visitor }) => {
  site.page('/place', html('Place', {
    body: `<h1>Place</h1>${way}<div data-sluis-embed="tracker" style="min-height: 10rem"><p>Post</p><script src="${AT}/a.js"></script></div>`,
  }));
  await site.open(page, '/place');
  await visitor.reject();
  await page.getByRole('button', { name: 'Show this one' }).click();
  await page.waitForFunction(() => window.ran?.length === 1);
  await expect(page.getByText('Post', { exact: true })).toBeVisible();
  expect(reached(site)).toEqual(['/a.js']);
});

test('the question that a server has drawn is answered as the banner is', async ({ page, site, visitor }) => {
  const { prerender } = await import(`${built}../esm/node.js`);
  const banner = await prerender(declared, { language: 'en', host: site.host });
  site.page('/drawn', tagged.replace('<h1>', () => `${banner}<h1>`));
  await site.open(page, '/drawn');
  await visitor.accept();
  await page.waitForFunction(() => window.ran?.length === 1);
  expect(await told(page)).toBe('page;change a1s1r1 granted;page;');
});

test('with the one tag the policy comes with the core, and what is granted with one new page', async ({ page, site, visitor }) => {
  site.form = 'tag';
  await site.open(page, '/tagged');
  await expect.poll(() => policies(page)).toEqual(state());
  expect(await page.evaluate((address) => import(address).then(() => true, () => false), `${AT}/b.js`)).toBe(false);
  await visitor.accept();
  await page.waitForFunction(() => window.ran?.length === 1);
  await visitor.linger();
  expect(await told(page)).toBe('page;change a1s1r1 granted;page;');
  expect(await policies(page)).toEqual([]);
});
