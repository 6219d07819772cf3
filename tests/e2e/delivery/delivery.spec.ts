// Receipts on their way to the site's own server: each arrives, once, whatever the network and the server do.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Page } from '@playwright/test';
import { config, tracker, visits, type Config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Answer, Hit } from '../support/network.ts';
import type { Site } from '../support/site.ts';
import { Receiver, type Row } from './receiver.ts';

const HOST = 'www.delivery.test';
const receiver = new Receiver(`https://${HOST}`);
const schema = JSON.parse(readFileSync(fileURLToPath(new URL('../../../pkg/receipt.schema.json', import.meta.url)), 'utf8'));
const valid = new Ajv2020().compile(schema);

test.beforeAll(() => receiver.start());
test.afterAll(() => receiver.stop());

const named = (more: Config = {}): Config => config([tracker, visits], { receipts: { endpoint: '/receipts', retentionMonths: 24, ...more } });

/** The tests of a worker share a table; each looks only at what it has sent. */
let before: Set<string>;
const rows = async (): Promise<Row[]> => (await receiver.rows()).filter(({ id }) => !before.has(id));
const posts = (site: Site): Hit[] => site.network.hits(HOST, '/receipts').filter(({ method }) => method === 'POST');
const sent = (hit: Hit): Row => JSON.parse(hit.body);
/** Names in local storage that belong to the delivery. */
const left = (page: Page): Promise<string[]> => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('sluis_delivery')));
/** Answers like this a number of times, and after that as the receiver does. */
const first = (site: Site, times: number, answer: Answer): void => {
  let count = 0;
  site.answer('/receipts', (hit) => (count++ < times ? answer : receiver.pass(hit)));
};

test.beforeEach(async ({ site }) => {
  before = new Set((await receiver.rows()).map(({ id }) => id));
  site.config(named());
  site.answer('/receipts', receiver.pass);
  site.page('/', html('Delivery', { body: '<h1>Delivery</h1><p><a href="#" data-sluis="open">Cookie settings</a></p><p><a href="/next">Next</a></p>' }));
  site.page('/next', html('Next'));
});

test('R-01 R-09 banner, accept: exactly one row, which is the receipt of the visitor and nothing else', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  expect(await left(page)).toEqual([]);
  expect(posts(site)).toEqual([]);
  await visitor.accept();
  await expect.poll(rows).toHaveLength(1);
  const row = (await rows())[0]!;
  expect(valid(row.receipt), JSON.stringify(valid.errors)).toBe(true);
  expect([row.receipt]).toEqual(await page.evaluate(() => JSON.parse(localStorage.sluis_receipts)));
  await expect.poll(() => left(page)).toEqual([]);
  await site.open(page, '/next');
  await visitor.linger();
  expect(posts(site)).toHaveLength(1);
});

test('R-03 a request says nothing of the visitor: no cookie, no page, no more in the body than documented', async ({ page, site, visitor }) => {
  await page.context().addCookies([{ name: 'session', value: 'secret', url: site.url() }]);
  await site.open(page, '/?private=1');
  await visitor.accept();
  await expect.poll(rows).toHaveLength(1);
  const hit = posts(site)[0]!;
  expect(Object.keys(sent(hit)).sort()).toEqual(['id', 'receipt']);
  expect(valid(sent(hit).receipt)).toBe(true);
  expect(hit.headers['idempotency-key']).toBe(`"${sent(hit).id}"`);
  expect(hit.headers.cookie).toBeUndefined();
  expect(hit.headers.referer).toBeUndefined();
  expect(hit.body).not.toMatch(/private|Mozilla|Chrome|127\.0/);
});

test('R-02 a refusal is sent as well, and a withdrawal gives a second receipt that names the first', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.accept();
  await page.evaluate(() => window.sluis!.withdraw());
  await expect.poll(rows).toHaveLength(2);
  const [given, taken] = (await rows()).map(({ receipt }) => receipt) as [Row['receipt'], Row['receipt']];
  expect([given.method, given.choices.advertising, given.previous]).toEqual(['banner', 'granted', null]);
  expect([taken.method, taken.choices.advertising, taken.previous]).toEqual(['withdrawal', 'denied', given.at]);
});

