// What vendors' own objects on the page are told of a choice, and that nothing they do can stop it.
// The exact calls for each vendor and state are in tests/signals.rs.
import type { Page } from '@playwright/test';
import { config, type Service, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { Site } from '../support/site.ts';
import { TRACKER } from '../support/third-parties.ts';

const known = (...ids: string[]): Service[] => ids.map((catalogue) => ({ catalogue }));
const held = '<script type="text/plain" data-sluis="tracker" data-src="https://cdn.tracker.test/t.js?name=tracker"></script>';

/** Stands in for vendors' functions, and keeps what each is told, with how far the choice is at that moment. */
const spies = `<script>
window.told = [];
const spy = (name) => (...values) => void told.push([name, ...values]);
for (const name of ['fbq', 'pintrk', 'rdt', 'clarity']) window[name] = spy(name);
window.ttq = { holdConsent: spy('holdConsent'), grantConsent: spy('grantConsent'), revokeConsent: spy('revokeConsent') };
window.posthog = { opt_in_capturing: spy('opt_in'), opt_out_capturing: spy('opt_out') };
window.amplitude = { setOptOut: spy('setOptOut') };
</script>`;
const spied = known('meta-pixel', 'pinterest-tag', 'reddit-pixel', 'microsoft-clarity', 'tiktok-pixel', 'posthog', 'amplitude');
const told = (page: Page) => page.evaluate(() => (window as any).told.splice(0));

/** Only those that store nothing for it. */
const first = [
  ['fbq', 'consent', 'revoke'],
  ['rdt', 'disableFirstPartyCookies'],
  ['clarity', 'consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
  ['holdConsent'],
];
const granted = [
  ['fbq', 'consent', 'grant'],
  ['pintrk', 'setconsent', true],
  ['rdt', 'enableFirstPartyCookies'],
  ['clarity', 'consentv2', { ad_Storage: 'denied', analytics_Storage: 'granted' }],
  ['grantConsent'],
  ['opt_in', { captureEventName: false }],
  ['setOptOut', false],
];
const denied = [
  ['fbq', 'consent', 'revoke'],
  ['pintrk', 'setconsent', false],
  ['rdt', 'disableFirstPartyCookies'],
  ['clarity', 'consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
  ['revokeConsent'],
  ['opt_out'],
  ['setOptOut', true],
];

for (const form of ['waiting', 'tag'] as const) {
  test(`S-03 S-05 each is told once a decision, and once on load (${form})`, async ({ page, site, visitor }) => {
    site.form = form;
    site.config(config(spied, { categories: {} }));
    site.page('/', html('Spies', { head: spies }));
    await site.open(page);
    await visitor.settled();
    expect(await told(page)).toEqual(first);
    await visitor.accept();
    expect(await told(page)).toEqual(granted);
    await page.reload();
    await visitor.settled();
    await visitor.linger(200);
    expect(await told(page)).toEqual(granted);
    await visitor.reopen();
    await visitor.reject();
    expect(await told(page)).toEqual(denied);
    await page.reload();
    await visitor.settled();
    await visitor.linger(200);
    expect(await told(page)).toEqual(denied);
  });
}

for (const way of ['settings', 'api'] as const) {
  test(`W-05 a withdrawal is told to each of them exactly once (${way})`, async ({ page, site, visitor }) => {
    site.config(config(known('google-analytics', 'microsoft-uet', 'matomo-cloud', 'microsoft-clarity', 'meta-pixel', 'tiktok-pixel', 'pinterest-tag'), { categories: {} }));
    site.page('/', html('Withdrawn', {
      head: `${spies}<script>for (const name of ['dataLayer', 'uetq', '_paq']) window[name] = { push: spy(name) }; window.gtag = spy('gtag');</script>`,
    }));
    await site.open(page);
    await visitor.accept();
    await told(page);
    if (way === 'settings') {
      await visitor.reopen();
      await visitor.reject();
    } else {
      await page.evaluate(() => window.sluis?.withdraw());
    }
    await visitor.linger(300);
    const heard = (await told(page)).map(([name, ...values]: [string, ...unknown[]]) =>
      // Google's queue takes what `arguments` holds.
      [name, ...values.map((value) => (name === 'dataLayer' ? Object.values(value as object) : value))]);
    const google = { ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', personalization_storage: 'denied', analytics_storage: 'denied' };
    const expected = [
      ['dataLayer', ['consent', 'update', google]],
      ['uetq', 'consent', 'update', { ad_storage: 'denied' }],
      ['_paq', ['requireConsent'], ['forgetConsentGiven']],
      ['clarity', 'consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
      ['fbq', 'consent', 'revoke'],
      ['revokeConsent'],
      ['pintrk', 'setconsent', false],
    ];
    const sorted = (calls: unknown[]): string[] => calls.map((call) => JSON.stringify(call)).sort();
    expect(sorted(heard)).toEqual(sorted(expected));
  });
}

test('S-05 a queue is filled before its vendor is there, in the vendor’s own form', async ({ page, site, visitor }) => {
  site.config(config(known('microsoft-uet', 'matomo-cloud'), { categories: {} }));
  site.page('/', html('Queues'));
  await site.open(page);
  await visitor.settled();
  const queues = () => page.evaluate(() => [(window as any).uetq, (window as any)._paq]);
  expect(await queues()).toEqual([['consent', 'default', { ad_storage: 'denied' }], [['requireConsent']]]);
  await visitor.accept();
  expect(await queues()).toEqual([
    ['consent', 'default', { ad_storage: 'denied' }, 'consent', 'update', { ad_storage: 'granted' }],
    [['requireConsent'], ['requireConsent'], ['setConsentGiven']],
  ]);
  // The vendor has come, and has put its own object in place of the queue.
  await page.evaluate(() => {
    const page = window as any;
    page.heard = [];
    page.uetq = { push: (...values: unknown[]) => page.heard.push(...values) };
  });
  await visitor.reopen();
  await visitor.reject();
  expect(await page.evaluate(() => (window as any).heard)).toEqual(['consent', 'update', { ad_storage: 'denied' }]);
  expect((await queues())[1].slice(3)).toEqual([['requireConsent'], ['forgetConsentGiven']]);
});

test('S-05 a function that comes with a released script hears of the choice then, and only of the last one', async ({ page, site, network, visitor }) => {
  site.config(config([...known('tiktok-pixel'), tracker], { categories: {} }));
  network.serve('analytics.tiktok.com', () => ({
    type: 'text/javascript',
    body: 'window.told = []; window.ttq = { grantConsent: () => told.push("grant"), revokeConsent: () => told.push("revoke") };',
  }));
  site.mayAsk(TRACKER);
  site.page('/', html('Late', { head: `<script src="https://analytics.tiktok.com/i18n/pixel/events.js"></script>${held}` }));
  await site.open(page);
  await visitor.reject();
  expect(network.hits('analytics.tiktok.com')).toEqual([]);
  await visitor.reopen();
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => (window as any).told)).toEqual(['grant']);
  // The other script loads too; what was said is not said again.
  await expect.poll(() => network.hits(TRACKER).length).toBe(1);
  await visitor.linger(200);
  expect(await page.evaluate(() => (window as any).told)).toEqual(['grant']);
});

test('S-03 GTM hears of the state as an event of its data layer, after Google’s update', async ({ page, site, visitor }) => {
  site.config(config([...known('google-tag-manager', 'meta-pixel'), tracker], { categories: {} }));
  site.page('/', html('GTM'));
  await site.open(page);
  await visitor.settled();
  await page.evaluate(() => window.sluis?.accept(['google-tag-manager', 'meta-pixel']));
  const entries = await page.evaluate(() => Array.from(window.dataLayer ?? [], (entry: any) => entry.event ? entry : [entry[0], entry[1]]));
  expect(entries.slice(-2)).toEqual([
    ['consent', 'update'],
    // Advertising as a whole is not granted: a tag manager could run any of it.
    { event: 'sluis_consent', sluis_analytics: 'granted', sluis_social: 'denied', sluis_advertising: 'denied' },
  ]);
});

test('S-05 vendors are told after the record and before the event, and nothing is released yet', async ({ page, site, network, visitor }) => {
  site.config(config([...known('meta-pixel'), tracker], { categories: {} }));
  site.mayAsk(TRACKER);
  site.page('/', html('Order', {
    head: `${held}<script>
      window.order = [];
      window.fbq = () => order.push('signal', document.cookie.includes('sluis_consent='), document.documentElement.dataset.sluisAdvertising, !!window.ran);
      document.addEventListener('sluis:change', () => order.push('event', !!window.ran));
    </script>`,
  }));
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER).length).toBe(1);
  expect(await page.evaluate(() => (window as any).order)).toEqual([
    // Before the choice, and at it.
    'signal', false, undefined, false,
    'signal', true, 'denied', false, 'event', false,
  ]);
});

const hostile: Record<string, string> = {
  'is missing': '',
  'throws': 'window.fbq = () => { throw new Error("broken vendor") }; window.uetq = { push() { throw 1 } };',
  'is frozen': 'window.uetq = Object.freeze([]); window.fbq = Object.freeze({});',
  'is not what it should be': 'window.fbq = "fbq"; window.uetq = 7;',
  'cannot be read': 'for (const name of ["fbq", "uetq"]) Object.defineProperty(window, name, { get() { throw new Error("no") } });',
  'cannot be made': 'Object.defineProperty(window, "uetq", { value: undefined, writable: false });',
  'chooses again': 'window.fbq = (_, what) => what == "grant" && sluis.withdraw(); window.uetq = { push: () => document.dispatchEvent(new Event("load")) };',
  'loads at once': 'window.fbq = () => document.documentElement.appendChild(document.createElement("iframe")).remove();',
};
for (const [what, script] of Object.entries(hostile)) {
  test(`S-05 a vendor’s object that ${what} never stops a choice`, async ({ page, site, context, network, visitor }) => {
    site.config(config([...known('meta-pixel', 'microsoft-uet', 'pinterest-tag'), tracker], { categories: {} }));
    site.mayAsk(TRACKER);
    site.page('/', html('Hostile', {
      head: `${held}<script>${script} window.pintrk = (...values) => (window.told = window.told || []).push(values);
        window.heard = 0; document.addEventListener('sluis:change', () => window.heard++);</script>`,
    }));
    await site.open(page);
    await visitor.accept();
    const again = what === 'chooses again';
    await expect.poll(() => page.evaluate(() => (window as any).heard)).toBe(again ? 2 : 1);
    // The others are told all the same, of the last choice last.
    expect(await page.evaluate(() => (window as any).told.at(-1))).toEqual(['setconsent', !again]);
    expect((await context.cookies()).find(({ name }) => name === 'sluis_consent')?.value).toContain(again ? '~a0s0r0~' : 'r1~');
    if (!again) await expect.poll(() => network.hits(TRACKER).length).toBe(1);
  });
}

test('S-05 while developing, a broken vendor is told of in one line', async ({ page, network, visitor, expectConsole }) => {
  const site = new Site(network, 'www.signals.localhost', '/nowhere');
  site.config(config([...known('meta-pixel'), tracker], { categories: {} }));
  site.page('/', html('Developing', { head: '<script>window.fbq = () => { throw new Error("broken vendor") };</script>' }));
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  expectConsole(/^warning: Sluis: fbq has failed\. Error: broken vendor/);
  await site.open(page);
  await visitor.settled();
  const broken = () => lines.splice(0).filter((line) => line.includes('fbq'));
  expect(broken()).toHaveLength(1);
  await visitor.reject();
  expect(broken()).toHaveLength(1);
});
