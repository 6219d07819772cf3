// While a site is built: what the page does and consent.json does not tell of is listed, with the lines to add.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';
import { TRACKER } from '../support/third-parties.ts';

interface Found {
  kind: string;
  name: string;
  outcome: string;
  by: string | null;
  lasts: string | null;
  service: string | null;
  add: { to: string; value: any } | null;
}

const part = /^\/sluis\/inspect-/;
const panel = (page: Page) => page.getByRole('region', { name: /^Sluis: / });

/** Everything found so far, by kind and name. */
const found = async (page: Page): Promise<Record<string, Found>> => {
  const list = await page.evaluate(() => (window as any).found as Found[]);
  return Object.fromEntries(list.map((one) => [`${one.kind} ${one.name}`, one]));
};

const listen = `<script>window.found = []; document.addEventListener('sluis:undeclared', (event) => found.push(event.detail));</script>`;
const stores = `
  document.cookie = 'basket=3; path=/; max-age=864000';
  document.cookie = '_hjSessionUser_12=1; path=/; max-age=31536000';
  document.cookie = '_gid=1; path=/';
  document.cookie = '_visits=1; path=/';
  localStorage.setItem('theme', 'dark');
  sessionStorage.setItem('step', '2');
  indexedDB.open('drafts').onsuccess = (event) => event.target.result.close();
  caches.open('offline-v1');`;

test.beforeEach(({ site, network }) => {
  site.config(config([visits, { ...tracker, items: [] }, { catalogue: 'google-analytics', items: [{ name: '_ga', retention: 'P2Y', purpose: 'To count' }] }]));
  site.mayAsk(TRACKER, 'cdn.visits.test', 'static.unknown.co.uk', 'img.unknown.co.uk');
  network.serve('www.hotjar.com', () => ({ status: 204 }));
  site.page('/', html('Inspected', { head: listen, body: `<h1>Inspected</h1>
    <script src="https://cdn.visits.test/declared.gif"></script>
    <script src="https://www.hotjar.com/c/hotjar.js"></script>
    <img alt="" src="https://static.unknown.co.uk/a.gif"><img alt="" src="https://img.unknown.co.uk/b.gif">
    <p><a href="#" data-sluis="open">Cookie settings</a></p><script>${stores}</script>` }));
});

for (const form of ['waiting', 'tag'] as const) {
  test(`what is not declared is told, with the lines to add (${form})`, async ({ page, site, visitor, allowConsole }) => {
    allowConsole(/MIME type|ORB/);
    site.form = form;
    const lines: string[] = [];
    page.on('console', (message) => message.type() === 'info' && lines.push(message.text()));
    await site.open(page, '/?sluis=inspect');
    await expect(panel(page)).toBeVisible();
    await expect.poll(async () => Object.keys(await found(page)).sort()).toEqual([
      'cacheStorage offline-v1', 'cookie _gid', 'cookie _hjSessionUser_12', 'cookie basket', 'host img.unknown.co.uk', 'host static.unknown.co.uk',
      'host www.hotjar.com', 'indexedDB drafts', 'localStorage theme', 'sessionStorage step',
    ]);
    const all = await found(page);
    expect(all['host www.hotjar.com']).toMatchObject({ outcome: 'held', service: 'hotjar', add: { to: '$.services', value: { catalogue: 'hotjar' } } });
    expect(all['cookie _hjSessionUser_12']).toMatchObject({ service: 'hotjar', add: { value: { catalogue: 'hotjar' } } });
    // A declared service that stores more than its configuration says: the catalogue has the line.
    expect(all['cookie _gid']!.add).toMatchObject({ to: '$.services[2].items', value: { name: '_gid', retention: 'P1D', purpose: { en: expect.stringContaining('visitors') } } });
    expect(all['host img.unknown.co.uk']).toMatchObject({ outcome: 'requested', service: null, add: { value: { id: 'unknown-co-uk', category: '', hosts: ['img.unknown.co.uk'] } } });
    expect(all['cookie basket']!.lasts).toMatch(/^P10D$/);
    // Sluis' own, what is declared, and the site itself are not among them; nothing is let go by looking.
    await visitor.accept();
    await visitor.linger(1500);
    expect(Object.keys(await found(page)).filter((key) => /sluis|visits/.test(key))).toEqual([]);
    expect(lines.join('\n')).toContain('host www.hotjar.com (held)');
    expect(lines.join('\n')).toContain('"catalogue": "hotjar"');
    // What the panel shows is what it copies.
    const shown = await panel(page).locator('pre').allTextContents();
    expect(shown.join()).toContain('"unknown-co-uk"');
    expect(shown.flatMap((lines) => JSON.parse(`[${lines}]`))).toContainEqual(expect.objectContaining({ name: '_gid' }));
    if (form == 'tag') return;
    await panel(page).getByText('What this can’t see').click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      expect(violations.filter(({ nodes }) => nodes.some(({ target }) => JSON.stringify(target).includes('inspect'))).map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }))).toEqual([]);
    }
  });
}

