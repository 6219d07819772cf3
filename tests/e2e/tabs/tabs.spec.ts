// What is chosen in one tab holds in the others.
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const body = `<h1>Tab</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>
  <script type="text/plain" data-sluis="visits">document.documentElement.dataset.ran = 'yes'</script>`;

test.beforeEach(({ site }) => {
  site.config(config([visits, tracker]));
  site.page('/', html('Tab', { body }));
});

test('W-08 a choice in one tab closes the question in the other, and what was granted runs there', async ({ page, context, site, visitor }) => {
  await site.open(page);
  const other = await context.newPage();
  await site.open(other);
  await expect(other.getByRole('dialog')).toBeVisible();
  await page.bringToFront();
  await visitor.accept();
  await expect(other.getByRole('dialog')).toBeHidden({ timeout: 1_000 });
  await expect(other.locator('html[data-ran=yes]')).toHaveCount(1);
  expect(await other.evaluate(() => window.sluis!.state()!.categories.analytics)).toBe('granted');
});

test('W-08 a withdrawal in one tab stops the other within a second, and says what to do there', async ({ page, context, site, visitor, network }) => {
  site.mayAsk('visits.test');
  await site.open(page);
  await visitor.accept();
  const other = await context.newPage();
  await site.open(other);
  await other.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  // Listening before anything happens, and not while it does.
  await other.evaluate(() => {
    (window as any).changed = new Promise((done) => document.addEventListener('sluis:change', (event: any) => done(event.detail)));
  });
  await page.evaluate(() => window.sluis!.withdraw());
  expect((await other.evaluate(() => (window as any).changed)).categories.analytics).toBe('denied');
  await expect(other.locator('html[data-sluis-analytics=denied]')).toHaveCount(1, { timeout: 1_000 });
  await other.evaluate(() => document.body.append(Object.assign(new Image(), { src: 'https://visits.test/pixel.gif' })));
  await other.waitForTimeout(300);
  expect(network.hits('visits.test')).toEqual([]);
});

test('W-08 the other tab is told where local storage has no room', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await page.evaluate(() => {
    for (const size of [1 << 20, 1 << 14, 1 << 8, 1 << 4, 1]) {
      for (let count = 0, full = false; !full; count++) {
        try {
          localStorage.setItem(`fill-${size}-${count}`, 'x'.repeat(size));
        } catch {
          full = true;
        }
      }
    }
  });
  const other = await context.newPage();
  await site.open(other);
  await expect(other.getByRole('dialog')).toBeVisible();
  await other.evaluate(() => window.addEventListener('focus', () => ((window as any).focused = true)));
  await page.evaluate(() => window.sluis!.accept());
  await expect(other.getByRole('dialog')).toBeHidden({ timeout: 2_000 });
  expect(await other.evaluate(() => [(window as any).focused, localStorage.getItem('sluis_receipts')])).toEqual([undefined, null]);
  expect((await context.cookies()).map(({ name }) => name)).toContain('sluis_consent');
});
