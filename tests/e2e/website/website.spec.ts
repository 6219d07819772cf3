// The website as `cargo xtask site` builds it: served from a folder below the root, it asks nobody else, every link
// leads somewhere, and everybody can read it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base } from '../support/fixtures.ts';
import { Site } from '../support/site.ts';

const built = fileURLToPath(new URL('../../../target/site/', import.meta.url));
const pages = ['', 'nl/', 'configurator/', 'catalogue/', 'catalogue/youtube/', 'compare/', 'companies/', 'views/', 'cookies/', 'nl/cookies/', 'nl/docs/owners/', 'docs/', 'docs/overview/', 'docs/policy/'];

// The folder above, so that everything stands in a sub-folder.
const test = base.extend<{ shown: Site }>({
  shown: async ({ network, site }, use) => {
    void site;
    await use(new Site(network, 'www.sluis-website.test', dirname(dirname(built))));
  },
});

for (const path of pages) {
  test(`B-13 /${path} asks nobody else, and axe finds nothing in light and dark`, async ({ page, shown, context, visitor }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await shown.open(page, `/target/site/${path}`);
    await page.waitForLoadState('networkidle');
    expect(shown.outside()).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    if (await visitor.banner.isVisible()) await visitor.reject();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]), colorScheme).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no scrolling sideways at 320 pixels').toBeLessThanOrEqual(320);
  });
}

test('on a phone a page begins with what it says, and nothing is beside the screen', async ({ page, shown }) => {
  const other = page.getByRole('link', { name: 'The command line', exact: true }).first();
  await page.setViewportSize({ width: 390, height: 844 });
  await shown.open(page, '/target/site/docs/scan/');
  await expect(other).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
  await page.getByText('All pages', { exact: true }).click();
  await expect(other).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  await expect(other, 'beside the text it needs no opening').toBeVisible();
  await expect(page.getByRole('link', { name: 'Nederlands' })).toHaveAttribute('href', '../../nl/');

  await page.setViewportSize({ width: 390, height: 844 });
  await shown.open(page, '/target/site/compare/');
  const right = await page.locator('.bars td').evaluateAll((cells) => Math.max(...cells.map((cell) => cell.getBoundingClientRect().right)));
  expect(right).toBeLessThanOrEqual(390);
});

test('B-01 the demo counter of the front page waits for the answer, counts after it, and is gone when it is taken back', async ({ page, shown, visitor }) => {
  await shown.open(page, '/target/site/nl/');
  await expect(visitor.banner).toContainText('Deze keuze geldt voor');
  const meter = () => shown.network.hits(shown.host, '/target/site/script/meter.js');
  const state = page.locator('[data-slot=script]');
  await visitor.linger();
  expect(meter()).toHaveLength(0);
  await expect(state).toContainText('niet eens geladen');
  await visitor.accept();
  await expect(state).toContainText('keer 1');
  await expect(page.locator('[data-slot=cookie]')).toContainText('sluis_consent=1~');
  await page.reload();
  await expect(state).toContainText('keer 2');
  await visitor.reopen();
  await visitor.reject();
  await expect(page.locator('[data-slot=answer]')).toContainText('u weigerde het');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('sluis_meter'))).toBeNull();
});

test('the catalogue is narrowed down by word, host, kind and area', async ({ page, shown }) => {
  await shown.open(page, '/target/site/catalogue/');
  const rows = page.locator('.services > li:visible');
  const all = await page.locator('.services > li').count();
  await expect(page.getByRole('status')).toHaveText(`${all} services`);
  await page.getByLabel('Search').fill('ytimg.com');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('YouTube');
  await page.getByLabel('Search').fill('');
  await page.getByLabel('Kind').selectOption('functional');
  await page.getByLabel('Data may be processed').selectOption('unknown');
  await expect(page.getByRole('status')).toContainText(` of ${all} services`);
  await page.getByLabel('Search').fill('nothing like it');
  await expect(page.getByRole('status')).toContainText('No service fits');
});

test('every address within the website leads to a file, and nothing is loaded from elsewhere', () => {
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  expect(files.length).toBeGreaterThan(300);
  const missing: string[] = [];
  for (const name of files) {
    const html = readFileSync(join(built, name), 'utf8');
    for (const [, kind, address = ''] of html.matchAll(/<(\w+)[^>]*?\s(?:href|src)="([^"]+)"/g)) {
      if (/^https:/.test(address)) {
        if (kind !== 'a') missing.push(`${name} loads ${address}`);
        continue;
      }
      if (/^(#|data:|mailto:)/.test(address)) continue;
      // What stands in examples of code is not of this page.
      if (address.startsWith('/')) continue;
      const [path = ''] = address.split(/[?#]/);
      const file = normalize(join(built, dirname(name), path));
      if (!file.startsWith(normalize(built)) || !existsSync(statSync(file, { throwIfNoEntry: false })?.isDirectory() ? join(file, 'index.html') : file)) missing.push(`${name}: ${address}`);
    }
  }
  expect(missing).toEqual([]);
});