test('what is filled in passes the check, and what is not is refused', async ({ page, site, allowConsole }) => {
  allowConsole(/MIME type|ORB/);
  await site.open(page, '/?sluis=inspect');
  await expect.poll(async () => Object.keys(await found(page)).length).toBe(10);
  const additions = Object.values(await found(page)).map(({ add }) => add!);
  const { check } = await import(`${built}../esm/node.js`);
  const services = (filled: boolean) => [visits, ...additions.filter(({ to }) => to === '$.services').map(({ value }, index) =>
    filled ? JSON.parse(JSON.stringify(value).replaceAll('"category":""', '"category":"social"').replaceAll('""', `"filled-${index}"`)) : value)];
  const unique = (list: any[]) => list.filter((one, index) => list.findIndex((other) => (other.id ?? other.catalogue) === (one.id ?? one.catalogue)) === index);
  expect((await check(config(unique(services(false))))).report).toMatch(/services\[\d\]\.category/);
  expect((await check(config(unique(services(true)), { categories: {} }))).report).toBe('');
});

test('the panel works under a strict policy and Trusted Types, by keyboard, and is copied', async ({ page, site, context, allowConsole }) => {
  allowConsole(/MIME type|ORB|Content Security Policy|violates the following/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  site.form = 'tag';
  site.nonce = 'n0nce';
  site.headers = { 'content-security-policy': `default-src 'self'; script-src 'self' 'nonce-n0nce' 'wasm-unsafe-eval'; style-src 'self'; object-src 'none'; require-trusted-types-for 'script'; trusted-types sluis` };
  site.page('/', html('Strict', { head: listen.replace('<script', '<script nonce="n0nce"'), body: `<h1>Strict</h1><main><p>Text</p></main>
    <img alt="" src="https://static.unknown.co.uk/a.gif"><script nonce="n0nce">document.cookie = 'basket=3; path=/'</script>` }));
  await site.open(page, '/?sluis=inspect');
  await expect(panel(page)).toContainText('static.unknown.co.uk');
  await expect(panel(page)).toContainText('refused by the Content-Security-Policy');
  expect(await panel(page).evaluate((section) => getComputedStyle(section.getRootNode() instanceof ShadowRoot ? (section.getRootNode() as ShadowRoot).host : section).position)).toBe('fixed');
  await panel(page).getByText('What this can’t see').click();
  await expect(panel(page)).toContainText('HttpOnly cookies');
  await panel(page).getByRole('button', { name: 'Copy the lines' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('// $.services');
  expect(copied).toContain('"basket"');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('HttpOnly cookies')).toBeHidden();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toHaveCount(0);
});

test('who stores something is told where a script of another site does it, also later', async ({ page, site, network, visitor, allowConsole }) => {
  allowConsole(/WebSocket connection/);
  network.serve(TRACKER, () => ({ type: 'text/javascript', body: `document.cookie = 'from_tracker=1; path=/'; localStorage.setItem('from_tracker', 1); new WebSocket('wss://live.unknown.co.uk/feed');` }));
  network.serve('live.unknown.co.uk', () => ({ status: 403 }));
  site.page('/', html('Writers', { head: listen, body: `<script src="https://${TRACKER}/t.js"></script>` }));
  await site.open(page, '/?sluis=inspect');
  await expect(panel(page)).toContainText('nothing undeclared so far');
  await visitor.accept();
  await expect.poll(async () => Object.keys(await found(page)).sort()).toEqual(['cookie from_tracker', 'host live.unknown.co.uk', 'localStorage from_tracker']);
  expect((await found(page))['cookie from_tracker']).toMatchObject({ by: `https://${TRACKER}/t.js`, lasts: 'session', add: { to: '$.services[1].items' } });
});

test('B-02 a cookie that was refused is told, with who declares it and who wrote it, and nobody hears of it without the inspector', async ({ page, site, network, visitor, context }) => {
  network.serve('scripts.shop.test', () => ({ type: 'text/javascript', body: `window.write = () => { document.cookie = '_visits=1; path=/'; }` }));
  site.page('/', html('Refused', { head: `${listen}<script>window.refused = []; document.addEventListener('sluis:refused', ({ detail }) => refused.push(detail));</script>`, body: `<h1>Refused</h1><script src="https://scripts.shop.test/w.js"></script>` }));
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  const write = () => page.evaluate(async () => {
    (window as any).write();
    let reads = 0;
    (document as any).cookie = { toString: () => (reads++, '_ga=1; path=/') };
    await (window as any).cookieStore.set('_visits', '2');
    document.cookie = '_visits=; max-age=0';
    return reads;
  });
  const stored = async () => (await context.cookies()).map(({ name }) => name);
  await site.open(page);
  await visitor.linger();
  expect(await write()).toBe(1);
  expect(lines).toEqual([]);
  await site.open(page, '/?sluis=inspect');
  await expect(panel(page)).toContainText('scripts.shop.test');
  expect(await write()).toBe(1);
  await expect(panel(page)).toContainText('Cookies not stored (2)');
  expect(await page.evaluate(() => (window as any).refused)).toEqual([
    { name: '_visits', by: 'https://scripts.shop.test/w.js', services: ['Visits'] }, { name: '_ga', by: null, services: ['Google Analytics'] },
  ]);
  expect(lines).toContain('Sluis: _visits was not stored: Visits is not granted (written by https://scripts.shop.test/w.js)');
  await expect(panel(page)).toContainText('_ga was not stored: Google Analytics is not granted');
  expect(await stored()).toEqual([]);
  await visitor.accept();
  await write();
  expect(await stored()).toContain('_ga');
});

test('B-02 a known cookie that was refused and that nobody declares is told as both, with the lines to add', async ({ page, site, context }) => {
  site.page('/', html('Known', { head: listen, body: `<h1>Known</h1>` }));
  await site.open(page, '/?sluis=inspect');
  await expect(panel(page)).toContainText('nothing undeclared so far');
  await page.evaluate(() => (document.cookie = '_fbp=fb.1.1.1; path=/'));
  await expect(panel(page)).toContainText('_fbp was not stored: it is a known cookie, and no granted service answers for it');
  expect(await found(page)).toMatchObject({ 'cookie _fbp': { outcome: 'refused', service: 'meta-pixel', add: { to: '$.services', value: { catalogue: 'meta-pixel' } } } });
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'meta-pixel' })).toContainText('not stored');
  expect(await context.cookies()).toEqual([]);
});

