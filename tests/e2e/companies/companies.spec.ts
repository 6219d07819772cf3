// The five companies, as `www` shows them: three with nothing to ask, two that ask in Dutch. What their
// statements leave unknown stays visibly unknown.
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/fixtures.ts';
import { Site } from '../support/site.ts';
import { ANALYTICS, TAG_MANAGER } from '../support/third-parties.ts';

const www = fileURLToPath(new URL('../../../www/', import.meta.url));
const quiet = ['2twnty4', 'twentenet', 'tnp-digital'];
const asking = ['twisted-bytes', 'codex-connectors'];

const demo = test.extend<{ shown: Site }>({
  shown: async ({ network, site }, use) => {
    // The site of this folder only lends its verdicts; what is shown is `www`.
    void site;
    await use(new Site(network, 'www.companies-demo.test', www));
  },
});

for (const company of quiet) {
  for (const path of ['', 'diensten/', 'privacyverklaring/']) {
    demo(`U-19 ${company}: no banner and nothing stored on /${path}`, async ({ page, context, shown, visitor }) => {
      await shown.open(page, `/sites/${company}/${path}`);
      await visitor.settled();
      await visitor.linger();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(shown.outside()).toEqual([]);
      expect(await context.cookies()).toEqual([]);
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    });
  }

  demo(`F-01 ${company}: a link opens what there is to know, and stores nothing`, async ({ page, context, shown, visitor }) => {
    await shown.open(page, `/sites/${company}/`);
    await visitor.settled();
    await page.locator('[data-sluis="open"]').first().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Deze website gebruikt alleen cookies die nodig zijn om de website te laten werken.');
    await expect(dialog.getByRole('switch')).toHaveCount(0);
    if (company === '2twnty4') await expect(dialog).toContainText('Deze website gebruikt dit soort cookies niet.');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
}

for (const company of asking) {
  demo(`B-01 ${company}: a Dutch banner, and nothing of Google's runs before a choice`, async ({ page, context, shown, network, visitor }) => {
    network.serve(TAG_MANAGER, () => ({ type: 'text/javascript', body: 'window.ran = ["google"]' }));
    await shown.open(page, `/sites/${company}/`);
    await expect(visitor.banner).toContainText('Wij gebruiken alleen met uw toestemming cookies om bezoek te meten. Daarbij krijgt Google gegevens over uw bezoek.');
    await expect(visitor.banner.getByRole('button', { name: 'Weigeren', exact: true })).toBeVisible();
    await expect(visitor.banner.getByRole('button', { name: 'Accepteren', exact: true })).toBeVisible();
    await expect(visitor.banner.getByRole('button', { name: 'Zelf instellen', exact: true })).toBeVisible();
    await visitor.linger();
    expect(shown.outside()).toEqual([]);
    expect(await page.evaluate(() => window.ran)).toBeUndefined();
    expect(await context.cookies()).toEqual([]);
  });

  demo(`B-03 ${company}: accept lets Google in, withdrawal puts it out`, async ({ page, context, shown, network, visitor }) => {
    shown.mayAsk(TAG_MANAGER, ANALYTICS);
    await shown.open(page, `/sites/${company}/`);
    await visitor.accept();
    await expect.poll(() => network.hits(ANALYTICS).length).toBeGreaterThan(0);
    await expect.poll(async () => (await context.cookies()).some((cookie) => cookie.name === '_ga')).toBe(true);
    await visitor.reopen();
    await visitor.reject();
    await expect.poll(async () => (await context.cookies()).map((cookie) => cookie.name)).toEqual(['sluis_consent']);
    network.forget();
    for (const path of ['', 'diensten/', 'privacyverklaring/']) {
      await shown.open(page, `/sites/${company}/${path}`);
      await visitor.settled();
      await visitor.linger(200);
    }
    expect(shown.outside()).toEqual([]);
  });

  demo(`${company}: what the statement does not say is shown as unknown`, async ({ page, shown, visitor }) => {
    await shown.open(page, `/sites/${company}/`);
    await visitor.chooseButton.click();
    const google = visitor.settings.locator('[data-service="google-analytics"]');
    await expect(google).toContainText('Google Ireland Limited');
    await expect(visitor.settings).toContainText(/onbekend|niet vermeld|niet bekend/i);
  });
}

for (const company of [...quiet, ...asking]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    demo(`A-02 ${company}: the statement carries the declaration, and axe finds nothing (${colorScheme})`, async ({ page, shown, visitor }) => {
      await page.emulateMedia({ colorScheme });
      await shown.open(page, `/sites/${company}/privacyverklaring/`);
      await visitor.settled();
      const declaration = page.locator('[data-sluis="declaration"]');
      await expect(declaration.getByRole('heading', { name: 'Functioneel' })).toBeVisible();
      if (asking.includes(company)) await expect(declaration).toContainText('_ga');
      await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }))).toEqual([]);
    });
  }
}