test('every choice of a row of choices arrives, in order', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  await page.evaluate(() => {
    for (let round = 0; round < 3; round++) {
      window.sluis!.accept();
      window.sluis!.accept(['analytics']);
    }
  });
  await expect.poll(rows).toHaveLength(6);
  expect((await rows()).map(({ receipt }) => receipt.choices.advertising)).toEqual(['granted', 'denied', 'granted', 'denied', 'granted', 'denied']);
  expect(new Set(posts(site).map((hit) => sent(hit).id)).size).toBe(6);
  expect(posts(site)).toHaveLength(6);
});

test('offline it waits in storage, and a later page delivers it', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  await context.setOffline(true);
  await visitor.accept();
  await visitor.linger();
  expect(await left(page)).toHaveLength(1);
  await page.goto('about:blank');
  await context.setOffline(false);
  expect(await rows()).toEqual([]);
  await site.open(page, '/next');
  await expect.poll(rows).toHaveLength(1);
  await expect.poll(() => left(page)).toEqual([]);
});

test('back online it goes at once', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  await context.setOffline(true);
  await visitor.reject();
  await visitor.linger();
  expect(await rows()).toEqual([]);
  await context.setOffline(false);
  await expect.poll(rows, { timeout: 3_000 }).toHaveLength(1);
});

test('a server that fails is left in peace for longer and longer, across pages', async ({ page, site, visitor, allowConsole }) => {
  allowConsole(/status of 500/);
  await page.clock.install();
  first(site, 4, { status: 500 });
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => posts(site).length).toBe(1);
  const pause = (): Promise<{ failures: number; wait: number }> =>
    page.evaluate(() => {
      const { failures, until } = JSON.parse(localStorage.sluis_delivery);
      return { failures, wait: until - Date.now() };
    });
  for (const [failures, least, most] of [[1, 2_500, 5_000], [2, 5_000, 10_000], [3, 10_000, 20_000], [4, 20_000, 40_000]] as const) {
    await expect.poll(async () => (await pause()).failures).toBe(failures);
    const { wait } = await pause();
    expect(wait).toBeGreaterThan(least - 1_000);
    expect(wait).toBeLessThanOrEqual(most);
    // Another page waits as well.
    if (failures === 2) await site.open(page, '/next');
    await visitor.settled();
    await page.clock.fastForward(1_000);
    expect(posts(site).length).toBe(failures);
    await page.clock.fastForward(most);
    await expect.poll(() => posts(site).length).toBe(failures + 1);
  }
  await expect.poll(rows).toHaveLength(1);
  expect(new Set(posts(site).map((hit) => sent(hit).id)).size).toBe(1);
  await expect.poll(() => left(page)).toEqual([]);
});

test('a server can ask for more time', async ({ page, site, visitor, allowConsole }) => {
  allowConsole(/status of 503/);
  first(site, 1, { status: 503, headers: { 'retry-after': '600' } });
  await site.open(page);
  await visitor.accept();
  const wait = (): Promise<number> => page.evaluate(() => JSON.parse(localStorage.sluis_delivery).until - Date.now());
  await expect.poll(wait).toBeGreaterThan(590_000);
  expect(await wait()).toBeLessThanOrEqual(600_000);
});

test('a server that hangs holds up nobody', async ({ page, site, visitor }) => {
  await page.clock.install();
  first(site, 1, { wait: 'forever' });
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => posts(site).length).toBe(1);
  expect(await page.evaluate(() => document.documentElement.dataset.sluisAdvertising)).toBe('granted');
  await page.clock.fastForward(10_000);
  await expect.poll(() => page.evaluate(() => JSON.parse(localStorage.sluis_delivery).failures)).toBe(1);
  await page.clock.fastForward(5_000);
  await expect.poll(rows).toHaveLength(1);
});

test('a redirect is not followed, kept, and told', async ({ page, site, visitor, expectConsole }) => {
  expectConsole(/^error: Sluis: https:\/\/www\.delivery\.test\/receipts answers with a redirect, which is not followed/);
  site.answer('/receipts', () => ({ status: 307, headers: { location: '/elsewhere' } }));
  await site.open(page);
  await visitor.accept();
  await visitor.linger();
  expect(site.network.hits(HOST, '/elsewhere')).toEqual([]);
  expect(await left(page)).toHaveLength(2);
});