test('"inspect" in the configuration does the same, and without either nothing of it is loaded', async ({ page, site, network, visitor, allowConsole }) => {
  allowConsole(/MIME type|ORB/);
  const loaded = () => network.hits(site.host).filter((hit) => part.test(hit.path)).length;
  await site.open(page);
  await visitor.accept();
  await visitor.linger();
  expect(loaded()).toBe(0);
  const state = await page.evaluate(() => window.sluis!.state());
  site.config(config([visits, { ...tracker, items: [] }, { catalogue: 'google-analytics', items: [{ name: '_ga', retention: 'P2Y', purpose: 'To count' }] }], { inspect: true }));
  await page.reload();
  await expect(panel(page)).toBeVisible();
  expect(loaded()).toBe(1);
  expect(await page.evaluate(() => window.sluis!.state())).toEqual(state);
  expect(readFileSync(`${built}sluis.js`, 'utf8')).not.toContain('HttpOnly');
});

test('from npm: `onUndeclared` hears of the same, typed and with its panel', async ({ page, site, visitor }) => {
  const esm = new URL('../../../pkg/dist/esm/', import.meta.url).pathname;
  await page.route('**/esm/**', (route) => route.fulfill({ path: esm + new URL(route.request().url()).pathname.slice('/esm/'.length), contentType: 'text/javascript' }));
  site.form = 'none';
  site.page('/', html('From npm', { body: `<h1>From npm</h1><script type="module">
    import { start } from '/esm/index.js';
    window.heard = [];
    document.cookie = 'basket=3; path=/';
    await start(${JSON.stringify(config([visits, tracker]))}, { onUndeclared: ({ kind, name }) => heard.push(kind + ' ' + name) });
  </script>` }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await expect(panel(page)).toContainText('basket');
  expect(await page.evaluate(() => (window as any).heard)).toEqual(['cookie basket']);
});

test('@screens the inspector', async ({ page, site, allowConsole }) => {
  allowConsole(/./);
  await site.open(page, '/?sluis=inspect');
  await expect(panel(page)).toContainText('hotjar');
  await page.screenshot({ path: 'e2e/results/screens/inspector.png' });
});
