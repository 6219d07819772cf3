// Taking consent back: what was declared is removed wherever a script can reach it, what was not is left.
import type { BrowserContext, Page } from '@playwright/test';
import { config, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { Site } from '../support/site.ts';
import { TRACKER } from '../support/third-parties.ts';

const item = (name: string, storage = 'cookie'): Record<string, unknown> => ({ name, storage, purpose: 'To recognise a visitor', retention: 'P1Y' });
const declared = [
  '_tracker', '_host', '_domain', '_secure', '_here', '_folder', '_folder_bare', '_default', '_partitioned', '__Host-tracker', '_tracker_*',
];

test.beforeEach(async ({ site }) => {
  site.config(config([
    {
      ...tracker,
      items: [
        ...declared.map((name) => item(name)),
        item('_tracker', 'localStorage'),
        item('_tracker_session', 'sessionStorage'),
        item('_tracker_database', 'indexedDB'),
        item('_tracker_db_*', 'indexedDB'),
        item('_tracker_cache', 'cacheStorage'),
        item('_tracker_v*', 'cacheStorage'),
      ],
    },
    videos,
  ]));
  site.mayAsk(TRACKER, 'cdn.videos.test');
  const html = await (await import('node:fs/promises')).readFile(`${site.folder}/index.html`, 'utf8');
  site.page('/shop/shoes/', html);
});

const names = async (context: BrowserContext): Promise<string[]> => (await context.cookies()).map((cookie) => cookie.name).sort();
const kept = (page: Page): Promise<unknown> =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage).sort(),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map((database) => database.name).sort(),
    caches: (await caches.keys()).sort(),
  }));
/** What the page keeps of its own beside what the tracker stored. */
const own = { databases: ['basket_db'], caches: ['basket_v1'] };

for (const way of ['settings', 'api'] as const) {
  test(`W-04 withdrawal removes every declared item that a script can reach (${way})`, async ({ page, context, site, network, visitor }) => {
    await site.open(page, '/shop/shoes/');
    await visitor.accept();
    await expect(page).toHaveTitle('Stored');
    // So that "gone" below means something: all of it was there.
    expect(await names(context)).toEqual(
      [...declared.filter((name) => name !== '_tracker_*'), '_tracker_G12345', 'basket', 'sluis_consent'].sort(),
    );

    expect(await kept(page)).toMatchObject({
      databases: ['_tracker_database', '_tracker_db_7', '_tracker_db_8', 'basket_db'], caches: ['_tracker_cache', '_tracker_v1', 'basket_v1'],
    });

    if (way === 'settings') {
      await visitor.reopen();
      await visitor.rejectButton.click();
    } else {
      await page.evaluate(() => window.sluis?.withdraw());
    }
    await expect.poll(() => names(context)).toEqual(['basket', 'sluis_consent']);
    await expect.poll(() => kept(page)).toEqual({ local: ['basket', 'sluis_receipts'], session: [], ...own });
    await expect(page.getByRole('status')).toContainText('You have withdrawn your consent.');
    await expect(page.getByRole('status')).toContainText('Reload the page');

    network.forget();
    await page.reload();
    await visitor.settled();
    await visitor.linger();
    expect(site.outside()).toEqual([]);
    expect(await names(context)).toEqual(['basket', 'sluis_consent']);
  });
}

test('W-04 cookies are gone before the next page asks, also when it is opened at once', async ({ page, context, site, network, visitor }) => {
  await site.open(page, '/shop/shoes/');
  await visitor.accept();
  await expect(page).toHaveTitle('Stored');
  await visitor.reopen();
  await visitor.rejectButton.click();
  network.forget();
  await page.getByRole('status').getByRole('button').first().click();
  await expect.poll(() => network.hits(site.host, '/shop/shoes/').length).toBe(1);
  expect(Object.keys(network.hits(site.host, '/shop/shoes/')[0]!.cookies).sort()).toEqual(['basket', 'sluis_consent']);
  expect(await names(context)).toEqual(['basket', 'sluis_consent']);
});

