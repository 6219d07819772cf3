// What a page's own code stored before anybody was asked, and before anything could refuse it.
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

for (const form of ['waiting', 'tag'] as const) {
  test(`W-04 what was stored before there was a question goes with the refusal (${form})`, async ({ page, site, visitor, context }) => {
    site.form = form;
    site.config(config([visits, tracker]));
    const early = "document.cookie = '_visits=1; path=/; max-age=9999'; document.cookie = 'own=1; path=/'; localStorage._tracker = 1; localStorage.own = 1";
    site.page('/', html('Early', { head: `<script>${early}</script>` }));
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    const stored = async () => [(await context.cookies()).map(({ name }) => name), await page.evaluate(() => Object.keys(localStorage))].flat();
    expect(await stored(), 'the test shows something').toEqual(expect.arrayContaining(['_visits', '_tracker']));
    await visitor.reject();
    await expect.poll(async () => (await stored()).sort()).toEqual(['own', 'own', 'sluis_consent', 'sluis_receipts']);
  });
}
