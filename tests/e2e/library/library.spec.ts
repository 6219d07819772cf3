// jQuery's own tests of what it does to the DOM, from its package, without Sluis and with both parts of the barrier: each
// test comes out the same. 1.9.1 because later packages leave the tests out; it patches, probes and borrows more than any since.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize } from 'node:path';
import type { Page } from '@playwright/test';
import { config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Answer } from '../support/network.ts';
import { built, snippet } from '../support/snippet.ts';

const require = createRequire(import.meta.url);
const jquery = dirname(require.resolve('jquery/package.json'));
const qunit = dirname(require.resolve('qunitjs/package.json'));
const HOST = 'www.library.test';

const units = ['attributes', 'core', 'css', 'data', 'event', 'manipulation', 'selector', 'serialize', 'traversing'];
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.xml': 'text/xml', '.json': 'application/json', '.wasm': 'application/wasm' };

/** What each test says, told to the page as it ends. */
const report = `<script>
  QUnit.config.testTimeout = 3000;
  QUnit.config.reorder = false;
  window.verdicts = [];
  QUnit.testDone((test) => verdicts.push(test.module + ': ' + test.name + ': ' + (test.total - test.failed) + ' of ' + test.total));
  QUnit.done(() => { window.over = true; });
</script>`;

/** Both parts of the barrier before the first test: the second comes with the core, which here the page waits for. Nobody
 *  is asked anything, so that nothing of Sluis is in the page. */
const parts = snippet({ form: 'inline', config: JSON.stringify(config([])) }).replace(' async', '');

/** The package's own page, with one of its files of tests. */
async function html(unit: string, guard: boolean): Promise<string> {
  const page = await readFile(join(jquery, 'test/index.html'), 'utf8');
  return page
    .replace('<head>', () => `<head>${guard ? parts : ''}`)
    .replace('src="qunit/qunit/qunit.js"></script>', (tag) => `${tag}${report}`)
    .replace(/<script src="unit\/(\w+)\.js"><\/script>/g, (tag, name: string) => (name === unit ? tag : ''))
    .replace(/testSubproject\(.*\);/, '');
}

function file(path: string): string {
  if (path.startsWith('/test/qunit/')) return join(qunit, normalize(path.slice('/test/qunit'.length)));
  if (path.startsWith('/dist/')) return join(jquery, normalize(path.slice('/dist'.length)));
  return join(jquery, normalize(path));
}

async function run(page: Page, unit: string, guard: boolean): Promise<string[]> {
  await page.goto(`https://${HOST}/test/${unit}${guard ? '-guarded' : ''}.html`, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => (window as any).over === true, undefined, { timeout: 120_000 });
  return page.evaluate(() => (window as any).verdicts as string[]);
}

for (const unit of units) {
  test(`B-06 jQuery’s own tests come out the same: ${unit}`, async ({ page, network, allowConsole }) => {
    test.setTimeout(300_000);
    // Its tests provoke errors, and say so.
    allowConsole(/./);
    network.serve(HOST, async (hit): Promise<Answer> => {
      const [, name, guarded] = /^\/test\/(\w+?)(-guarded)?\.html$/.exec(hit.path) ?? [];
      if (name && units.includes(name)) return { type: 'text/html', body: await html(name, Boolean(guarded)) };
      const body = await readFile(hit.path.startsWith('/sluis/') ? join(built, hit.path.slice('/sluis/'.length)) : file(hit.path)).catch(() => undefined);
      return body ? { type: types[extname(hit.path)] ?? 'application/octet-stream', body } : { status: 404 };
    });
    for (const other of ['example.com', 'static.jquery.com']) network.serve(other, () => ({ status: 204 }));
    const without = await run(page, unit, false);
    const guarded = await run(page, unit, true);
    console.log(`${unit}: ${without.length} tests, ${without.filter((one) => !/: (\d+) of \1$/.test(one)).length} fail without the guard`);
    expect(without.length).toBeGreaterThan(0);
    expect(guarded).toEqual(without);
  });
}
