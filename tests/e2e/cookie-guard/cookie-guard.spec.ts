// Cookies that the page itself writes, say through a tracker that was bundled with its own code.
import { config, googleAnalytics, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

test.beforeEach(async ({ site, page }) => {
  site.config(config([visits, tracker]));
  site.page('/', html('Cookies'));
  await site.open(page);
  await page.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
});

const write = (name: string) => `document.cookie = '${name}=1; path=/; max-age=99'; document.cookie`;

test('B-02 a declared cookie is stored only once its service is granted', async ({ page, visitor }) => {
  expect(await page.evaluate(write('_visits'))).not.toContain('_visits');
  expect(await page.evaluate(write('basket'))).toContain('basket=1');
  await visitor.accept();
  expect(await page.evaluate(write('_visits'))).toContain('_visits=1');
  await page.evaluate(() => window.sluis!.withdraw());
  expect(await page.evaluate(write('_visits'))).not.toContain('_visits');
});

test('B-02 the Cookie Store says yes and stores nothing', async ({ page, context, visitor }) => {
  const names = async () => (await context.cookies()).map((cookie) => cookie.name);
  await page.evaluate(async () => {
    const store = (window as any).cookieStore;
    await store.set('_tracker', '1');
    await store.set({ name: '_visits', value: '1' });
    await store.set('basket', '1');
  });
  expect(await names()).toEqual(['basket']);
  await visitor.accept();
  await page.evaluate(() => (window as any).cookieStore.set({ name: '_visits', value: '1' }));
  expect((await names()).sort()).toEqual(['_visits', 'basket', 'sluis_consent']);
});

test('a cookie can always be removed, and a value that is no text is read once', async ({ page, context }) => {
  await context.addCookies([{ name: '_visits', value: 'old', url: page.url() }]);
  const reads = await page.evaluate(() => {
    document.cookie = '_visits=; max-age=0; path=/';
    let reads = 0;
    (document as any).cookie = { toString: () => (reads++, 'basket=2') };
    return reads;
  });
  expect(reads).toBe(1);
  expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(['basket']);
});

test('B-02 a known cookie that nobody declares is not stored, and one from before goes with a refusal', async ({ page, context, visitor }) => {
  const names = async () => (await context.cookies()).map((cookie) => cookie.name).sort();
  await context.addCookies(['_fbp', '_ga_OLD', 'basket'].map((name) => ({ name, value: 'old', url: page.url() })));
  expect(await page.evaluate(write('_gid'))).not.toContain('_gid');
  await page.evaluate(() => (window as any).cookieStore.set('_hjSession_1', '1'));
  expect(await names()).toEqual(['_fbp', '_ga_OLD', 'basket']);
  await visitor.accept();
  expect(await page.evaluate(write('_gid'))).not.toContain('_gid');
  await page.evaluate(() => window.sluis!.withdraw());
  await page.reload();
  await expect.poll(names).toEqual(['basket', 'sluis_consent']);
});

test('B-02 with the service it belongs to, a known cookie is stored once that is granted', async ({ page, site, visitor }) => {
  site.config(config([visits, { ...googleAnalytics, items: [{ name: '_ga', retention: 'P2Y', purpose: 'To count' }] }]));
  await site.open(page);
  await page.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  expect(await page.evaluate(write('_ga_ABC'))).not.toContain('_ga_ABC');
  await visitor.accept();
  const stored = await page.evaluate(`${write('_ga_ABC')};${write('_gid')};${write('_fbp')}`);
  expect(stored).toContain('_ga_ABC=1');
  expect(stored).toContain('_gid=1');
  expect(stored).not.toContain('_fbp');
});
