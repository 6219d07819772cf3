// One service of a category can be allowed without the others, and the record says so.
import type { BrowserContext } from '@playwright/test';
import { config, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const record = async (context: BrowserContext): Promise<string | undefined> =>
  (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')?.value;

const photos = { ...videos, id: 'photos', name: 'Photos', provider: 'Photos Ltd', hosts: ['photos.test'], items: [] };

test.beforeEach(({ site }) => {
  site.config(config([videos, photos, tracker]));
  site.mayAsk('cdn.videos.test', 'cdn.photos.test', 'cdn.tracker.test');
  site.page('/', html('Services', {
    body: '<h1>Services</h1>' + ['videos', 'photos', 'tracker'].map((name) =>
      `<iframe title="${name}" data-sluis="${name}" data-src="https://cdn.${name}.test/embed.html"></iframe>`).join(''),
  }));
});

test('a service that is allowed by itself is stored by its name and is the only one to load', async ({ page, context, site, network, visitor }) => {
  await site.open(page);
  await visitor.chooseButton.click();
  await visitor.switchOf('Videos').check();
  await expect(visitor.switchOf('Social media')).not.toBeChecked();
  await visitor.saveButton.click();
  await expect(visitor.layer).toHaveCount(0);
  expect(await record(context)).toMatch(/~a0s0r0~.*~p~v\.videos$/);
  for (const again of [false, true]) {
    if (again) {
      network.forget();
      await page.reload();
      await visitor.settled();
    }
    await expect.poll(() => network.hits('cdn.videos.test').length).toBe(1);
    await visitor.linger();
    expect(network.hits('cdn.photos.test')).toEqual([]);
    expect(network.hits('cdn.tracker.test')).toEqual([]);
  }
  await visitor.reopen();
  await expect(visitor.switchOf('Videos')).toBeChecked();
  await expect(visitor.switchOf('Photos')).not.toBeChecked();
});

test('the switch of a category moves those of its services, and back', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await visitor.chooseButton.click();
  await visitor.switchOf('Social media').check();
  await expect(visitor.switchOf('Videos')).toBeChecked();
  await expect(visitor.switchOf('Photos')).toBeChecked();
  await visitor.switchOf('Photos').uncheck();
  await expect(visitor.switchOf('Social media')).not.toBeChecked();
  await visitor.switchOf('Photos').check();
  await expect(visitor.switchOf('Social media')).toBeChecked();
  await visitor.saveButton.click();
  await expect(visitor.layer).toHaveCount(0);
  expect(await record(context)).toMatch(/~a0s1r0~.*~p$/);
});

test('taking one service back stops that one and keeps the other', async ({ page, context, site, network, visitor }) => {
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => site.outside().length).toBe(3);
  await visitor.reopen();
  await visitor.switchOf('Videos').uncheck();
  await visitor.saveButton.click();
  await expect(visitor.settings).toHaveCount(0);
  expect(await record(context)).toMatch(/~a0s0r1~.*~v\.photos$/);
  network.forget();
  await page.reload();
  await visitor.settled();
  await visitor.linger();
  expect(new Set(site.outside().map((hit) => hit.host))).toEqual(new Set(['cdn.photos.test', 'cdn.tracker.test']));
});
