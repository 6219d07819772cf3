// The worker and the policy in Firefox, where the preload scanner waits for no guard. FIREFOX names the browser.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { config, tracker, visits } from '../support/config.ts';
import { Network } from '../support/network.ts';
import { Site } from '../support/site.ts';
import { built } from '../support/snippet.ts';
import { TRACKER } from '../support/third-parties.ts';
import { Visitor } from '../support/visitor.ts';
import { launch } from '../vectors/corpus/firefox.ts';
import { everything, frames, quiet } from './pages.ts';

const executable = process.env.FIREFOX;

test('B-01 B-06 in Firefox too nothing leaves from the second page on, and what is granted comes through @platform', async () => {
  test.skip(!executable, 'FIREFOX does not say where one is');
  test.setTimeout(120_000);
  const network = new Network();
  await network.start();
  const { browser, close } = await launch(network, executable!);
  try {
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
    const site = new Site(network, 'www.worker.test', dirname(fileURLToPath(import.meta.url)));
    site.form = 'tag';
    site.config(config([tracker, visits], { worker: '/sluis.worker.js' }));
    site.mayAsk(TRACKER);
    site.answer('/sluis.worker.js', () => ({ type: 'text/javascript', body: readFileSync(`${built}sluis.worker.js`) }));
    site.page('/', quiet);
    site.page('/everything', everything);
    site.page('/frames', frames);
    const visitor = new Visitor(page);
    const reached = async (path = '/everything'): Promise<string[]> => {
      network.forget();
      await site.open(page, path);
      await visitor.settled();
      await page.waitForTimeout(1_500);
      return [...new Set(network.hits(TRACKER).map((hit) => hit.path))].sort();
    };
    site.form = 'none';
    await site.open(page, '/everything');
    await page.waitForTimeout(1_500);
    expect(network.hits(TRACKER).length, 'without Sluis').toBeGreaterThan(8);
    site.form = 'tag';
    await site.open(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    expect(await reached(), 'before a choice').toEqual([]);
    await visitor.rejectButton.click();
    expect(await reached(), 'refused').toEqual([]);
    await page.evaluate(() => window.sluis!.accept());
    await page.waitForFunction(() => window.ran?.includes('/static.js'));
    expect(await reached(), 'granted').toContain('/import.js');
    await page.evaluate(() => window.sluis!.withdraw());
    await page.waitForTimeout(500);
    expect(await reached(), 'taken back').toEqual([]);
    // Frames do not pass a worker; the policy refuses them.
    site.form = 'none';
    network.forget();
    await site.open(page, '/frames');
    await page.waitForTimeout(1_500);
    expect(network.hits(TRACKER).map((hit) => hit.path)).toContain('/location.html');
    site.form = 'inline';
    site.config(config([tracker, visits], { worker: '/sluis.worker.js', enforce: true }));
    await site.open(page);
    await page.locator('meta[content^=default-src]').waitFor({ state: 'attached' });
    expect(await reached('/frames'), 'with the policy too').toEqual([]);
    expect(await reached(), 'with the policy too').toEqual([]);
  } finally {
    await close();
    await network.stop();
  }
});
