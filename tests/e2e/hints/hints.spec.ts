// A hint makes the browser call ahead, so it tells the third party as much as a request does.
import type { Page } from '@playwright/test';
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TRACKER } from '../support/third-parties.ts';

const kinds = ['preconnect', 'dns-prefetch', 'preload', 'modulepreload', 'prefetch'];

const pointing = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLLinkElement>('link[rel]'))
      .filter((link) => link.href.includes('tracker.test'))
      .map((link) => link.rel));

test.beforeEach(({ site, allowConsole }) => {
  // Chromium's remark on a hint whose address the guard has taken off.
  allowConsole(/^warning: <link rel=(module)?preload> has (an invalid|no) `href` value/);
  site.config(config([tracker]));
  site.mayAsk(TRACKER);
});

for (const form of ['waiting', 'inline', 'tag'] as const) {
  test(`B-05 no hint in the markup keeps pointing at a held host (${form})`, async ({ page, site, visitor }) => {
    site.form = form;
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    expect(await pointing(page)).toEqual([]);
  });

  test(`B-05 no hint that a script adds calls ahead (${form})`, async ({ page, site, network, visitor }) => {
    site.form = form;
    site.page('/late', html('Late hints', {
      body: `<h1>Late hints</h1><script>
        for (const rel of ${JSON.stringify(kinds)}) {
          const link = document.createElement('link');
          link.rel = rel;
          if (rel === 'preload') link.as = 'script';
          link.href = 'https://cdn.tracker.test/' + rel + '.js';
          document.head.append(link);
        }
      </script>`,
    }));
    await site.open(page, '/late');
    await expect(visitor.banner).toBeVisible();
    await visitor.linger(1_000);
    expect(await pointing(page)).toEqual([]);
    expect(network.hits(TRACKER)).toEqual([]);
    expect(network.connections.filter((name) => name === TRACKER)).toEqual([]);
  });
}

test('B-05 marked hints are inert, in every form and without Sluis', async ({ page, site, network }) => {
  // Not promised: that unmarked hints in the HTML are not followed. The parser follows them before any
  // script hears of them, and no policy stops the connection of `preconnect`.
  site.page('/marked', html('Marked hints', {
    head: kinds.map((rel) => `<link rel="${rel}" data-sluis="tracker" data-href="https://cdn.tracker.test/${rel}.js">`).join('\n'),
  }));
  for (const form of ['none', 'waiting', 'tag'] as const) {
    site.form = form;
    await site.open(page, '/marked');
    await page.waitForTimeout(1_000);
    expect(network.hits(TRACKER)).toEqual([]);
    expect(network.connections.filter((name) => name === TRACKER)).toEqual([]);
  }
});

test('without Sluis the hints are followed', async ({ page, site, network, visitor }) => {
  site.form = 'none';
  await site.open(page);
  await visitor.linger(500);
  expect(network.hits(TRACKER).map((hit) => hit.path).sort()).toEqual(['/modulepreload.js', '/prefetch.html', '/preload.js']);
  expect(network.connections).toContain(TRACKER);
});
