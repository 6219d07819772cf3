// The main job: a Google Analytics snippet, pasted unmarked and inserting its script dynamically, and
// the same in marked form. Both stay silent until the visitor says yes, and again after a no.
import { expect, test } from '../support/fixtures.ts';
import { ANALYTICS, TAG_MANAGER } from '../support/third-parties.ts';

const google = ['_ga', '_ga_TEST'];

for (const form of ['waiting', 'tag', 'external'] as const) {
  for (const markup of ['unmarked', 'marked'] as const) {
    test.describe(`${markup}, ${form}`, () => {
      const path = `/${markup}.html`;

      test.beforeEach(({ site }) => {
        site.form = form;
        site.mayAsk(TAG_MANAGER, ANALYTICS);
      });

      test(`B-01 ${markup} Google snippet: no request and no run before a choice (${form})`, async ({ page, context, site, visitor }) => {
        await site.open(page, path);
        await expect(visitor.banner).toBeVisible();
        await visitor.linger(1_000);
        expect(site.outside()).toEqual([]);
        expect(await context.cookies()).toEqual([]);
      });

      test(`B-03 ${markup} Google snippet: none after reject, on reload and on a second page (${form})`, async ({ page, context, site, visitor }) => {
        await site.open(page, path);
        await visitor.reject();
        await visitor.linger();
        await page.reload();
        await visitor.settled();
        await visitor.linger();
        await page.getByRole('link', { name: 'Second page' }).click();
        await expect(page).toHaveTitle('Second page');
        await visitor.settled();
        await visitor.linger();
        expect(site.outside()).toEqual([]);
        expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(['sluis_consent']);
      });

      test(`B-07 ${markup} Google snippet: released once after accept, and runs at once on the next page (${form})`, async ({ page, context, site, network, visitor }) => {
        await site.open(page, path);
        await visitor.accept();
        await expect.poll(() => network.hits(ANALYTICS).length).toBeGreaterThan(0);
        await visitor.linger();
        expect(network.hits(TAG_MANAGER, '/gtag/js')).toHaveLength(1);
        expect(network.hits(ANALYTICS)).toHaveLength(1);
        expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(expect.arrayContaining(google));

        await page.getByRole('link', { name: 'Second page' }).click();
        await expect.poll(() => network.hits(ANALYTICS).length).toBe(2);
        await visitor.linger();
        expect(network.hits(TAG_MANAGER, '/gtag/js')).toHaveLength(2);
        expect(network.hits(ANALYTICS)).toHaveLength(2);
        await expect(visitor.layer).toHaveCount(0);
      });

      test(`W-04 ${markup} Google snippet: stopped and its cookies gone after withdrawal (${form})`, async ({ page, context, site, network, visitor }) => {
        await site.open(page, path);
        await visitor.accept();
        await expect.poll(async () => (await context.cookies()).map((cookie) => cookie.name)).toEqual(expect.arrayContaining(google));
        await visitor.linger();

        await visitor.reopen();
        await visitor.reject();
        await expect.poll(async () => (await context.cookies()).map((cookie) => cookie.name)).toEqual(['sluis_consent']);
        // What ran already only stops with the page, and the visitor is told.
        await expect(page.getByRole('status')).toContainText(/reload/i);
        const denied = await page.evaluate(() =>
          Array.from(window.dataLayer ?? [], (entry) => Array.from(entry)).filter((entry) => entry[0] === 'consent').at(-1));
        expect(denied).toEqual(['consent', 'update', expect.objectContaining({ analytics_storage: 'denied' })]);

        network.forget();
        await page.getByRole('status').getByRole('button').first().click();
        await page.waitForLoadState();
        await visitor.settled();
        await visitor.linger();
        expect(site.outside()).toEqual([]);
        expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(['sluis_consent']);
      });
    });
  }
}

test('without Sluis the snippet reports at once', async ({ page, context, site, network }) => {
  site.form = 'none';
  site.mayAsk(TAG_MANAGER, ANALYTICS);
  await site.open(page, '/unmarked.html');
  await expect.poll(() => network.hits(ANALYTICS).length).toBe(1);
  expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(expect.arrayContaining(google));
});
