// The statement that `cargo xtask statement` writes, as a browser and its accessibility tree have it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/fixtures.ts';

// The command may have to be compiled first.
test.slow();

const root = fileURLToPath(new URL('../../../', import.meta.url));

function written(company: string, ...options: string[]): string {
  const words = ['run', '--quiet', '--package', 'xtask', '--', 'statement', `www/sites/${company}/consent.json`, '--page', ...options];
  return execFileSync('cargo', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

for (const [company, options] of [
  ['2twnty4', []],
  ['codex-connectors', ['--draft']],
  ['twisted-bytes', ['--language', 'en']],
  ['twentenet', ['--language', 'de']],
  ['tnp-digital', ['--language', 'fr', '--draft']],
] as const) {
  test(`A-02 A-03 axe finds nothing in the statement of ${company}, and nothing is wider than a phone`, async ({ page }) => {
    await page.setContent(written(company, ...options));
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 720 });
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}

test('I-03 the record of a choice names the version that the statement shows', async ({ page, context, site, visitor }) => {
  const consent = JSON.parse(readFileSync(`${root}www/sites/twisted-bytes/consent.json`, 'utf8')) as Record<string, unknown>;
  site.config(consent);
  site.page('/', written('twisted-bytes').replace('</title>', '</title>\n<!-- sluis -->'));
  await site.open(page);
  await visitor.reject();
  const record = (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')!.value;
  const version = /~s\.([^~]+)~/.exec(record)?.[1];
  await expect(page.locator('main, article').first()).toContainText(`Versie ${version}, geldig vanaf 12 juni 2018`);
  await expect(page.locator('time').first()).toHaveAttribute('datetime', version!);
  expect(await page.evaluate(() => JSON.parse(localStorage.sluis_receipts)[0].statement)).toBe(version);
});

test('I-02 I-03 the statement is found by its headings, tables and date', async ({ page }) => {
  await page.setContent(written('twisted-bytes'));
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy- en cookieverklaring van Twisted Bytes B.V.');
  for (const name of ['Wie is verantwoordelijk?', 'Uw rechten', 'Uw toestemming intrekken', 'Een klacht indienen']) {
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toHaveCount(1);
  }
  const cookies = page.getByRole('table', { name: 'Cookies en andere opslag op uw apparaat' });
  const row = cookies.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '_ga', exact: true }) });
  await expect(row.getByRole('cell')).toHaveText(['Google Analytics', /./, '2 jaar', 'Google', 'cookie']);
  await expect(page.locator('time').first()).toHaveAttribute('datetime', '2018-06-12');
  await expect(page.getByRole('link', { name: 'Cookie-instellingen' })).toHaveAttribute('data-sluis', 'open');
});
