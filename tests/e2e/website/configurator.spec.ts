// The configurator as an owner uses it: from an empty form to files that the native command finds nothing wrong with.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Download, Page } from '@playwright/test';
import { expect, test as base } from '../support/fixtures.ts';
import { folder } from '../support/folder.ts';
import { Site } from '../support/site.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** As `cargo xtask site` has built it. */
const built = join(root, 'target/site');

const test = base.extend<{ shown: Site }>({
  shown: async ({ network, site }, use) => {
    void site;
    await use(new Site(network, 'www.sluis-website.test', built));
  },
});

/** What a native command says of a downloaded file. */
async function native(download: Download, command: string, ...options: string[]): Promise<string> {
  const file = join(folder(), 'consent.json');
  await download.saveAs(file);
  return execFileSync(process.env.CARGO ?? 'cargo', ['run', '--quiet', '--package', 'xtask', '--', command, file, ...options], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

const verdict = (page: Page) => page.locator('#verdict');
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name });
const saved = async (page: Page, name: string) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
  return download;
};
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

test('an owner builds Twisted Bytes from nothing, and the command finds nothing wrong', async ({ page, shown, context }) => {
  await shown.open(page, '/configurator/');
  await field(page, 'Legal name').fill('Twisted Bytes B.V.');
  await field(page, 'Name that visitors know').fill('Twisted Bytes');
  await field(page, 'Legal form').fill('B.V.');
  await field(page, 'Postal address').fill('Pijpenstraat 11a, Enschede');
  await field(page, 'Telephone').fill('+31 85 - 401 9626');
  await field(page, 'E-mail for questions about privacy').fill('privacy@twistedbytes.test');
  await field(page, 'Hosts, one on a line').fill('twistedbytes.test\nwww.twistedbytes.test');
  await page.locator('#f-language').selectOption('nl');
  await field(page, 'Address of the privacy statement').fill('/privacyverklaring/');
  await field(page, 'Its version').fill('2018-06-12');
  await field(page, 'Holds from').fill('2018-06-12');

  await field(page, 'Add a known service').fill('google-analytics.com');
  await page.getByRole('button', { name: 'Add: Google Analytics', exact: true }).click();
  await expect(page.locator('#services summary')).toContainText('Google Analytics');
  await field(page, 'Data-processing agreement').selectOption('true');
  await field(page, 'May use the data for its other products').selectOption('false');
  await field(page, 'Kept for, in months').fill('14');
  await page.locator('[id="f-categories-analytics-used"]').selectOption('true');

  await page.getByRole('button', { name: 'Add something you process' }).click();
  await field(page, 'What').fill('Logbestanden van de server');
  await field(page, 'How long').fill('Maximaal 12 dagen');
  await page.getByLabel('access', { exact: true }).check();
  await page.getByLabel('complaint', { exact: true }).check();
  await field(page, 'Authority').fill('Autoriteit Persoonsgegevens');

  await expect(verdict(page)).toHaveText('Usable');
  const preview = page.frameLocator('#stage iframe:last-of-type');
  await expect(preview.getByRole('dialog')).toContainText('Wij gebruiken alleen met uw toestemming cookies');
  await expect(preview.getByRole('dialog')).toContainText('twistedbytes.test');

  await tab(page, 'consent.json').click();
  const download = await saved(page, 'Download consent.json');
  expect(download.suggestedFilename()).toBe('consent.json');
  expect(await native(download, 'check')).toContain('good (0 errors, 0 warnings, 0 notes)');
  const written = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(Object.keys(written).slice(0, 3)).toEqual(['version', 'controller', 'domains']);
  expect(written.services).toEqual([{ catalogue: 'google-analytics', agreement: true, dataSharing: false, retentionMonths: 14 }]);
  expect(written.rights).toEqual(['access', 'complaint']);

  // What it writes is what the native commands write.
  const policy = await native(download, 'csp');
  await tab(page, 'Policy').click();
  await expect(page.locator('#csp')).toHaveText(policy.trim());
  await tab(page, 'Statement').click();
  await expect(page.locator('#statement')).toContainText('Twisted Bytes B.V.');
  expect(readFileSync(await (await saved(page, 'Download as HTML')).path(), 'utf8')).toBe(await native(download, 'statement'));
  await tab(page, 'On your site').click();
  const snippet = await page.locator('#snippet').textContent();
  expect(`${snippet}\n`, 'to the byte').toBe(await native(download, 'snippet'));
  expect(readFileSync(await (await saved(page, 'Download it as a file')).path(), 'utf8')).toBe(`${snippet}\n`);
  await page.locator('#form-of').selectOption('inline');
  await expect(page.locator('#snippet')).not.toContainText('http-equiv');
  expect(`${await page.locator('#snippet').textContent()}\n`).toBe(await native(download, 'snippet', '--no-wait'));

  expect(shown.outside(), 'nothing leaves for anybody else').toEqual([]);
  expect(shown.network.log.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length), 'nothing is kept unasked').toBe(0);
});

