// Choices that other tools have stored, made with those tools as npm has them, and taken over once.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { BANNERS } from '../../../pkg/src/scan/banners.ts';
import { sluis } from '../scan/command.ts';
import { config, googleAnalytics, tracker, type Config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { folder } from '../support/folder.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import { ANALYTICS, TAG_MANAGER } from '../support/third-parties.ts';
import { published } from './published.ts';

const pkg = fileURLToPath(new URL('../../../pkg/', import.meta.url));
const esbuild = createRequire(`${pkg}package.json`)('esbuild');
const read = (name: string, path: string): string => readFileSync(published(name, path), 'utf8');

interface Peer {
  tool: string;
  /** The name in the scanner's list of banners. */
  banner?: string;
  script: () => string;
  /** As its owner writes it; `migrate` reads the same text. */
  setup: string;
  /** Where there is no banner: what the page's own buttons do. */
  call?: Record<'accept' | 'reject', string>;
  /** Whether it writes down when the choice was made. */
  timed: boolean;
  days: number;
}

const texts = { title: 'Cookies', description: 'Ours', acceptAllBtn: 'Yes', acceptNecessaryBtn: 'No', showPreferencesBtn: 'More' };

const peers: Peer[] = [
  {
    tool: 'cookieconsent-3', banner: 'vanilla-cookieconsent 3', timed: true, days: 182, script: () => read('vanilla-cookieconsent', 'dist/cookieconsent.umd.js'),
    setup: `CookieConsent.run({ hideFromBots: false, categories: { necessary: { enabled: true, readOnly: true }, analytics: { services: { ga: { label: 'Google Analytics' } } } },
      language: { default: 'en', translations: { en: { consentModal: ${JSON.stringify(texts)}, preferencesModal: { sections: [] } } } } });`,
  },
  {
    tool: 'cookieconsent-2', banner: 'vanilla-cookieconsent 2', timed: true, days: 182, script: () => read('vanilla-cookieconsent-2', 'dist/cookieconsent.js'),
    setup: `var cc = initCookieConsent(); cc.run({ hide_from_bots: false, current_lang: 'en', languages: { en: {
      consent_modal: { title: 'Cookies', description: 'Ours', primary_btn: { text: 'Yes', role: 'accept_all' }, secondary_btn: { text: 'No', role: 'accept_necessary' } },
      settings_modal: { title: 'x', save_settings_btn: 'x', accept_all_btn: 'x', cookie_table_headers: [{ col1: 'Name' }], blocks: [{ title: 'Needed', description: 'x', toggle: { value: 'necessary', enabled: true, readonly: true } },
        { title: 'Measuring', description: 'x', toggle: { value: 'analytics', enabled: false, readonly: false }, cookie_table: [{ col1: '_ga' }] }] } } } });`,
  },
  {
    tool: 'klaro', banner: 'klaro', timed: false, days: 120, script: () => read('klaro', 'dist/klaro.js'),
    setup: `var klaroConfig = { version: 1, acceptAll: true, translations: { zz: { privacyPolicyUrl: '/p' }, en: { purposes: { analytics: 'x' } } },
      services: [{ name: 'session', required: true, purposes: ['security'] }, { name: 'google-analytics', title: 'Google Analytics', purposes: ['analytics'] }] };`,
  },
  {
    tool: 'orejime', banner: 'orejime', timed: false, days: 120, script: () => read('orejime', 'dist/orejime-standard-en.js'),
    setup: `window.orejimeConfig = { privacyPolicyUrl: '/p', purposes: [{ id: 'ga', title: 'Google Analytics', description: 'x', cookies: ['_ga', /^_ga_/] }] };`,
  },
  {
    tool: 'tarteaucitron', banner: 'tarteaucitron', timed: false, days: 365, script: () => read('tarteaucitronjs', 'tarteaucitron.js'),
    setup: `tarteaucitron.init({ privacyUrl: '/p', orientation: 'middle', cookieName: 'tarteaucitron', highPrivacy: true, DenyAllCta: true, AcceptAllCta: true, useExternalCss: true, showIcon: false });
      (tarteaucitron.job = tarteaucitron.job || []).push('gtag');`,
  },
  {
    tool: 'osano', banner: 'Osano cookieconsent', timed: false, days: 120, script: () => read('cookieconsent', 'build/cookieconsent.min.js'),
    setup: `window.cookieconsent.initialise({ type: 'opt-in', cookie: { expiryDays: 120 }, palette: { popup: { background: '#fff' }, button: { background: '#000' } } });`,
  },
  {
    tool: 'c15t', timed: true, days: 365,
    script: () => esbuild.buildSync({ stdin: { contents: "export { getOrCreateConsentRuntime } from 'c15t'", resolveDir: pkg.replace(/pkg\/$/, 'tests') }, bundle: true, format: 'iife', globalName: 'c15t', write: false, logLevel: 'error' }).outputFiles[0].text,
    setup: `window.runtime = c15t.getOrCreateConsentRuntime({ mode: 'offline', consentCategories: ['necessary', 'measurement'], scripts: [{ id: 'google-analytics', src: 'https://${TAG_MANAGER}/gtag/js', category: 'measurement' }] });`,
    call: { accept: "runtime.consentStore.getState().saveConsents('all')", reject: "runtime.consentStore.getState().saveConsents('necessary')" },
  },
];

/** The page as it was: that tool, and two buttons where it has no banner of its own. */
function before(site: Site, { script, setup, call, tool }: Peer): void {
  site.answer('/peer.js', () => ({ type: 'text/javascript', body: script() }));
  // Its other files, which tarteaucitron looks for beside itself.
  site.answer('/tarteaucitron.services.js', () => ({ type: 'text/javascript', body: read('tarteaucitronjs', 'tarteaucitron.services.js') }));
  site.answer('/lang/tarteaucitron.en.js', () => ({ type: 'text/javascript', body: read('tarteaucitronjs', 'lang/tarteaucitron.en.js') }));
  const own = call ? `<button id="accept" onclick="${call.accept}">Yes</button><button id="reject" onclick="${call.reject}">No</button>` : '';
  const order = ['klaro', 'orejime'].includes(tool) ? `<script>${setup}</script><script defer src="/peer.js"></script>` : `<script src="/peer.js"></script><script>addEventListener('DOMContentLoaded', () => { ${setup} })</script>`;
  const look = tool === 'cookieconsent-2' ? `<style>${read('vanilla-cookieconsent-2', 'dist/cookieconsent.css')}</style>` : '';
  site.page('/before', html('Before', { head: look + order, body: `<h1>Before</h1>${own}` }));
}

async function chosen(page: Page, { banner }: Peer, choice: 'accept' | 'reject'): Promise<void> {
  const selectors = banner ? BANNERS.find((known) => known.tool === banner)![choice].join(', ') : `#${choice}`;
  const button = page.locator(selectors).first();
  // Some listen only a while after they are there.
  await expect(async () => {
    await button.click({ timeout: 1_000 });
    const answered = /(cc_cookie|klaro|eu-consent|cookieconsent_status)=|tarteaucitron=!gtag=(true|false)/;
    const kept = () => page.evaluate(() => document.cookie + (localStorage.getItem('c15t') ? 'c15t' : ''));
    await expect.poll(kept, { timeout: 1_000 }).toMatch(banner ? answered : /c15t$/);
  }).toPass({ timeout: 15_000 });
}

/** What `migrate` and `snippet` make of it, as the page's head. */
async function after(site: Site, peer: Peer, declared: Config, more: Config = {}): Promise<void> {
  const own = folder();
  const file = (name: string, text: string): string => {
    writeFileSync(join(own, name), text);
    return join(own, name);
  };
  const moved = await sluis(['migrate', file('theirs.js', peer.setup), '-o', join(own, 'draft.json'), '--import', join(own, 'import.json')]);
  expect(moved.stderr).toContain('is a configuration of');
  const choices = { ...JSON.parse(readFileSync(join(own, 'import.json'), 'utf8')), ...more };
  // Its owner knows what visitors had been told of; Osano's tool does not.
  if (peer.tool === 'osano') choices.covers['*'] = ['google-analytics'];
  const made = await sluis(['snippet', file('consent.json', JSON.stringify(declared)), '--import', file('import.json', JSON.stringify(choices))]);
  expect(made.status, made.stderr).toBe(0);
  site.form = 'none';
  site.page('/', html('After', { head: made.stdout + `<script async src="https://${TAG_MANAGER}/gtag/js?id=G-X"></script>` }));
}

const theirs = async (page: Page): Promise<string[]> => (await page.context().cookies()).map(({ name }) => name);
const record = (page: Page): Promise<string | undefined> => page.evaluate(() => /(?:^|; )sluis_consent=([^;]*)/.exec(document.cookie)?.[1]);
const minutes = (text: string): number => Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5Z'));

for (const peer of peers) {
  for (const choice of ['accept', 'reject'] as const) {
    test(`import from ${peer.tool}: a choice to ${choice} made with it stands, and is not asked for again`, async ({ page, site, network, visitor, allowConsole }) => {
      // What the peers themselves have to say.
      allowConsole(/c15t|klaro|orejime|cookieconsent|tarteaucitron/i);
      site.mayAsk(TAG_MANAGER, ANALYTICS);
      before(site, peer);
      // A year is longer than a choice stands here, unless the site says so.
      const months = peer.days > 180 && !peer.timed ? { record: { months: 13 } } : {};
      await after(site, peer, config([googleAnalytics], months), { days: peer.days });
      await site.open(page, '/before');
      await chosen(page, peer, choice);
      network.forget();
      await site.open(page, '/');
      await visitor.settled();
      await visitor.linger();
      await expect(visitor.banner).toHaveCount(0);
      const kept = (await record(page)) ?? '';
      if (choice === 'accept') {
        expect(kept).toMatch(/^1~\d{8}T\d{4}Z~a1s0r0~c\.[0-9a-f]{8}~x$/);
        expect(network.hits(TAG_MANAGER).length).toBe(1);
        // Where nobody knows how old it is, it is taken to be as old as it can be.
        const age = (Date.now() - minutes(kept.split('~')[1] ?? '')) / 86_400_000;
        expect(Math.abs(age - (peer.timed ? 0 : peer.days))).toBeLessThan(0.01);
      } else {
        expect(kept).toMatch(/^1~\d{8}T\d{4}Z~a0s0r0~x$/);
        expect(network.hits(TAG_MANAGER)).toEqual([]);
      }
      // Once: theirs is gone, and a withdrawal is not undone by it.
      expect((await theirs(page)).filter((name) => /cc_cookie|klaro|orejime|eu-consent|tarteaucitron|cookieconsent_status|c15t/.test(name))).toEqual([]);
      expect(await page.evaluate(() => localStorage.getItem('c15t'))).toBeNull();
      await page.evaluate(() => window.sluis!.withdraw());
      await expect.poll(() => record(page)).toMatch(/~a0s0r0~/);
      await site.open(page, '/');
      await visitor.settled();
      expect(await record(page)).toMatch(/~a0s0r0~/);
    });
  }
}

test('import takes over no grant for a service that nobody had told of: the visitor is asked', async ({ page, site, visitor }) => {
  const peer = peers[0]!;
  site.mayAsk(TAG_MANAGER, ANALYTICS);
  before(site, peer);
  await after(site, peer, config([googleAnalytics, tracker]));
  await site.open(page, '/before');
  await chosen(page, peer, 'accept');
  await site.open(page, '/');
  await expect(visitor.banner).toBeVisible();
  expect(await record(page)).toBeUndefined();
  expect(await theirs(page)).toEqual([]);
});

// One page, and each time another cookie, configuration or clock.
test('import: every way in which a stored choice can be none', async ({ page, site }) => {
  const { seal } = await import(`${pkg}dist/esm/node.js`);
  site.form = 'none';
  site.config(undefined);
  site.page('/', html('Cases'));
  site.answer('/import.js', () => ({ type: 'text/javascript', body: readFileSync(`${pkg}dist/esm/import.js`, 'utf8') }));
  await site.open(page, '/');
  const sealed = await seal(config([googleAnalytics]));
  const two = await seal(config([googleAnalytics, tracker]));
  const day = 86_400_000;
  const ago = (days: number): string => new Date(Date.now() - days * day).toISOString();
  const theirs = (days: number, categories: string[], more = {}) => JSON.stringify({ categories, revision: 1, consentTimestamp: ago(days), ...more });
  const choices = { from: 'cookieconsent-3', storage: 'cookie', name: 'cc_cookie', days: 182, revision: 1, grants: true, covers: { necessary: [], analytics: ['google-analytics'] }, preset: [], always: ['necessary'], until: new Date(Date.now() + day).toISOString().slice(0, 10) };
  const tarte = { ...choices, from: 'tarteaucitron', name: 'tarteaucitron', revision: undefined, covers: { gtag: ['google-analytics'], pixel: ['tracker'] }, always: [] };
  const yes = ['necessary', 'analytics'];
  const cases: { what: string; cookie: string; choices?: object; config?: object; gpc?: boolean; result: string; record?: RegExp }[] = [
    { what: 'a grant', cookie: theirs(10, yes), result: 'imported', record: /~a1s0r0~c\./ },
    { what: 'a refusal', cookie: theirs(10, ['necessary']), result: 'imported', record: /~a0s0r0~x$/ },
    { what: 'older than six months', cookie: theirs(190, yes), result: 'expired' },
    { what: 'a refusal older than six months', cookie: theirs(190, ['necessary']), result: 'expired' },
    { what: 'from tomorrow', cookie: theirs(-1, yes), result: 'unreadable' },
    { what: 'another revision of the question', cookie: theirs(10, yes, { revision: 0 }), result: 'uncovered' },
    { what: 'a refusal under another revision', cookie: theirs(10, ['necessary'], { revision: 0 }), result: 'imported', record: /~a0s0r0~x$/ },
    { what: 'not what that tool writes', cookie: '%7Bnonsense', result: 'unreadable' },
    { what: 'a list', cookie: '[]', result: 'unreadable' },
    { what: 'no moment', cookie: JSON.stringify({ categories: yes }), result: 'unreadable' },
    { what: 'nothing', cookie: '', result: 'none' },
    { what: 'a site that asks nothing', cookie: theirs(10, ['necessary']), config: await seal(config([])), result: 'none' },
    { what: 'after the last day', cookie: theirs(10, yes), choices: { until: ago(3).slice(0, 10) }, result: 'over' },
    { what: 'a last day that is none', cookie: theirs(10, yes), choices: { until: 'soon' }, result: 'over' },
    { what: 'a switch that was on by itself', cookie: theirs(10, yes), choices: { preset: ['analytics'] }, result: 'uncovered' },
    { what: 'a refusal of a switch that was on', cookie: theirs(10, ['necessary']), choices: { preset: ['analytics'] }, result: 'imported', record: /~a0s0r0~x$/ },
    { what: 'a tool that never asked', cookie: theirs(10, yes), choices: { grants: false }, result: 'uncovered' },
    { what: 'a service too many', cookie: theirs(10, yes), config: two, result: 'uncovered' },
    { what: 'a refusal, with a service too many', cookie: theirs(10, ['necessary']), config: two, result: 'imported', record: /~a0s0r0~x$/ },
    { what: 'no seal', cookie: theirs(10, yes), config: config([{ ...googleAnalytics, id: 'google-analytics', category: 'analytics' }]), result: 'unsealed' },
    { what: 'a refusal needs no seal', cookie: theirs(10, ['necessary']), config: config([{ ...googleAnalytics, id: 'google-analytics', category: 'analytics' }]), result: 'imported', record: /~a0s0r0~x$/ },
    { what: 'a grant against Global Privacy Control', cookie: '!gtag=true!pixel=true', choices: tarte, config: two, gpc: true, result: 'uncovered' },
    { what: 'one of two', cookie: '!gtag=true!pixel=false', choices: tarte, config: two, result: 'imported', record: /~a1s0r0~c\./ },
    { what: 'one not answered', cookie: '!gtag=true!pixel=wait', choices: tarte, config: two, result: 'uncovered' },
  ];
  for (const { what, cookie, choices: other = {}, config: declared = sealed, gpc, result, record: expected } of cases) {
    const given = { ...choices, ...other };
    const found = await page.evaluate(async ({ cookie, given, declared, gpc }) => {
      for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=; Path=/; Max-Age=0`;
      if (cookie) document.cookie = `${given.name}=${cookie.startsWith('{') ? encodeURIComponent(cookie) : cookie}; Path=/`;
      Object.defineProperty(navigator, 'globalPrivacyControl', { value: gpc, configurable: true });
      const address = '/import.js';
      const { importChoice } = await import(address);
      const result = importChoice(declared, given);
      const again = importChoice(declared, given);
      return { result, again, cookies: document.cookie };
    }, { cookie, given, declared, gpc: !!gpc });
    expect([what, found.result]).toEqual([what, result]);
    const kept = /sluis_consent=(.*)/.exec(found.cookies)?.[1] ?? '';
    if (expected) expect([what, kept]).toEqual([what, expect.stringMatching(expected)]);
    else expect([what, kept]).toEqual([what, '']);
    if (result === 'imported') expect(found.again).toBe('chosen');
    // What is of no use any more is not kept.
    if (['imported', 'expired', 'uncovered'].includes(result)) expect([what, found.cookies.includes(given.name)]).toEqual([what, false]);
  }
});