test('W-04 what code that still ran wrote again after a withdrawal is gone on the next page', async ({ page, context, site, visitor }) => {
  await site.open(page, '/shop/shoes/');
  await visitor.accept();
  await expect(page).toHaveTitle('Stored');
  await page.evaluate(() => window.sluis?.withdraw());
  await expect.poll(() => names(context)).toEqual(['basket', 'sluis_consent']);
  await page.evaluate(() => {
    localStorage.setItem('_tracker', '2');
    sessionStorage.setItem('_tracker_session', '2');
    sessionStorage.setItem('basket', '3');
  });
  // What a page may not write of itself, a server or a frame of the same site can.
  await context.addCookies([{ name: '_tracker_G12345', value: '2', domain: `.${site.host.replace(/^www\./, '')}`, path: '/' }, { name: '_here', value: '2', url: site.url('/shop/shoes/') }]);
  await page.reload();
  await visitor.settled();
  await expect.poll(() => names(context)).toEqual(['basket', 'sluis_consent']);
  expect(await kept(page)).toMatchObject({ local: ['basket', 'sluis_receipts'], session: ['basket'] });
});

test('W-04 a database that is in use goes with the next page, and what a granted service declares too stays', async ({ page, context, site, network, visitor }) => {
  site.config(config([
    { ...tracker, items: [item('_shared*', 'indexedDB'), item('_open', 'indexedDB'), item('_shared*', 'cacheStorage')] },
    { ...videos, items: [item('_shared_1', 'indexedDB'), item('_shared_1', 'cacheStorage')] },
  ]));
  site.page('/shared', html('Shared', { body: '<h1>Shared</h1>' }));
  await site.open(page, '/shared');
  await visitor.accept();
  await page.evaluate(async () => {
    const open = (name: string) => new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
    });
    for (const name of ['_shared_1', '_shared_2']) (await open(name)).close();
    for (const name of ['_shared_1', '_shared_2']) await caches.open(name);
    (window as any).open = await open('_open');
  });
  await page.evaluate(() => window.sluis!.accept(['social']));
  await expect.poll(() => kept(page)).toMatchObject({ caches: ['_shared_1'] });
  await page.reload();
  await expect.poll(() => kept(page)).toMatchObject({ databases: ['_shared_1'], caches: ['_shared_1'] });
  // What that page has asked for may still be on its way.
  await visitor.linger();
  // Where nothing of the kind is declared, nothing is loaded for it.
  site.config(config([tracker, videos]));
  await context.clearCookies();
  network.forget();
  await site.open(page, '/shared');
  await visitor.reject();
  await visitor.linger();
  expect(network.hits(site.host).filter(({ path }) => path.includes('/sweep-'))).toEqual([]);
});

test('W-04 who withdraws by a link of the site’s own is told so on a page that had nothing to say before', async ({ page, site, visitor }) => {
  site.page('/', html('Own link', { body: '<h1>Own link</h1><p><a href="#" data-sluis="open">Cookies</a> <button onclick="sluis.withdraw()">Stop all of it</button></p>' }));
  await site.open(page);
  await visitor.accept();
  await site.open(page);
  await visitor.settled();
  await page.getByRole('button', { name: 'Stop all of it' }).click();
  await expect(page.getByRole('status')).toContainText('You have withdrawn your consent.');
});

test('W-04 a narrower choice removes only what is no longer allowed', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await context.addCookies([{ name: 'video_id', value: '1', url: site.url() }]);
  await visitor.accept();
  await expect(page).toHaveTitle('Stored');
  await visitor.reopen();
  await visitor.switchOf('Advertising').uncheck();
  await visitor.saveButton.click();
  await expect.poll(async () => (await names(context)).includes('_tracker')).toBe(false);
  expect(await names(context)).toContain('video_id');
});

test('W-04 a first refusal takes nothing away that was never granted, and needs no reload', async ({ page, context, site, visitor }) => {
  await context.addCookies([{ name: 'basket', value: '3', url: site.url() }]);
  await site.open(page);
  await visitor.reject();
  expect(await names(context)).toEqual(['basket', 'sluis_consent']);
  await expect(page.getByRole('status').filter({ hasText: 'Reload' })).toHaveCount(0);
});