test('a bad file is told by path, keeps what was written, and the form follows once it is mended', async ({ page, shown }) => {
  await shown.open(page, '/nl/configurator/');
  await page.getByRole('button', { name: 'Plak een consent.json' }).click();
  const file = page.locator('#json');
  await file.fill('{"version": 1, "controller": {"name": "Winkel", "email": "nobody"}, "colour": 1, "services": [{"catalogue": "youtub"}, {"id": "x"}]}');
  await expect(verdict(page)).toContainText('te herstellen');
  await tab(page, /^Problemen/).click();
  const problems = page.locator('#problems');
  for (const path of ['$.colour', '$.controller.email', '$.services[0].catalogue', '$.services[1].name']) {
    await expect(problems.getByText(path, { exact: true }).first()).toBeVisible();
  }
  await expect(problems).toContainText('youtube');
  await page.getByRole('button', { name: 'Ga naar het veld: $.controller.email' }).click();
  await expect(page.locator('#f-controller-email')).toBeFocused();
  await expect(page.locator('#f-controller-email')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('#f-controller-email').fill('info@winkel.test');
  await expect(problems.getByText('$.controller.email')).toHaveCount(0);
  // What the form has no field for stays as it was written.
  expect(JSON.parse(await file.inputValue())).toMatchObject({ colour: 1, services: [{ catalogue: 'youtub' }, { id: 'x' }] });

  await tab(page, 'consent.json').click();
  await file.fill('{"version": 1, ');
  await expect(file).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#said')).toContainText('geen JSON');
  await expect(page.locator('#f-controller-email')).toHaveValue('info@winkel.test');
  await file.fill('{"version": 1, "controller": {"name": "Ander B.V."}}');
  await expect(page.locator('#f-controller-name')).toHaveValue('Ander B.V.');
  await expect(verdict(page)).toHaveText('Bruikbaar');
});

test('a Dutch shop begins in Dutch, copies addresses as people do, and is told in Dutch what is wrong and what comes later', async ({ page, shown }) => {
  await shown.open(page, '/nl/configurator/');
  await expect(page.locator('#f-language')).toHaveValue('nl');
  await field(page, 'Juridische naam').fill('Bloemen Jansen V.O.F.');
  await field(page, 'Domeinen, één per regel').fill('https://WWW.BloemenJansen.test/\nbloemenjansen.test');
  await field(page, 'E-mail voor vragen over privacy').fill('Info@BloemenJansen.test');
  await field(page, 'Adres van de privacyverklaring').fill('www.bloemenjansen.test/privacy');
  await field(page, 'Voeg een bekende dienst toe').fill('google analytics');
  await page.getByRole('button', { name: 'Voeg toe: Google Analytics', exact: true }).click();
  await expect(verdict(page)).toHaveText('Bruikbaar, 1 nog eens te bekijken');
  expect(JSON.parse(await page.locator('#json').inputValue())).toMatchObject({
    language: 'nl',
    domains: ['www.bloemenjansen.test', 'bloemenjansen.test'],
    controller: { email: 'Info@bloemenjansen.test' },
  });
  await tab(page, /^Problemen/).click();
  await expect(page.locator('#problems')).toContainText('zet er https:// voor');
  await page.getByRole('button', { name: 'Ga naar het veld: $.statement.url' }).click();
  await page.locator('#f-statement-url').fill('https://www.bloemenjansen.test/privacy');
  await field(page, 'E-mail voor vragen over privacy').fill('info');
  await expect(page.locator('#f-controller-email ~ .wrong')).toContainText('Het is anders geschreven dan het moet.');
  await field(page, 'E-mail voor vragen over privacy').fill('info@bloemenjansen.test');
  await expect(verdict(page)).toHaveText('Bruikbaar');

  await tab(page, 'Verklaring').click();
  await expect(page.locator('#statement')).toContainText('Wie is verantwoordelijk?');
  // What it gives without being asked is what the commands give: the form that Chromium sends nothing ahead for.
  await tab(page, 'Op uw website').click();
  await expect(page.locator('#snippet')).toContainText('<meta http-equiv="Content-Security-Policy" content="">');
  await expect(page.locator('#snippet'), 'the texts in the shop’s language').toContainText('<link rel="prefetch" as="fetch" href="/sluis/text-nl-');
  await expect(page.locator('#p-site')).toContainText('Later iets veranderen?');
});

test('the preview speaks every language, in light and dark, and shows the settings and the table', async ({ page, shown }) => {
  // Each change starts Sluis anew in a frame.
  test.slow();
  await shown.open(page, '/configurator/#example=twisted-bytes');
  const banner = page.frameLocator('#stage iframe:last-of-type').getByRole('dialog');
  await expect(banner).toContainText('Cookies op deze website');
  const languages = await page.locator('#v-language option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(languages.length).toBeGreaterThan(36);
  for (const [id, words] of [['de', 'Cookies auf dieser Website'], ['ar', 'ملفات'], ['nl-je', 'jouw']] as const) {
    await page.locator('#v-language').selectOption(id);
    await expect(banner).toContainText(words);
  }
  const ground = () => banner.evaluate((element) => getComputedStyle(element).backgroundColor);
  await page.locator('#v-theme').selectOption('light');
  // As Chromium writes a colour that was given, and one that was derived.
  const white = /^(rgb\(255, 255, 255\)|lab\(100 0 0\))$/;
  await expect.poll(ground).toMatch(white);
  await page.locator('#v-theme').selectOption('dark');
  await expect.poll(ground).not.toMatch(white);
  await page.locator('#v-view').selectOption('settings');
  await expect(banner.getByRole('switch').first()).toBeVisible();
  await page.locator('#v-view').selectOption('declaration');
  await expect(page.frameLocator('#stage iframe:last-of-type').locator('[data-sluis=declaration]')).toContainText('_ga');
  await page.locator('#v-view').selectOption('banner');
  // By keyboard: the frame is shown smaller than it is, and Playwright reckons a click in it beside the window.
  await banner.getByRole('button').filter({ hasText: 'Accepteren' }).press('Enter');
  await expect(banner).toHaveCount(0);
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('a draft waits in a link or in this browser, only when it is asked to', async ({ page, shown }) => {
  await shown.open(page, '/configurator/');
  await field(page, 'Legal name').fill('Bakkerij ’t Hoekje');
  await tab(page, 'consent.json').click();
  await page.getByRole('button', { name: 'Make a link to this draft' }).click();
  await expect(page).toHaveURL(/#config=/);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(field(page, 'Legal name')).toHaveValue('Bakkerij ’t Hoekje');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);

  await tab(page, 'consent.json').click();
  await page.getByRole('button', { name: 'Keep this draft in this browser' }).click();
  await shown.open(page, '/nl/configurator/');
  await page.getByRole('button', { name: 'Ga daarmee verder' }).click();
  await expect(page.locator('#f-controller-name')).toHaveValue('Bakkerij ’t Hoekje');
  await page.reload();
  await page.getByRole('button', { name: 'Verwijder het' }).click();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.goto(`${shown.url('/configurator/')}#config=!!`);
  await expect(page.locator('#said')).toContainText('no draft that can be read');
});

test('everything is reached with the keyboard, and axe finds nothing', async ({ page, shown }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await shown.open(page, '/configurator/#example=codex-connectors');
  await expect(verdict(page)).toContainText('Usable');
  const clean = async (what: string, part: string) => {
    const { violations } = await new AxeBuilder({ page }).include(part).exclude('iframe').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]), what).toEqual([]);
  };
  await tab(page, 'Banner').focus();
  for (const name of ['Problems', 'consent.json', 'On your site', 'Policy', 'Statement']) {
    await page.keyboard.press('ArrowRight');
    await expect(tab(page, name)).toBeFocused();
    await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true');
    await clean(name, '.panel');
  }
  await tab(page, 'Banner').click();
  await page.locator('#services summary').first().click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await clean(colorScheme, 'body');
  }
  await page.locator('#pick').focus();
  await page.keyboard.type('youtube');
  await expect(page.locator('#picked')).toContainText('found');
  await page.keyboard.press('Enter');
  await expect(page.locator('#services summary').filter({ hasText: 'YouTube' })).toBeFocused();
});
