// Pages in other languages, in both directions of writing. What must stand there is read from the files of the texts.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { config, googleAnalytics, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

type Texts = Record<string, string | Record<string, string>>;

const folder = fileURLToPath(new URL('../../../src/core/text/', import.meta.url));
const texts = (tag: string): Texts => JSON.parse(readFileSync(`${folder}${tag}.json`, 'utf8'));
const tags = readdirSync(folder).flatMap((name) => (/^\w+\.json$/.test(name) ? [name.slice(0, -5)] : []));

const banner = (page: Page): Locator => page.locator('[data-sluis=banner]');
const settings = (page: Page): Locator => page.locator('[data-sluis=settings]');
const direction = (tag: string): string => (['ar', 'he'].includes(tag) ? 'rtl' : 'ltr');

for (const tag of ['ar', 'de', 'fi', 'zh']) {
  test(`U-16 a page in ${tag} is asked in ${tag}`, async ({ page, site }) => {
    const text = texts(tag);
    site.config(config([googleAnalytics, tracker]));
    site.page('/', html('Page', { language: tag, body: `<main dir="${direction(tag)}"><h1>1</h1><div data-sluis="declaration"></div></main>` }));
    await site.open(page);
    for (const key of ['btn.reject_all', 'btn.accept_all', 'btn.settings']) {
      await expect(banner(page).getByRole('button', { name: text[key] as string, exact: true })).toBeVisible();
    }
    await expect(page.getByRole('dialog', { name: text['banner.title'] as string })).toBeVisible();
    await expect(page.locator('[data-sluis=root]')).toHaveAttribute('lang', tag);
    await expect(page.locator('[data-sluis=root]')).toHaveAttribute('dir', direction(tag));
    await expect(banner(page)).toHaveCSS('direction', direction(tag));
    await expect(page.locator('[data-sluis=declaration] > *')).toHaveAttribute('lang', tag);

    await banner(page).getByRole('button', { name: text['btn.settings'] as string, exact: true }).click();
    await expect(settings(page).getByRole('button', { name: text['btn.save'] as string, exact: true })).toBeVisible();
    // A year and thirty days, in the form that the language has for them.
    const year = text['retention.years'] as Record<string, string>;
    await expect(settings(page)).toContainText((year.one ?? year.other)!.replace('{n}', '1'));
    expect(await settings(page).innerText()).not.toMatch(/[{}\t]|undefined|null/);

    // Equal answers, whatever the language (U-02): the same size, side by side or one above the other.
    const [reject, accept] = await Promise.all(
      ['reject', 'accept'].map((name) => settings(page).locator(`[data-do=${name}]`).boundingBox()),
    );
    expect(Math.abs(reject!.width - accept!.width)).toBeLessThan(1);
    expect(Math.abs(reject!.height - accept!.height)).toBeLessThan(1);
  });
}

test('from right to left the panel is mirrored, and names and corners are not', async ({ page, site }) => {
  site.config(config([tracker], { ui: { corner: 'left' } }));
  site.page('/', html('Page', { language: 'ar', body: '<h1>1</h1>' }).replace('<html ', '<html dir="rtl" '));
  await site.open(page);
  await banner(page).locator('[data-do=open]').last().click();
  const place = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
  const panel = await place('[data-sluis=settings]');
  const close = await place('[data-part=close]');
  expect(close.x + close.width / 2, 'the cross stands at the end of the line, which is left').toBeLessThan(panel.x + panel.width / 2);
  const name = page.locator('[data-service=tracker] tbody td').first();
  await expect(name).toHaveText('_tracker');
  await expect(name).toHaveCSS('unicode-bidi', 'plaintext');
  const control = await place('[data-sluis=control]');
  expect(control.x, 'left is left').toBeLessThan(100);
});

test('every language asks, shows its settings and leaves no gap', async ({ page, site }) => {
  test.setTimeout(240_000);
  site.config(config([googleAnalytics, tracker]));
  for (const tag of tags) {
    const text = texts(tag);
    site.page('/', html('Page', { language: tag }));
    await site.open(page);
    await expect(banner(page).locator('[data-do=reject]'), tag).toHaveText(text['btn.reject_all'] as string);
    await banner(page).locator('[data-do=open]').last().click();
    await expect(settings(page).locator('[data-do=save]'), tag).toHaveText(text['btn.save'] as string);
    expect(await settings(page).innerText(), tag).not.toMatch(/[{}\t]|undefined|null/);
    await expect(page.locator('[data-sluis=root]')).toHaveAttribute('lang', tag);
  }
});

test('a language that the site has words for is shown those, and English where it has none', async ({ page, site }) => {
  site.config(config([{ ...tracker, purpose: { de: 'Werbung zeigen', en: 'To show ads' } }], {
    texts: { de: { 'link.settings': 'Cookies verwalten' } },
  }));
  for (const [language, purpose, label] of [
    ['de', 'Werbung zeigen', 'Cookies verwalten'],
    ['fr', 'To show ads', texts('fr')['link.settings'] as string],
  ] as const) {
    site.page('/', html('Page', { language }));
    await site.open(page);
    await expect(page.locator('[data-sluis=control]')).toHaveText(label);
    await banner(page).locator('[data-do=open]').last().click();
    await expect(settings(page)).toContainText(purpose);
  }
});

test('the browser knows the plural rules of our languages', async ({ page, site }) => {
  site.page('/', '<!doctype html><title>Page</title>');
  await site.open(page);
  const unknown = await page.evaluate((all) => all.filter((tag) => !Intl.PluralRules.supportedLocalesOf([tag]).length), tags);
  expect(unknown).toEqual([]);
});

test('U-13 the added way back covers nothing of the question', async ({ page, site, visitor }) => {
  for (const layout of ['bar', 'box', 'corner']) {
    site.config(config([googleAnalytics, tracker], { ui: { layout, corner: 'left' } }));
    for (const tag of ['de', 'ar']) {
      site.page('/', html('Page', { language: tag }));
      await site.open(page);
      await expect(page.locator('[data-sluis=control]')).toHaveCount(1);
      await visitor.still();
      const covered = await banner(page).locator('a, button').evaluateAll((all) =>
        all.filter((one) => {
          const { left, right, bottom } = one.getBoundingClientRect();
          return [left + 2, right - 2].some((x) => document.elementFromPoint(x, bottom - 4)?.closest('[data-sluis=control]'));
        }).map((one) => one.textContent));
      expect(covered, `${layout} in ${tag}`).toEqual([]);
    }
  }
});
