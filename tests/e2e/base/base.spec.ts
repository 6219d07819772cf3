// A page whose <base> points to somebody else, after the tag of Sluis.
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

for (const form of ['waiting', 'tag'] as const) {
  test(`B-13 the rest of Sluis never comes from another site's <base> (${form})`, async ({ page, site, visitor, network }) => {
    site.form = form;
    site.config(config([tracker]));
    site.mayAsk('tracker.test');
    site.page('/', html('Base', { head: '<base href="https://tracker.test/">', body: '<h1>Base</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    await page.locator('[data-do=open]').first().click();
    await expect(page.locator('[data-sluis=settings]')).toBeVisible();
    expect(network.hits('tracker.test')).toEqual([]);
  });
}
