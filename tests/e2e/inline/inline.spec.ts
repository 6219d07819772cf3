// The settings as part of a page: for sites with a page for them, and for visitors whose filters hide what lies over pages.
import type { Page } from '@playwright/test';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const place = '<main><h1>Your choice</h1><div data-sluis="panel"><p>Without JavaScript nothing is stored.</p></div><p><a href="#sluis">Change my choice</a></p><p style="height: 1500px">Long</p><p><a href="/" data-sluis="open">Cookie settings</a></p></main>';
const panel = (page: Page) => page.getByRole('region', { name: 'Choose which cookies you allow' });

test.beforeEach(({ site }) => {
  site.config(config([visits, videos, tracker]));
  site.mayAsk('cdn.visits.test');
  site.page('/choice', html('Choice', { body: place }));
  site.page('/', html('Home', { body: '<h1>Home</h1><p><a href="#sluis">Cookies</a></p>' }));
});

test('W-07 the settings stand in the page: a landmark, no dialog, with everything off', async ({ page, site }) => {
  await site.open(page, '/choice');
  await expect(panel(page)).toBeVisible();
  await expect(page.getByText('Without JavaScript')).toHaveCount(0);
  await expect(panel(page).getByRole('switch')).toHaveCount(6);
  await expect(panel(page).getByRole('switch', { checked: true })).toHaveCount(0);
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('Choose which cookies you allow');
  await expect(panel(page).getByRole('button', { name: /^(Reject all|Accept all|Keep my choice)$/ })).toHaveCount(3);
  await expect(panel(page).getByRole('button', { name: 'Close' })).toHaveCount(0);
  await expect(panel(page)).toHaveCSS('position', 'static');
  expect(await page.evaluate(() => scrollY), 'the page stays where it was').toBe(0);
  await expect(page.locator('body')).toBeFocused();
});

test('G-02 what is switched on there is stored, said aloud, and shown; focus stays on the button', async ({ page, site, visitor }) => {
  await site.open(page, '/choice');
  await panel(page).getByRole('switch', { name: 'Statistics' }).check();
  await expect(panel(page).getByRole('switch', { name: 'Visits' })).toBeChecked();
  await panel(page).getByRole('button', { name: 'Keep my choice' }).click();
  expect(await page.evaluate(() => document.cookie)).toMatch(/~a1s0r0~.*~p$/);
  await expect(page.getByRole('status')).toHaveText('Your choice has been saved.');
  await expect(visitor.banner, 'it answers the question').toHaveCount(0);
  await expect(panel(page)).toContainText('Below you see what you chose before.');
  await expect(panel(page).getByRole('switch', { name: 'Statistics' })).toBeChecked();
  await expect(panel(page).getByRole('button', { name: 'Keep my choice' })).toBeFocused();
  await expect(panel(page).locator('[data-part=receipts] li')).toHaveCount(1);
  await page.reload();
  await expect(panel(page).getByRole('switch', { name: 'Statistics' })).toBeChecked();
  await panel(page).getByRole('button', { name: 'Reject all' }).click();
  expect(await page.evaluate(() => document.cookie)).toMatch(/~a0s0r0~.*~w$/);
  await expect(page.getByRole('status')).toContainText('withdrawn');
  await expect(panel(page).getByRole('switch', { checked: true })).toHaveCount(0);
  expect(await page.evaluate(() => document.cookie)).toContain('~a0s0r0~');
});

test('a choice made elsewhere shows there: on the banner, by a script, in another tab', async ({ page, context, site, visitor }) => {
  await site.open(page, '/choice');
  await visitor.banner.getByRole('button', { name: 'Accept all' }).click();
  await expect(panel(page).getByRole('switch', { checked: true })).toHaveCount(6);
  await page.evaluate(() => window.sluis!.accept(['social']));
  await expect(panel(page).getByRole('switch', { checked: true })).toHaveCount(2);
  const other = await context.newPage();
  await site.open(other);
  await other.evaluate(() => new Promise((done) => window.sluis!.on('ready', done)));
  await other.evaluate(() => window.sluis!.reject());
  await expect(panel(page).getByRole('switch', { checked: true })).toHaveCount(0);
});

test('W-01 every way to the settings leads there, once and again, and is no dialog', async ({ page, site, visitor }) => {
  await site.open(page, '/choice');
  await visitor.reject();
  const title = panel(page).getByRole('heading', { level: 2 });
  for (const way of ['Cookie settings', 'Change my choice', 'Cookie settings']) {
    await page.getByRole('link', { name: way }).click();
    await expect(title).toBeFocused();
    await expect(title).toBeInViewport();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  // Modal it is not: Tab leads out.
  await panel(page).getByRole('button', { name: 'Keep my choice' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Change my choice' })).toBeFocused();
});

test('W-07 `#sluis` leads there from another page, also where a filter hides everything over pages', async ({ page, site }) => {
  site.page('/choice', html('Choice', { head: '<style>#sluis { display: none !important }</style>', body: place }));
  await site.open(page, '/choice#sluis');
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeFocused();
  await panel(page).getByRole('button', { name: 'Reject all' }).click();
  expect(await page.evaluate(() => document.cookie)).toContain('~a0s0r0~');
});

test('W-01 a plain link to `#sluis` opens the settings as often as it is clicked, and counts as a way back', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.reject();
  await expect(page.locator('[data-sluis=control]')).toHaveCount(0);
  for (const time of [1, 2]) {
    await page.getByRole('link', { name: 'Cookies' }).click();
    await expect(visitor.settings, `time ${time}`).toBeVisible();
    await visitor.closeButton.click();
    await expect(visitor.settings).toHaveCount(0);
  }
});

test('a place that cannot be seen is none: then they come as a dialog', async ({ page, site, visitor }) => {
  site.page('/choice', html('Choice', { head: '<style>[data-sluis=panel] { display: none }</style>', body: place }));
  await site.open(page, '/choice');
  await visitor.reject();
  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await expect(visitor.settings).toBeVisible();
  await visitor.switchOf('Statistics').check();
  await visitor.saveButton.click();
  expect(await page.evaluate(() => document.cookie)).toContain('~a1s0r0~');
});

test('F-01 where there is nothing to choose it tells so, without a button', async ({ page, site }) => {
  site.config(config([]));
  await site.open(page, '/choice');
  const region = page.getByRole('region', { name: 'Cookies on this website' });
  await expect(region).toContainText('only uses cookies');
  await expect(region.getByRole('button')).toHaveCount(0);
  await expect(region.getByRole('switch')).toHaveCount(0);
});

test('"saved" is said each time', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.reject();
  const shown = () => page.getByRole('status').getByText('Your choice has been saved.');
  await expect(shown()).toBeVisible();
  // It stays for whoever has focus on it.
  await page.getByRole('link', { name: 'Cookies' }).focus();
  await expect(shown()).toBeHidden({ timeout: 9_000 });
  await page.getByRole('link', { name: 'Cookies' }).click();
  await visitor.rejectButton.click();
  await expect(shown()).toBeVisible();
});