test('W-04 all six kinds of cookies go, also from a subdomain under a public suffix and from a folder', async ({ page, context, network, visitor, site: other }) => {
  const site = new Site(network, 'shop.winkel.co.uk', other.folder);
  const set = {
    host_only: 'path=/',
    domain: 'path=/; domain=shop.winkel.co.uk',
    parent: 'path=/; domain=winkel.co.uk',
    'parent_folder': 'path=/a/b; domain=.winkel.co.uk',
    '__Host-host': 'path=/; secure',
    '__Secure-secure': 'path=/; secure; domain=winkel.co.uk',
    partitioned: 'path=/; secure; samesite=none; partitioned',
    'partitioned_domain': 'path=/a; secure; samesite=none; partitioned; domain=winkel.co.uk',
    '__Host-partitioned': 'path=/; secure; samesite=none; partitioned',
    elsewhere: 'path=/elsewhere; domain=winkel.co.uk',
  };
  site.config(config([{ ...tracker, items: Object.keys(set).map((name) => ({ ...item(name), ...(name === 'elsewhere' ? { path: '/elsewhere', domain: 'winkel.co.uk' } : {}) })) }]));
  const lines = Object.entries(set).map(([name, attributes]) => `document.cookie = '${name}=1; max-age=9999; ${attributes}';`);
  site.page('/a/b/c', html('Six kinds', { body: `<script type="text/plain" data-sluis="advertising">${lines.join('\n')}
    document.cookie = 'suffix=1; path=/; domain=co.uk'; document.cookie = 'basket=3; path=/; domain=winkel.co.uk';</script>` }));
  await site.open(page, '/a/b/c');
  await visitor.accept();
  await expect.poll(() => names(context)).toEqual([...Object.keys(set), 'basket', 'sluis_consent'].sort());
  await page.evaluate(() => window.sluis?.withdraw());
  await expect.poll(() => names(context)).toEqual(['basket', 'sluis_consent']);
});

test('W-04 expiry of a choice sweeps as a withdrawal does', async ({ page, context, site, visitor }) => {
  await site.open(page, '/shop/shoes/');
  await visitor.accept();
  await expect(page).toHaveTitle('Stored');
  const record = (await context.cookies()).find(({ name }) => name === 'sluis_consent')!;
  await context.addCookies([{ ...record, value: record.value.replace(/^1~\d{8}/, '1~20200101') }]);
  await page.reload();
  await expect(visitor.banner).toBeVisible();
  await expect.poll(async () => (await names(context)).filter((name) => name !== 'sluis_consent')).toEqual(['basket']);
  await expect.poll(() => kept(page)).toMatchObject({ local: expect.not.arrayContaining(['_tracker']), session: [], ...own });
});

test('W-04 what no script can remove is named, with where to remove it, once it was allowed and taken back', async ({ page, context, site, visitor }) => {
  site.headers = { 'set-cookie': 'server_id=1; Path=/; HttpOnly' };
  site.config(config([
    { ...tracker, privacyUrl: 'https://tracker.test/privacy', items: [item('_tracker'), { ...item('server_id'), httpOnly: true }] },
    videos,
    { ...videos, id: 'never', name: 'Never allowed' },
  ]));
  await site.open(page);
  await visitor.chooseButton.click();
  await visitor.switchOf('Advertising').check();
  await visitor.switchOf('Videos').check();
  await visitor.saveButton.click();
  await visitor.reopen();
  const left = visitor.settings.getByRole('heading', { name: 'What we could not remove' });
  await expect(visitor.settings.getByRole('heading', { name: 'Advertising' })).toBeVisible();
  await expect(left).toHaveCount(0);
  await visitor.rejectButton.click();
  await visitor.reopen();
  await expect(left).toBeVisible();
  const list = visitor.settings.locator('[data-part=left]');
  await expect(list).toContainText('in your browser’s settings');
  await expect(list.getByRole('listitem')).toHaveText([/^Tracker: server_id Privacy statement of Tracker Inc.$/, /^Videos: video_id$/]);
  await expect(list.getByRole('link')).toHaveAttribute('href', 'https://tracker.test/privacy');
  // True, too: it is still there.
  expect(await names(context)).toContain('server_id');
  if (process.env.SCREENS) await page.screenshot({ path: 'e2e/results/screens/left.png' });
});
