// One cookie for a domain and all below it.
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { Site } from '../support/site.ts';
import { Visitor } from '../support/visitor.ts';

const declared = config([visits, tracker], { domains: ['subdomains.test'], record: { domain: 'subdomains.test' } });
const body = '<h1>A shop</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>';

const pair = test.extend<{ shop: Site }>({
  shop: async ({ site, network }, use) => {
    const shop = new Site(network, 'shop.subdomains.test', site.folder);
    for (const one of [site, shop]) {
      one.config(declared);
      one.page('/', html('Subdomains', { body }));
    }
    await use(shop);
  },
});

pair('R-05 what was chosen on one subdomain is not asked on another', async ({ page, context, site, shop, visitor }) => {
  await site.open(page);
  await visitor.accept();
  await shop.open(page);
  await visitor.settled();
  await expect(visitor.layer).toHaveCount(0);
  expect(await page.evaluate(() => window.sluis!.state()!.categories.analytics)).toBe('granted');
  expect((await context.cookies()).filter(({ name }) => name === 'sluis_consent').map(({ domain }) => domain)).toEqual(['.subdomains.test']);
});

pair('W-08 a withdrawal on one subdomain holds in a tab on another as soon as it is looked at', async ({ page, context, site, shop, visitor }) => {
  await site.open(page);
  await visitor.accept();
  const tab = await context.newPage();
  await shop.open(tab);
  await new Visitor(tab).settled();
  await tab.evaluate(() => window.sluis!.withdraw());
  // Browsers tell nothing from one host to another; the tab sees it when it gets focus.
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.locator('html[data-sluis-analytics=denied]')).toHaveCount(1, { timeout: 1_000 });
});

pair('R-05 an older cookie of the host alone does not outlive a newer one of the domain', async ({ page, context, site, shop, visitor }) => {
  await shop.open(page);
  await visitor.accept();
  const granted = (await context.cookies()).find(({ name }) => name === 'sluis_consent')!.value;
  const before = new Date(Date.now() - 3_600_000).toISOString().slice(0, 16).replace(/[-:]/g, '') + 'Z';
  await page.evaluate(() => window.sluis!.withdraw());
  await context.addCookies([{ name: 'sluis_consent', value: granted.replace(/\d{8}T\d{4}Z/, before), url: site.url() }]);
  await site.open(page);
  await visitor.settled();
  expect(await page.evaluate(() => window.sluis!.state())).toMatchObject({ decided: true, categories: { analytics: 'denied' } });
});
