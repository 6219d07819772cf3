// Pages that change their body without being loaded: what is ours comes back into the new one.
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const body = '<h1>Shop</h1><p>No link to the settings here.</p>';

test.beforeEach(({ site }) => {
  site.config(config([visits, tracker]));
  site.page('/', html('Redrawn', { body }));
});

/** As Turbo does, and a framework that draws a whole document. */
const redraw = (what: 'body' | 'document') => {
  if (what == 'body') {
    const next = document.createElement('body');
    next.innerHTML = '<h1>Next</h1>';
    return document.documentElement.replaceChild(next, document.body);
  }
  const copy = document.documentElement.cloneNode(true) as Element;
  copy.querySelector('[data-sluis=root]')!.remove();
  document.replaceChild(copy, document.documentElement);
};

for (const what of ['body', 'document'] as const) {
  test(`A-06 the question comes back into a ${what} that is drawn anew, first in it, and takes an answer`, async ({ page, site, visitor }) => {
    await site.open(page);
    for (const round of [1, 2, 3]) {
      await expect(visitor.banner, `round ${round}`).toBeVisible();
      await page.evaluate(redraw, what);
    }
    await expect(visitor.banner).toBeVisible();
    expect(await page.evaluate(() => document.body.firstElementChild!.matches('[data-sluis=root]:popover-open'))).toBe(true);
    await visitor.reject();
    await expect(visitor.banner).toBeHidden();
    expect(await page.evaluate(() => document.cookie)).toContain('~a0s0r0~');
    // Answered, it stays away; the way back does not.
    await page.evaluate(redraw, 'body' as const);
    await expect(page.locator('[data-sluis=control]')).toBeVisible();
    await expect(visitor.banner).toHaveCount(0);
    await page.locator('[data-sluis=control]').click();
    await expect(page.locator('[data-sluis=settings]')).toBeVisible();
  });
}

test('A-07 who takes our element out of the page twice is not fought, and nothing is granted', async ({ page, site, visitor }) => {
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await page.locator('[data-sluis=root]').evaluate((root) => root.remove());
  await expect(visitor.banner).toBeVisible();
  await page.locator('[data-sluis=root]').evaluate((root) => root.remove());
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await expect(page.locator('[data-sluis=root]')).toHaveCount(0);
  expect(await page.evaluate(() => window.sluis!.state())).toMatchObject({ decided: false, categories: { analytics: 'denied' } });
});

test('A-06 a place that the page keeps for the question is where it comes', async ({ page, site, visitor }) => {
  site.page('/', html('Place', { body: `<div data-sluis="place"></div>${body}` }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(await page.evaluate(() => document.querySelector('[data-sluis=root]')!.parentElement!.matches('body > [data-sluis=place]:first-child'))).toBe(true);
  await visitor.accept();
  await expect(visitor.banner).toBeHidden();
});
