// Taking consent back: what was declared is removed wherever a script can reach it, what was not is left.
import type { BrowserContext, Page } from '@playwright/test';
import { config, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
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
        item('_tracker_cache', 'cacheStorage'),
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
    databases: (await indexedDB.databases()).map((database) => database.name),
    caches: await caches.keys(),
  }));

for (const way of ['settings', 'api'] as const) {
  test(`W-04 withdrawal removes every declared item that a script can reach (${way})`, async ({ page, context, site, network, visitor }) => {
    await site.open(page, '/shop/shoes/');
    await visitor.accept();
    await expect(page).toHaveTitle('Stored');
    // So that "gone" below means something: all of it was there.
    expect(await names(context)).toEqual(
      [...declared.filter((name) => name !== '_tracker_*'), '_tracker_G12345', 'basket', 'sluis_consent'].sort(),
    );

    if (way === 'settings') {
      await visitor.reopen();
      await visitor.rejectButton.click();
    } else {
      await page.evaluate(() => window.sluis?.withdraw());
    }
    await expect.poll(() => names(context)).toEqual(['basket', 'sluis_consent']);
    await expect.poll(() => kept(page)).toEqual({ local: ['basket', 'sluis_receipts'], session: [], databases: [], caches: [] });
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
