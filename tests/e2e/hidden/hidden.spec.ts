// Who hides banners with a filter can still change the choice: `#sluis` leads to the settings on every page.
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TRACKER } from '../support/third-parties.ts';

// What filter lists hide: https://github.com/easylist/easylist/tree/master/easylist_cookie
const filter = '[data-sluis=banner], .cookie-banner, #cookie-banner, #cookieconsent, .cc-window { display: none !important }';

test('W-07 with the banner hidden by a filter the settings open by address and by link, and their switches work', async ({ page, site, network, visitor }) => {
  site.config(config([visits, tracker]));
  site.mayAsk(TRACKER, 'cdn.visits.test');
  site.page('/', html('Filtered', {
    head: `<style>${filter}</style>`,
    body: '<h1>Filtered</h1><p><a href="#sluis">Cookies</a></p><script src="https://cdn.tracker.test/t.js"></script>',
  }));
  await site.open(page, '/#sluis');
  await expect(visitor.settings).toBeVisible();
  await visitor.switchOf('Advertising').check();
  await visitor.saveButton.click();
  await expect(visitor.settings).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['/t.js']);

  await page.reload();
  await expect(visitor.settings).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(visitor.settings).toHaveCount(0);
  await page.evaluate(() => { location.hash = ''; });
  await page.getByRole('link', { name: 'Cookies' }).click();
  await expect(visitor.settings).toBeVisible();
  await expect(visitor.switchOf('Advertising')).toBeChecked();
  await visitor.switchOf('Advertising').uncheck();
  await visitor.saveButton.click();
  await expect(visitor.settings).toHaveCount(0);
  network.forget();
  await site.open(page, '/');
  await visitor.settled();
  await visitor.linger(200);
  expect(network.hits(TRACKER)).toEqual([]);
  await expect(visitor.banner).toBeHidden();
});
