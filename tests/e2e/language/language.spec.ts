// The banner speaks the language of the page, and only that one.
import type { Page } from '@playwright/test';
import { config, googleAnalytics, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const dutch = /Wij gebruiken alleen met uw toestemming cookies om bezoek te meten/;
const familiar = /Wij gebruiken alleen met jouw toestemming cookies om bezoek te meten/;
const english = /We use cookies to measure visits.*only with your permission/;

const root = (page: Page): Promise<string | null> => page.evaluate(() => document.querySelector('[data-sluis="root"]')!.getAttribute('lang'));

for (const { title, page: language, config: more, text, lang } of [
  { title: 'Dutch for <html lang="nl">', page: 'nl', config: {}, text: dutch, lang: 'nl' },
  { title: 'Dutch for <html lang="nl-BE">', page: 'nl-BE', config: {}, text: dutch, lang: 'nl' },
  { title: 'Dutch for <html lang="NL">', page: 'NL', config: {}, text: dutch, lang: 'nl' },
  { title: 'Dutch with je', page: 'nl', config: { formality: 'informal' }, text: familiar, lang: 'nl' },
  { title: 'English for <html lang="en-GB">', page: 'en-GB', config: { language: 'nl' }, text: english, lang: 'en' },
  { title: 'the fallback of the config for a language that we do not speak', page: 'xx', config: { language: 'nl' }, text: dutch, lang: 'nl' },
  { title: 'the fallback of the config for no language', page: '', config: { language: 'nl' }, text: dutch, lang: 'nl' },
  { title: 'English when nothing says otherwise', page: 'xx', config: { language: undefined }, text: english, lang: 'en' },
]) {
  test(`speaks ${title}`, async ({ page, site, visitor }) => {
    site.config(config([googleAnalytics], more));
    site.page('/', html('Taal', { language }));
    await site.open(page);
    await expect(visitor.banner).toContainText(text);
    expect(await root(page)).toBe(lang);
    await visitor.chooseButton.click();
    const other = lang === 'nl' ? /\b(the|your|reject|accept|cookies we)\b/i : /\b(uw|jouw|wij|weigeren|accepteren|deze)\b/i;
    expect(await visitor.settings.innerText()).not.toMatch(other);
  });
}

test('speaks to a friend in any language that has a word for it', async ({ page, site }) => {
  site.config(config([googleAnalytics], { formality: 'informal' }));
  for (const [language, words] of [['bg', 'само с твое разрешение'], ['et', 'sinu nõusolekul'], ['fi', 'vain suostumuksellasi']] as const) {
    site.page(`/${language}`, html('Taal', { language }));
    await site.open(page, `/${language}`);
    await expect(page.locator('[data-sluis=banner]')).toContainText(words);
  }
});

test('loads one language and no other', async ({ page, site, network, visitor }) => {
  site.config(config([googleAnalytics]));
  site.page('/', html('Taal', { language: 'nl' }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(network.hits(site.host).filter((hit) => /text-/.test(hit.path))).toHaveLength(1);
});

test('a returning visitor loads no texts until the settings are opened', async ({ page, site, network, visitor }) => {
  site.config(config([tracker]));
  site.page('/', html('Terug', { language: 'nl', body: '<h1>Terug</h1><a href="#sluis" data-sluis="open">Cookie-instellingen</a>' }));
  await site.open(page);
  await visitor.reject();
  network.forget();
  await page.reload();
  await visitor.settled();
  await visitor.linger();
  expect(network.hits(site.host).filter((hit) => /text-/.test(hit.path))).toEqual([]);
  await visitor.reopen();
  expect(network.hits(site.host).filter((hit) => /text-/.test(hit.path))).toHaveLength(1);
});

test('purposes are joined as a sentence, with the number of companies', async ({ page, site, visitor }) => {
  site.config(config([googleAnalytics, tracker]));
  site.page('/', html('Taal', { language: 'nl' }));
  await site.open(page);
  await expect(visitor.banner).toContainText(
    'Wij gebruiken alleen met uw toestemming cookies om bezoek te meten en om reclame te tonen die bij u past. Daarbij krijgen 2 andere bedrijven gegevens over uw bezoek.',
  );
  await expect(visitor.banner.getByRole('button', { name: 'Alles weigeren' })).toBeVisible();
  await expect(visitor.banner.getByRole('button', { name: 'Alles accepteren' })).toBeVisible();
});

test('one company is named, not counted', async ({ page, site, visitor }) => {
  site.config(config([googleAnalytics]));
  site.page('/', html('Taal', { language: 'nl' }));
  await site.open(page);
  await expect(visitor.banner).toContainText('Daarbij krijgt Google gegevens over uw bezoek.');
  await expect(visitor.banner.getByRole('button', { name: 'Meer over Google' })).toBeVisible();
});

test('a text of the site takes the place of ours', async ({ page, site, visitor }) => {
  site.config(config([googleAnalytics, tracker], { texts: { nl: { 'link.vendors': 'Wie krijgen er gegevens?' } } }));
  site.page('/', html('Taal', { language: 'nl' }));
  await site.open(page);
  await expect(visitor.banner.getByRole('button', { name: 'Wie krijgen er gegevens?' })).toBeVisible();
});

test('what the config says is text, never markup', async ({ page, site, visitor }) => {
  site.config(config([{ ...tracker, name: '<img src=x onerror="document.title=\'Broken\'">' }], {
    controller: { name: '<b>Voorbeeld</b> B.V.', email: 'privacy@voorbeeld.test' },
  }));
  site.page('/', html('Tekst'));
  await site.open(page);
  await expect(visitor.banner).toContainText('<b>Voorbeeld</b> B.V.');
  await visitor.chooseButton.click();
  await expect(visitor.settings.getByRole('heading', { name: '<img src=x' })).toBeVisible();
  await expect(page).toHaveTitle('Tekst');
});
