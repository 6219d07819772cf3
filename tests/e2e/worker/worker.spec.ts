// The service worker: from the second page on nothing leaves that is known and not granted, whoever asks.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { config, tracker, visits, type Config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';
import type { Site } from '../support/site.ts';
import { TRACKER } from '../support/third-parties.ts';
import { Visitor } from '../support/visitor.ts';
import { everything, quiet, tagged } from './pages.ts';

const FILE = '/sluis.worker.js';
const AT = `https://${TRACKER}`;
const named = (more: Config = {}): Config => config([tracker, visits], { worker: FILE, ...more });

test.beforeEach(({ site, allowConsole }) => {
  // The browser's own words for a request that was refused.
  allowConsole(/Failed to load resource: net::ERR_FAILED|network error response|preloaded using link preload/);
  // And for a preload that the guard has emptied.
  allowConsole(/<link rel=(module)?preload> has (an invalid|no) `href` value/);
  // The one tag: nothing keeps Chromium's preload scanner waiting.
  site.form = 'tag';
  site.config(named());
  site.mayAsk(TRACKER, 'cdn.visits.test');
  site.answer(FILE, () => ({ type: 'text/javascript', body: readFileSync(`${built}sluis.worker.js`) }));
  site.page('/', quiet);
  site.page('/everything', everything);
  site.page('/tagged', tagged);
});

const controlled = (page: Page): Promise<unknown> => page.waitForFunction(() => navigator.serviceWorker.controller);
/** What a granted page asks for that the barrier in the page leaves to the worker. */
const passing = ['/async.js', '/image.gif', '/import.js', '/imported.css', '/sheet.css', '/static.js'];
const paths = (site: Site): string[] => [...new Set(site.network.hits(TRACKER).map((hit) => hit.path))].sort();
const imports = (page: Page, name: string): Promise<boolean> =>
  page.evaluate((address) => import(address).then(() => true, () => false), `${AT}/${name}`);

/** Until the worker has kept the choice: it may be stopped at any time after. */
const told = (page: Page, granted: boolean): Promise<unknown> =>
  page.waitForFunction(async (granted) => {
    const [key] = await (await caches.open('sluis-worker')).keys();
    const kept = key && (await (await (await caches.open('sluis-worker')).match(key))?.json());
    return kept?.state.services?.some((service: any) => service.granted) === granted;
  }, granted);

