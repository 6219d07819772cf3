// Platforms with a consent interface of their own. Their code is not on npm: what stands in for it keeps to their
// documentation (WP Consent API 2.0, Shopify Customer Privacy).
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const wordpress = `window.told = [];
  document.addEventListener('wp_consent_type_defined', () => told.push(['type', window.wp_consent_type]));`;
const api = `window.wp_set_consent = (kind, value) => told.push([kind, value]);
  window.wp_set_service_consent = (id, value) => told.push([id, value]);`;

for (const place of ['above', 'below'] as const) {
  test(`S-05 WordPress plugins hear of a choice, and of nothing before one (their script ${place})`, async ({ page, site, visitor }) => {
    site.config(config([visits, tracker]));
    site.page('/', html('WordPress', {
      head: `<script>${wordpress}${place === 'above' ? api : ''}</script><script src="/sluis/sluis.wordpress.js"></script>`,
      body: `<h1>WordPress</h1><script>${place === 'below' ? api : ''}</script>`,
    }));
    await site.open(page);
    await visitor.settled();
    const told = () => page.evaluate(() => (window as any).told.splice(0));
    expect(await told()).toEqual([['type', 'optin']]);
    await visitor.chooseButton.click();
    await visitor.switchOf('Statistics').check();
    await visitor.saveButton.click();
    const kept = [
      ['functional', 'allow'], ['preferences', 'deny'], ['statistics-anonymous', 'allow'], ['statistics', 'allow'], ['marketing', 'deny'],
      ['visits', true], ['tracker', false],
    ];
    expect(await told()).toEqual(kept);
    await page.reload();
    await visitor.settled();
    await visitor.linger(100);
    const again = await told();
    expect(again.slice(0, 8)).toEqual([['type', 'optin'], ...kept]);
    await page.evaluate(() => window.sluis?.withdraw());
    expect((await told()).filter(([, value]: [string, unknown]) => value !== 'deny' && value !== false)).toEqual([['functional', 'allow']]);
  });
}

for (const broken of [false, true]) {
  test(`S-05 Shopify hears of a choice${broken ? ', and may fail' : ''}`, async ({ page, site, visitor }) => {
    site.config(config([visits, tracker]));
    site.page('/', html('Shopify', {
      head: `<script>window.told = [];
        window.Shopify = { loadFeatures(features, done) {
          told.push(features[0].name);
          if (${broken}) return done(new Error('not today'));
          this.customerPrivacy = { setTrackingConsent: (consent, done) => (told.push(consent), done()) };
          done();
        } };</script><script src="/sluis/sluis.shopify.js"></script>`,
    }));
    await site.open(page);
    await visitor.settled();
    const told = () => page.evaluate(() => (window as any).told.filter((one: unknown) => typeof one === 'object'));
    expect(await told()).toEqual([]);
    await visitor.accept();
    await page.evaluate(() => window.sluis?.withdraw());
    const consent = (yes: boolean) => ({ analytics: yes, marketing: yes, preferences: false, sale_of_data: yes });
    expect(await told()).toEqual(broken ? [] : [consent(true), consent(false)]);
  });
}
