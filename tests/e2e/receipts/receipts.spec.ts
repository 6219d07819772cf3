// What the visitor can see of the own choices, and take along.
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

test('R-08 the choices made here are told in the settings and can be saved as a file', async ({ page, site, visitor }) => {
  site.config(config([visits, tracker]));
  site.page('/', html('Receipts', { body: '<h1>Receipts</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
  await site.open(page);
  const settings = page.locator('[data-sluis=settings]');
  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await expect(settings).toBeVisible();
  await expect(settings.getByText('Proof of your choice')).toBeHidden();
  await page.keyboard.press('Escape');
  await visitor.accept();
  await page.evaluate(() => window.sluis!.accept(['analytics']));
  await page.getByRole('link', { name: 'Cookie settings' }).click();
  await settings.getByText('Proof of your choice').click();
  const lines = settings.getByRole('listitem');
  await expect(lines).toHaveText([/Statistics – Yes and Advertising – No$/, /Statistics – Yes and Advertising – Yes$/]);
  await expect(lines.first()).toContainText(new Date().getFullYear().toString());
  const [download] = await Promise.all([page.waitForEvent('download'), settings.getByRole('link', { name: 'Download proof' }).click()]);
  expect(download.suggestedFilename()).toBe('cookie-receipts.json');
  const receipts = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(receipts).toEqual(await page.evaluate(() => JSON.parse(localStorage.sluis_receipts)));
  expect(receipts.map((receipt: any) => receipt.choices.advertising)).toEqual(['granted', 'denied']);
  expect((await new AxeBuilder({ page }).include('[data-sluis=settings]').analyze()).violations).toEqual([]);
});

test('R-08 a list that somebody has spoilt is not shown and breaks nothing', async ({ page, site, visitor }) => {
  site.config(config([visits]));
  site.page('/', html('Spoilt', { body: '<h1>Spoilt</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
  await site.open(page);
  await visitor.reject();
  for (const spoilt of ['{"a":1}', 'nonsense', '[[1],null,{"at":"<b>"}]']) {
    await page.evaluate((spoilt) => localStorage.setItem('sluis_receipts', spoilt), spoilt);
    await page.getByRole('link', { name: 'Cookie settings' }).click();
    await expect(page.locator('[data-sluis=settings]')).toBeVisible();
    await page.keyboard.press('Escape');
  }
});