/** As a browser does after half a minute without a request. */
async function stop(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

/** A first page, and the worker in control of the next. */
async function begin(page: Page, site: Site): Promise<Visitor> {
  await site.open(page);
  await controlled(page);
  return new Visitor(page);
}

test('without a worker everything is asked for', async ({ page, site, visitor, allowConsole }) => {
  allowConsole(/./);
  site.form = 'none';
  await site.open(page, '/everything');
  await visitor.linger(800);
  await expect.poll(() => paths(site)).toEqual(expect.arrayContaining(passing));
});

test('B-01 B-06 from the second page on nothing leaves: scanner, style sheets, import(), workers', async ({ page, site, visitor }) => {
  await begin(page, site);
  for (const answer of ['none', 'refused'] as const) {
    if (answer == 'refused') await visitor.reject();
    await site.open(page, '/everything');
    await visitor.settled();
    await visitor.linger(800);
    expect(paths(site), answer).toEqual([]);
    expect(await page.evaluate(() => window.ran ?? [])).toEqual([]);
  }
});

test('B-01 what the catalogue knows and the site does not declare is refused as well', async ({ page, site, visitor }) => {
  site.mayAsk('cdn.33across.com');
  site.page('/hidden', html('Hidden', { body: '<h1>Hidden</h1><script src="https://cdn.33across.com/a.js"></script>' }));
  await begin(page, site);
  await site.open(page, '/hidden');
  await visitor.settled();
  await visitor.linger();
  expect(site.outside()).toEqual([]);
});

test('B-04 a grant releases what was held, once, and the next page asks by itself; a withdrawal stops both', async ({ page, site, visitor, network }) => {
  await begin(page, site);
  await site.open(page, '/tagged');
  await visitor.accept();
  await page.waitForFunction(() => window.ran?.length === 1);
  await visitor.linger();
  expect(network.hits(TRACKER).length).toBe(1);

  network.forget();
  await site.open(page, '/everything');
  await visitor.settled();
  await visitor.linger(800);
  await expect.poll(() => paths(site)).toEqual(expect.arrayContaining(passing));

  await page.evaluate(() => window.sluis!.withdraw());
  await expect.poll(() => imports(page, `late-${Date.now()}.js`)).toBe(false);
  network.forget();
  await site.open(page, '/everything');
  await visitor.settled();
  await visitor.linger(800);
  expect(paths(site)).toEqual([]);
});

test('B-04 only what was granted passes', async ({ page, site, visitor, network }) => {
  await begin(page, site);
  await page.evaluate(() => window.sluis!.accept(['visits']));
  site.page('/both', html('Both', { body: `<h1>Both</h1><script src="${AT}/a.js"></script><script src="https://cdn.visits.test/b.js"></script>` }));
  await site.open(page, '/both');
  await page.waitForFunction(() => window.ran?.length === 1);
  await visitor.linger();
  expect(network.hits(TRACKER)).toEqual([]);
  expect(network.hits('cdn.visits.test').length).toBeGreaterThan(0);
});

test('a worker that was stopped remembers, and answers a click that wakes it', async ({ page, site, visitor }) => {
  await begin(page, site);
  await site.open(page, '/tagged');
  await visitor.settled();
  await stop(page);
  // The released script and the news of the choice arrive together.
  await visitor.accept();
  await page.waitForFunction(() => window.ran?.length === 1);
  await told(page, true);
  await stop(page);
  await site.open(page, '/everything');
  await page.waitForFunction(() => window.ran?.includes('/static.js'));
  await page.evaluate(() => window.sluis!.withdraw());
  await told(page, false);
  await stop(page);
  site.network.forget();
  await site.open(page, '/everything');
  await visitor.settled();
  await visitor.linger(800);
  expect(paths(site)).toEqual([]);
});

for (const format of [1, 0]) {
  test(`a state of ${format ? 'this' : 'another'} format ${format ? 'holds' : 'grants nothing'}`, async ({ page, site, visitor }) => {
    await begin(page, site);
    await visitor.linger();
    const kept = { pages: [], state: { format, services: [{ hosts: ['tracker.test'], granted: true }], until: Date.now() + 1e6 } };
    await page.evaluate(async (kept) => (await caches.open('sluis-worker')).put('/sluis-worker-state', new Response(JSON.stringify(kept))), kept);
    await stop(page);
    await site.open(page, '/tagged');
    await visitor.settled();
    await visitor.linger();
    expect(paths(site)).toEqual(format ? ['/static.js'] : []);
  });
}

test('W-08 tabs agree', async ({ page, context, site }) => {
  const visitor = await begin(page, site);
  const other = await context.newPage();
  await site.open(other);
  await controlled(other);
  await page.bringToFront();
  await visitor.accept();
  await expect.poll(() => imports(other, `a-${Date.now()}.js`)).toBe(true);
  await page.evaluate(() => window.sluis!.withdraw());
  await expect.poll(() => imports(other, `b-${Date.now()}.js`)).toBe(false);
});

test('a configuration that is refused takes every grant back', async ({ page, site, visitor, expectConsole, allowConsole }) => {
  const first = await begin(page, site);
  await first.accept();
  site.config(named({ services: 'none' }));
  expectConsole(/consent\.json is refused/);
  allowConsole(/consent\.json is refused/);
  await site.open(page);
  await visitor.linger();
  await site.open(page, '/everything');
  await visitor.linger(800);
  expect(paths(site)).toEqual([]);
});

test('named no longer, it is gone on the next visit with all that it kept', async ({ page, site, visitor }) => {
  await begin(page, site);
  site.config(config([tracker, visits]));
  await site.open(page);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
  await site.open(page);
  await visitor.settled();
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
});

test('a file that is not there is told in one line, and nothing else changes', async ({ page, site, visitor, expectConsole, allowConsole }) => {
  site.answer(FILE, () => ({ status: 404 }));
  expectConsole(/^error: Sluis: the service worker \/sluis\.worker\.js can't be used/);
  allowConsole(/A bad HTTP response code \(404\) was received when fetching the script/);
  await site.open(page, '/tagged');
  await visitor.accept();
  await page.waitForFunction(() => window.ran?.length === 1);
});

test('the files of the site itself are none of its business', async ({ page, site, network }) => {
  site.answer('/api', (hit) => ({ status: 201, headers: { 'x-own': 'yes' }, body: hit.method + hit.body }));
  await begin(page, site);
  await site.open(page);
  network.forget();
  const told = await page.evaluate(async () => {
    const response = await fetch('/api', { method: 'POST', body: 'text' });
    return [response.status, response.headers.get('x-own'), await response.text()];
  });
  expect(told).toEqual([201, 'yes', 'POSTtext']);
  expect(network.hits(site.host, '/api').length).toBe(1);
});

test('a new version takes over, with what was granted', async ({ page, site, visitor }) => {
  await begin(page, site);
  await visitor.accept();
  const fresh = `${readFileSync(`${built}sluis.worker.js`)}\naddEventListener('message', (event) => event.data == 'which' && event.source.postMessage('fresh'));`;
  site.answer(FILE, () => ({ type: 'text/javascript', body: fresh }));
  await site.open(page);
  await page.evaluate(() => new Promise<void>((done) => {
    navigator.serviceWorker.addEventListener('message', ({ data }) => data == 'fresh' && done());
    setInterval(() => navigator.serviceWorker.controller!.postMessage('which'), 100);
  }));
  await site.open(page, '/everything');
  await visitor.settled();
  await visitor.linger(800);
  await expect.poll(() => paths(site)).toEqual(expect.arrayContaining(passing));
});

test('the settings name what it keeps', async ({ page, site, visitor }) => {
  await begin(page, site);
  await visitor.chooseButton.click();
  await expect(visitor.settings.locator('td', { hasText: 'sluis-worker' })).toHaveCount(1);
});

const ownWorker = `
  addEventListener('install', (event) => event.waitUntil(caches.open('own').then((own) => own.put('/offline.html', new Response('offline'))).then(() => skipWaiting())));
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => event.respondWith(fetch(event.request).catch(() => caches.match('/offline.html'))));`;

test("a site's own worker imports it and goes on working", async ({ page, site, visitor, allowConsole }) => {
  site.config(named({ worker: '/own.js' }));
  site.answer('/own.js', () => ({ type: 'text/javascript', body: `importScripts('${FILE}');${ownWorker}` }));
  const register = (): Promise<unknown> => page.evaluate(() => navigator.serviceWorker.register('/own.js'));
  await site.open(page);
  await register();
  await controlled(page);
  await site.open(page, '/everything');
  await visitor.settled();
  await visitor.linger(800);
  expect(paths(site)).toEqual([]);
  await visitor.accept();
  await expect.poll(() => imports(page, `a-${Date.now()}.js`)).toBe(true);
  allowConsole(/ERR_INTERNET_DISCONNECTED/);
  await page.context().setOffline(true);
  expect(await page.evaluate(async () => (await fetch('/anything')).text())).toBe('offline');
});

test("it never takes the place of a site's own worker", async ({ page, site, expectConsole }) => {
  site.answer('/own.js', () => ({ type: 'text/javascript', body: ownWorker }));
  site.config(config([tracker]));
  await site.open(page);
  await page.evaluate(() => navigator.serviceWorker.register('/own.js'));
  await controlled(page);
  site.config(named());
  expectConsole(/this site has a service worker already .*importScripts/);
  await site.open(page);
  await page.waitForTimeout(800);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.active!.scriptURL))).toEqual([site.url('/own.js')]);
});