for (const status of [404]) {
  test(`${status}: the server is not right, so the receipt is kept for when it is`, async ({ page, site, visitor, expectConsole, allowConsole }) => {
    allowConsole(/status of 40/);
    expectConsole(new RegExp(`^error: Sluis: .*/receipts answers ${status}\\. It is tried again`));
    await page.clock.install();
    first(site, 1, { status });
    await site.open(page);
    await visitor.accept();
    await visitor.linger();
    expect(await left(page)).toHaveLength(2);
    await page.clock.fastForward(3_600_000);
    await expect.poll(rows).toHaveLength(1);
  });
}

for (const status of [400, 422]) {
  test(`${status}: this receipt is refused for good, so the next one gets its turn`, async ({ page, site, visitor, expectConsole, allowConsole }) => {
    allowConsole(/status of 4/);
    expectConsole(new RegExp(`^error: Sluis: .*/receipts refuses a receipt with ${status}`));
    first(site, 1, { status });
    await site.open(page);
    await visitor.accept();
    await page.evaluate(() => window.sluis!.withdraw());
    await expect.poll(rows).toHaveLength(1);
    expect((await rows())[0]!.receipt.method).toBe('withdrawal');
    await expect.poll(() => left(page)).toEqual([]);
  });
}

test('an answer that was lost: it is sent again under the same id, and is one row', async ({ page, site, visitor, allowConsole }) => {
  allowConsole(/status of 502/);
  let count = 0;
  site.answer('/receipts', async (hit) => {
    const answer = await receiver.pass(hit);
    return count++ ? answer : { status: 502 };
  });
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => posts(site).length, { timeout: 15_000 }).toBe(2);
  await expect.poll(() => left(page)).toEqual([]);
  expect(await rows()).toHaveLength(1);
});

for (const locks of [true, false]) {
  test(`W-08 other tabs follow the choice and do not send it again${locks ? '' : ', without Web Locks'}`, async ({ page, context, site, visitor }) => {
    if (!locks) await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
    const others = [await context.newPage(), await context.newPage()];
    for (const other of [...others, page]) await site.open(other);
    await page.bringToFront();
    await visitor.accept();
    await expect.poll(rows).toHaveLength(1);
    for (const other of others) await expect.poll(() => other.evaluate(() => window.sluis!.state()!.decided)).toBe(true);
    await visitor.linger(800);
    expect(posts(site)).toHaveLength(1);
  });
}

test('another tab sends what the tab of the choice could not', async ({ page, context, site, visitor }) => {
  const other = await context.newPage();
  await other.clock.install();
  await site.open(other);
  await site.open(page);
  await page.evaluate(() => (window.fetch = () => new Promise(() => {})));
  await page.bringToFront();
  await visitor.accept();
  await expect.poll(() => other.evaluate(() => window.sluis!.state()!.decided)).toBe(true);
  expect(posts(site)).toEqual([]);
  await page.close();
  await other.clock.fastForward(25_000);
  await expect.poll(rows).toHaveLength(1);
});

test('whoever chooses and leaves at once is heard all the same', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  await page.evaluate(() => {
    window.sluis!.accept();
    location.href = '/next';
  });
  await page.waitForURL(/next/);
  await expect.poll(rows).toHaveLength(1);
});

test('where fetch ends with its page, a beacon goes', async ({ page, site, visitor }) => {
  // Firefox before 133.
  await page.addInitScript(() => {
    delete (Request.prototype as any).keepalive;
    // The turn of the page itself never comes.
    Object.defineProperty(Navigator.prototype, 'locks', { value: { request: () => new Promise(() => {}) } });
  });
  await site.open(page);
  await visitor.accept();
  await visitor.linger();
  expect(posts(site)).toEqual([]);
  await page.goto('about:blank');
  await expect.poll(rows).toHaveLength(1);
  expect(posts(site)[0]!.headers['content-type']).toBe('application/json');
});

