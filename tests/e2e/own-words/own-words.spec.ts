// All that stands in the layers comes from one table of texts or from the site's configuration, and is nothing else.
import type { Locator, Page } from '@playwright/test';
import { config, tracker, videos, visits, type Service } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { foreign, said, text } from '../support/texts.ts';

const languages = ['nl', 'en', 'de', 'fi', 'ar', 'ja'];
const login: Service = {
  id: 'login', name: 'Aanmelden', category: 'functional', provider: 'Voorbeeld B.V.', purpose: 'zin-login',
  items: [{ name: 'session', purpose: 'zin-session', retention: 'session' }],
};
const of = (service: Service): Service & { items: Array<Record<string, unknown>> } => ({
  ...service,
  purpose: `zin-${service.id}`,
  privacyUrl: `https://${service.id}.test/privacy`,
  items: service.items!.map((item) => ({ ...item, purpose: `zin-${String(item.name)}` })),
});
const services: Service[] = [login, of({ ...visits, agreement: true, dataSharing: false, ipAnonymised: null, retentionMonths: 14, note: 'zin-note' }), of(videos), of(tracker)];

/** What the site itself says: all of it is in the configuration, but for the names of countries. */
const own = (language: string): string[] => [
  'Voorbeeld B.V.',
  'www.own-words.test',
  'sluis_consent',
  'sluis_receipts',
  ...services.flatMap((service) => [
    service.name!, service.provider!, service.purpose as string, ...(service.hosts ?? []),
    ...service.items!.flatMap((item) => [item.name, item.purpose] as string[]),
    ...((service.countries as string[] | undefined) ?? []).map((code) => new Intl.DisplayNames([language], { type: 'region' }).of(code)!),
  ]),
  'zin-note',
];

async function layers(page: Page, work: (section: Locator, layer: string) => Promise<void>): Promise<void> {
  for (const layer of ['banner', 'settings']) {
    if (layer === 'settings') await page.locator('[data-sluis=banner] [data-part=choices] [data-do=open]').click();
    const section = page.locator(`[data-sluis=${layer}]`);
    await expect(section).toBeVisible();
    await work(section, layer);
  }
}

for (const language of languages) {
  test(`U-16 every word in ${language} comes from the table of ${language}, or from the site`, async ({ page, site }) => {
    site.config(config(services, { texts: {} }));
    site.page('/', html('Page', { language, body: `<h1>Page</h1><div data-sluis="declaration"></div>` }));
    await site.open(page);
    const check = async (section: Locator, what: string): Promise<void> => {
      const all = await said(section);
      expect(all.length, what).toBeGreaterThan(5);
      expect(foreign(all, language, own(language)), what).toEqual([]);
      const spoken = await section.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'));
      expect(spoken, what).toBe(await page.evaluate(() => document.documentElement.lang));
      // The check tells languages apart: in another one hardly anything would be explained.
      const other = language === 'en' ? 'nl' : 'en';
      expect(foreign(all, other, own(language)).length, `${what} as ${other}`).toBeGreaterThan(5);
    };
    await check(page.locator('[data-sluis=declaration] > *'), 'declaration');
    await layers(page, check);
  });
}

test('U-18 the layers hold known components only, links lead to statements, and every word is ours or of the configuration', async ({ page, site }) => {
  site.config(config(services));
  site.page('/', html('Page', { language: 'nl', body: '<h1>Page</h1><a href="#" data-sluis="open">Cookie-instellingen</a>' }));
  await site.open(page);
  const tags = 'a button details dd div dl dt h2 h3 h4 input li p section span summary table tbody td th thead tr ul'.split(' ');
  const links = ['/statement.html', ...services.flatMap((service) => ('privacyUrl' in service ? [service.privacyUrl] : []))];
  const actions = ['accept', 'close', 'open', 'reject', 'save'];
  await layers(page, async (section, layer) => {
    const found = await section.evaluate((element) => {
      const all = Array.from(element.querySelectorAll<HTMLElement>('*'));
      const different = (values: (string | null)[]): string[] => [...new Set(values.map(String))];
      return {
        tags: different(all.map((one) => one.localName)),
        links: different(all.filter((one) => one.localName === 'a').map((one) => one.getAttribute('href'))),
        actions: different(all.filter((one) => one.localName === 'button').map((one) => one.dataset.do ?? null)),
        inputs: different(all.filter((one) => one.localName === 'input').map((one) => `${one.getAttribute('type')} ${one.getAttribute('role')}`)),
        pictures: all.filter((one) => /url\(/.test(getComputedStyle(one).backgroundImage)).length,
      };
    });
    expect(found.tags.filter((tag) => !tags.includes(tag)), layer).toEqual([]);
    expect(found.links.filter((link) => !links.includes(link)), layer).toEqual([]);
    expect(found.actions.filter((action) => !actions.includes(action)), layer).toEqual([]);
    expect(found.inputs.filter((input) => input !== 'checkbox switch'), layer).toEqual([]);
    expect(found.pictures, layer).toBe(0);
    expect(foreign(await said(section), 'nl', own('nl')), layer).toEqual([]);
  });
  // What stands around them in Sluis's own place is nothing but the way back and the live region.
  const around = await page.locator('[data-sluis=root] > *').evaluateAll((all) => all.map((one) => one.getAttribute('data-sluis') ?? one.getAttribute('role')));
  expect(around.filter((one) => !['settings', 'banner', 'control', 'status', 'notice'].includes(String(one)))).toEqual([]);
  // The check can fail: one word too many is found.
  await page.locator('[data-sluis=settings]').evaluate((element) => element.append('Nu 10% korting'));
  expect(foreign(await said(page.locator('[data-sluis=settings]')), 'nl', own('nl'))).toEqual(['Nu 10% korting']);
  await expect(page.getByRole('button', { name: text('nl', 'btn.save') })).toBeVisible();
});
