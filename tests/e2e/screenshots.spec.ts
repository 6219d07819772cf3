// Pictures of the banner and the settings of the five companies, to be looked at by a person:
// `npm run screens`, then see e2e/results/screens. Not part of the normal run.
import { fileURLToPath } from 'node:url';
import { expect, test } from './support/fixtures.ts';
import { Site } from './support/site.ts';

const www = fileURLToPath(new URL('../../www/', import.meta.url));
const screens = fileURLToPath(new URL('./results/screens/', import.meta.url));
const asking = ['twisted-bytes', 'codex-connectors'];

for (const company of ['2twnty4', 'twentenet', 'tnp-digital', ...asking]) {
  for (const [device, viewport] of Object.entries({ desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${company} on ${device}, ${colorScheme}`, { tag: '@screens' }, async ({ page, network, visitor }) => {
        const site = new Site(network, 'www.companies-demo.test', www);
        site.mayAsk('www.googletagmanager.com');
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await site.open(page, `/sites/${company}/`);
        await visitor.settled();
        await visitor.linger();
        const shoot = async (what: string): Promise<void> => {
          await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
          await page.screenshot({ path: `${screens}${company}-${what}-${device}-${colorScheme}.png` });
        };
        if (asking.includes(company)) {
          await expect(visitor.banner).toBeVisible();
          await shoot('banner');
          await visitor.chooseButton.click();
        } else {
          await shoot('page');
          await page.locator('[data-sluis="open"]').first().click();
        }
        await expect(page.getByRole('dialog')).toBeVisible();
        await shoot('settings');
        for (const summary of await page.getByRole('dialog').locator('summary').all()) await summary.click();
        await page.getByRole('dialog').locator('[data-part="scroll"]').evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
        await shoot('settings-opened');
        await page.keyboard.press('Escape');
        await site.open(page, `/sites/${company}/privacyverklaring/`);
        await visitor.settled();
        const declaration = page.locator('[data-sluis="declaration"]');
        if (await declaration.count()) await declaration.first().scrollIntoViewIfNeeded();
        await shoot('statement');
      });
    }
  }
}