test('a choice made while the part that sends can not be loaded is sent by the next page', async ({ page, site, visitor, allowConsole }) => {
  allowConsole(/delivery-/);
  let blocked = true;
  await page.route(/\/sluis\/delivery-/, (route) => (blocked ? route.abort() : route.continue()));
  await site.open(page);
  await visitor.accept();
  expect(await left(page)).toHaveLength(1);
  blocked = false;
  await site.open(page, '/next');
  await expect.poll(rows).toHaveLength(1);
});

test('without storage it is sent all the same', async ({ page, site, visitor }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } }));
  await site.open(page);
  await visitor.accept();
  await expect.poll(rows).toHaveLength(1);
});

test('twenty wait at most, the newest, and what others have put there is thrown away', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  await context.setOffline(true);
  await page.evaluate(() => {
    localStorage[`sluis_delivery_${'f'.repeat(32)}`] = 'nonsense';
    localStorage['sluis_delivery_x'] = '[1,{"schema":1}]';
    for (let round = 0; round < 30; round++) window.sluis!.accept(round % 2 ? ['advertising'] : ['analytics']);
  });
  await visitor.linger();
  expect(await left(page)).toHaveLength(20);
  await context.setOffline(false);
  await expect.poll(rows).toHaveLength(20);
});

test('a clock that was years ahead holds up nothing', async ({ page, site, visitor }) => {
  await site.open(page);
  await page.evaluate(() => (localStorage.sluis_delivery = JSON.stringify({ failures: 9, until: Date.now() + 1e11 })));
  await visitor.accept();
  await expect.poll(rows).toHaveLength(1);
});

test('R-04 another company gets nothing unless the site says so', async ({ page, site, visitor, expectConsole }) => {
  site.mayAsk('receipts.vendor.test');
  site.form = 'tag';
  site.config(named({ endpoint: 'https://receipts.vendor.test/in' }));
  expectConsole(/^error: Sluis: receipts\.vendor\.test is not this site's, so receipts are not sent there/);
  await site.open(page);
  await visitor.accept();
  await visitor.linger();
  expect(site.outside().filter(({ host }) => host === 'receipts.vendor.test')).toEqual([]);
});

test('R-04 a host of the site itself, and another company that the site names as such', async ({ page, site, visitor, network }) => {
  site.mayAsk('cdn.tracker.test');
  for (const [host, more] of [['proof.delivery.test', {}], ['receipts.vendor.test', { thirdParty: true }]] as const) {
    const cors = { 'access-control-allow-origin': `https://${HOST}`, 'access-control-allow-headers': 'content-type,idempotency-key' };
    network.serve(host, (hit) => ({ status: hit.method === 'OPTIONS' ? 204 : 201, headers: cors }));
    site.config(named({ endpoint: `https://${host}/in`, ...more }));
    await page.context().clearCookies();
    await site.open(page);
    await visitor.accept();
    await expect.poll(() => network.hits(host, '/in').map(({ method }) => method)).toEqual(['OPTIONS', 'POST']);
    await expect.poll(() => left(page)).toEqual([]);
  }
});

test('the choice is done before anything is sent: record, signals, event, release', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  const order = await page.evaluate(async () => {
    const order: string[] = [];
    const real = window.fetch;
    window.fetch = (...values: Parameters<typeof fetch>) => {
      if (String(values[0]).endsWith('/receipts')) order.push('sent');
      return real(...values);
    };
    document.addEventListener('sluis:change', () => order.push(`event ${/sluis_consent=/.test(document.cookie)}`));
    const release = new Promise((done) => window.sluis!.on('change', done));
    window.sluis!.accept();
    order.push('returned');
    await release;
    await new Promise((done) => setTimeout(done, 500));
    return order;
  });
  expect(order).toEqual(['event true', 'returned', 'sent']);
});

test('R-06 the settings name what waits, and only where something can', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.chooseButton.click();
  await expect(visitor.settings.locator('td', { hasText: 'sluis_delivery*' })).toHaveCount(1);
  site.config(config([tracker, visits]));
  await site.open(page);
  await visitor.chooseButton.click();
  await expect(visitor.settings).toBeVisible();
  await expect(visitor.settings.locator('td', { hasText: 'sluis_delivery*' })).toHaveCount(0);
  expect(site.network.log.filter(({ path }) => path.startsWith('/sluis/delivery-')).length).toBe(1);
});
