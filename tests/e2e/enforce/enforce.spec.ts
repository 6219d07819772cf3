// `enforce`: the policy of the choice, put into the page by Sluis itself.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { csp, snippet } from '../support/commands.ts';
import { config, tracker, visits, type Service } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import { built } from '../support/snippet.ts';
import { TRACKER } from '../support/third-parties.ts';
import { everything, frames } from '../worker/pages.ts';

const AT = `https://${TRACKER}`;
// A functional service with every kind of path, so that the policy has each kind of source in it.
const paths: Service = {
  id: 'paths', name: 'Paths', category: 'functional', provider: 'Paths BV', purpose: 'To show the page',
  hosts: ['own.test/v', 'own.test/a/b', 'own.test/embed', 'own.test/folder/', 'own.test/file.js', "own.test/a;b'c"],
};
const declared = config([tracker, visits, paths], { enforce: true, domains: ['www.enforce.test'] });

const policies = (page: Page): Promise<string[]> =>
  page.locator('meta[http-equiv=Content-Security-Policy]:not([content=""])').evaluateAll((found) => found.map((one) => (one as HTMLMetaElement).content));
const reached = (site: Site): string[] => [...new Set(site.network.hits(TRACKER).map((hit) => hit.path))].sort();

test.beforeEach(({ site, allowConsole }) => {
  // The browser's own words for each refusal.
  allowConsole(/Content Security Policy|Failed to load resource|preload|Failed to fetch|Fetch API cannot load/i);
  site.config(declared);
  site.mayAsk(TRACKER, 'cdn.visits.test');
  site.page('/', html('Start', { body: '<h1>Start</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
  site.page('/everything', everything);
  site.page('/frames', frames);
});

test('before a choice, and after one that refuses nothing, there is no policy', async ({ page, site, visitor }) => {
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(await policies(page)).toEqual([]);
  await visitor.accept();
  await site.open(page);
  await visitor.settled();
  await visitor.linger();
  expect(await policies(page)).toEqual([]);
});

test('it is the policy that the command writes, at once and on the next page before anything else', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.reject();
  const written = Object.values(csp(declared, '--state', 'none'));
  await expect.poll(() => policies(page)).toEqual(written);
  // Even where the core never comes.
  site.answer('/sluis/sluis.core.js', () => ({ status: 404 }));
  await site.open(page);
  expect(await policies(page)).toEqual(written);
  // A policy kept for another choice counts for nothing.
  await page.context().clearCookies();
  await site.open(page);
  expect(await policies(page)).toEqual([]);
});

test('the snippet of the command and of the package begins with it, and only where it is wanted', async () => {
  const { guard, snippet: packed } = await import(`${built}../esm/node.js`);
  const inline = guard(true);
  expect(inline.startsWith(readFileSync(`${built}sluis.policy.js`, 'utf8'))).toBe(true);
  expect(inline.endsWith(guard())).toBe(true);
  for (const text of [await packed(declared), snippet(declared)]) expect(text).toContain(`<script>${inline}</script>`);
  expect(await packed(config([tracker]))).toContain(`<script>${guard()}</script>`);
});

test('B-06 after a refusal the next pages send nothing, not by the ways that the guard leaves open either', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.reject();
  await expect.poll(() => policies(page)).toHaveLength(1);
  for (const path of ['/everything', '/frames']) {
    await site.open(page, path);
    await visitor.settled();
    await visitor.linger(800);
    expect(reached(site), path).toEqual([]);
  }
  site.answer('/sluis/sluis.core.js', () => ({ status: 404 }));
  await site.open(page, '/frames');
  await visitor.linger(800);
  expect(reached(site), 'without the core').toEqual([]);
});

test('B-06 without a policy the same pages do send something', async ({ page, site, visitor }) => {
  site.config(config([tracker, visits]));
  await site.open(page);
  await visitor.reject();
  // With the core a frame may be guarded in time, or not: here nobody comes in between.
  site.answer('/sluis/sluis.core.js', () => ({ status: 404 }));
  await site.open(page, '/frames');
  await visitor.linger(800);
  await expect.poll(() => reached(site)).toContain('/location.html');
});

test('W-04 what is granted later comes with a reload, which the visitor is offered, never by itself', async ({ page, site, visitor }) => {
  site.page('/tagged', html('Tagged', { body: `<h1>Tagged</h1><p><a href="#" data-sluis="open">Cookie settings</a></p><script src="${AT}/a.js"></script>` }));
  await site.open(page, '/tagged');
  await visitor.reject();
  await visitor.reopen();
  await visitor.acceptButton.click();
  const notice = page.getByRole('status');
  await expect(notice).toContainText('Your choice has been saved.');
  await visitor.linger();
  expect(reached(site)).toEqual([]);
  site.network.forget();
  await notice.getByRole('button', { name: 'Reload page' }).click();
  await page.waitForFunction(() => window.ran?.length === 1);
  await visitor.linger();
  expect(site.network.hits(TRACKER).length).toBe(1);
  expect(await policies(page)).toEqual([]);
});

test('W-04 a withdrawal brings the policy at once', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.accept();
  await page.evaluate(() => window.sluis!.withdraw());
  await expect.poll(() => policies(page)).toHaveLength(1);
  expect(await page.evaluate((address) => import(address).then(() => true, () => false), `${AT}/a.js`)).toBe(false);
  expect(reached(site)).toEqual([]);
});

test('B-06 with the service worker and the one tag the next page sends nothing either', async ({ page, site, visitor, network }) => {
  site.form = 'tag';
  site.config({ ...declared, worker: '/sluis.worker.js' });
  site.answer('/sluis.worker.js', () => ({ type: 'text/javascript', body: readFileSync(`${built}sluis.worker.js`) }));
  await site.open(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await visitor.reject();
  await expect.poll(() => policies(page)).toHaveLength(1);
  network.forget();
  await site.open(page, '/everything');
  await visitor.settled();
  await visitor.linger(800);
  expect(reached(site)).toEqual([]);
});
