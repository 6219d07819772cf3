// `npx sluis scan`, from dist, against the five companies and against sites that do what they should not.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { config, googleAnalytics, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { folder } from '../support/folder.ts';
import { html } from '../support/html.ts';
import { Site } from '../support/site.ts';
import { ANALYTICS, TAG_MANAGER, TRACKER } from '../support/third-parties.ts';
import { scan, sluis } from './command.ts';

const www = fileURLToPath(new URL('../../../www/', import.meta.url));
// Each scan opens every page three times, with a pause on each.
test.describe.configure({ timeout: 180_000 });

const codes = (report: any): string[] => [...new Set<string>(report.findings.map(({ code }: any) => code))].sort();
const about = (report: any, code: string): string[] => report.findings.filter((finding: any) => finding.code === code).map(({ what }: any) => what);

for (const company of ['2twnty4', 'twentenet', 'tnp-digital', 'codex-connectors', 'twisted-bytes']) {
  test(`scan of ${company}: the five companies hold to what they declare`, async ({ network, site }) => {
    void site;
    const shown = new Site(network, 'www.companies-demo.test', www);
    shown.mayAsk(TAG_MANAGER, ANALYTICS);
    const { status, report, stdout, stderr } = await scan(network, shown.url(`/sites/${company}/`), '--within', `/sites/${company}/`, '--pages', '2');
    expect(report?.findings, stderr).toEqual([]);
    expect(status, stdout).toBe(0);
    expect(report.declaration).toBe('page');
    expect(new Set(report.pages.map(({ url }: any) => url)).size).toBe(2);
    const asks = ['codex-connectors', 'twisted-bytes'].includes(company);
    expect(report.passes.map(({ done }: any) => done)).toEqual([true, asks, asks]);
    if (!asks) return expect(report.passes[1].how).toContain('nothing to ask');
    const google = report.contacts.find(({ host }: any) => host === ANALYTICS);
    expect(google.counts).toEqual({ before: 0, reject: 0, accept: expect.any(Number) });
    expect(google.counts.accept).toBeGreaterThan(0);
    expect(report.items.map(({ name, seen }: any) => [name, seen])).toContainEqual(['_ga', ['accept']]);
  });
}

/** A shop that declares one service and does much more. */
function shop(site: Site): void {
  site.mayAsk(TRACKER, 'c.statcounter.com', 'frame.partner.test');
  site.config(config([googleAnalytics, { ...tracker, hosts: ['other.test'], items: [{ name: '_short', retention: 'P1D', purpose: 'x' }] }]));
  site.form = 'inline';
  site.answer('/visit', () => ({
    type: 'application/json',
    headers: { 'set-cookie': ['sid=secret-value; HttpOnly; Path=/', '_short=1; Max-Age=2592000; Path=/', '__Host-part=1; Secure; Path=/; Partitioned'] },
    body: '{}',
  }));
  site.page('/', html('Shop', {
    // Not in the guard's list and not declared, so nothing holds it.
    head: `<script src="https://${TRACKER}/tag.js" async></script>`,
    body: `<h1>Shop</h1><a href="/second.html">more</a> <a href="/paper.pdf">paper</a> <a href="/gone.html">gone</a>
<iframe src="https://frame.partner.test/page.html" title="Partner"></iframe>
<script>fetch('/visit'); indexedDB.open('shop-db'); caches.open('shop-cache'); sessionStorage.basket = 1</script>`,
  }));
  site.page('/second.html', html('Second', { body: '<h1>Second</h1><img src="https://c.statcounter.com/pixel.gif" alt="" loading="lazy" style="margin-top: 4000px">' }));
  site.answer('/paper.pdf', () => ({ type: 'application/octet-stream', body: 'x' }));
}

test('scan names what is not declared: hosts, HttpOnly and partitioned cookies, every kind of storage, frames, what comes late', async ({ network, site, page }) => {
  shop(site);
  const { status, report, stdout, html: written, draft } = await scan(network, site.url('/'));
  expect(status, stdout).toBe(1);
  expect(report.banner).toBe('Sluis');
  expect(report.passes.map(({ done }: any) => done)).toEqual([true, true, true]);
  expect(about(report, 'undeclared-host')).toEqual(expect.arrayContaining([TRACKER, 'frame.partner.test', 'c.statcounter.com (statcounter)']));
  const kept = about(report, 'undeclared-item');
  for (const name of ['cookie sid', 'cookie __Host-part', 'cookie _tracker', 'localStorage _tracker', 'sessionStorage basket', 'indexedDB shop-db', 'cacheStorage shop-cache']) {
    expect(kept.some((what) => what.startsWith(`${name} (`)), `${name} in ${kept}`).toBe(true);
  }
  expect(about(report, 'kept-longer')).toEqual([`cookie _short (${site.host})`]);
  expect(about(report, 'stored-before-choice')).toEqual([`cookie _short (${site.host})`]);
  // Known to the catalogue, but neither declared nor among the services that the guard holds by itself.
  expect(about(report, 'request-before-choice')).toEqual(['c.statcounter.com (statcounter)']);
  const part = report.items.find(({ name }: any) => name === '__Host-part');
  expect(part).toMatchObject({ secure: true, partition: expect.stringContaining('scan.test'), party: 'first', session: true });
  expect(report.items.find(({ name }: any) => name === 'sid')).toMatchObject({ httpOnly: true, session: true });
  expect(report.remarks.join('\n')).toMatch(/paper\.pdf was not looked at/);
  expect(report.remarks.join('\n')).toMatch(/gone\.html was not looked at: the server answers 404/);
  expect(JSON.stringify(report), 'values are not written down').not.toContain('secret-value');

  // The draft keeps what was declared, takes what the catalogue knows, and guesses nothing.
  const ids = draft.services.map((service: any) => service.catalogue ?? service.id);
  expect(ids).toEqual(['google-analytics', 'tracker', 'statcounter', 'partner-test', 'tracker-test', 'stored-on-scan-test']);
  expect(draft.services[4]).toMatchObject({ category: null, provider: null, hosts: [TRACKER] });
  expect(report.draft.unknown).toContain('$.services[4].category');
  const own = folder();
  writeFileSync(join(own, 'draft.json'), JSON.stringify(draft));
  const refused = await sluis(['check', join(own, 'draft.json')]);
  expect(refused.status).toBe(1);
  expect(refused.stdout).toContain('$.services[4].category');
  for (const service of draft.services) if (service.category === null) Object.assign(service, { category: 'advertising', provider: 'Somebody', purpose: 'Something', items: service.items.map((item: any) => ({ ...item, purpose: 'Something' })) });
  for (const category of Object.values<any>(draft.categories)) category.used = category.used || undefined;
  draft.categories.advertising = { used: true };
  writeFileSync(join(own, 'draft.json'), JSON.stringify(draft));
  const filled = await sluis(['check', join(own, 'draft.json')]);
  expect(filled.status, filled.stdout + filled.stderr).toBe(0);

  // With that declaration nothing is undeclared any more; what comes unasked is still told.
  await page.setContent(written);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('scan.test');
  await expect(page.getByRole('table', { name: 'Findings' })).toContainText('_short');
  await expect(page.locator('svg rect.chosen').first()).toBeAttached();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }))).toEqual([]);
  }
});

test('F-03 a cookie that a site without consent does not declare ends a build', async ({ network, site }) => {
  const login = { id: 'login', name: 'Login', category: 'functional' as const, items: [{ name: 'sid', retention: 'session', purpose: 'To stay logged in' }] };
  site.config(config([login]));
  const body = '<h1>Functional</h1><script>document.cookie = "sid=1; path=/"</script>';
  site.page('/', html('Functional', { body }));
  const before = await scan(network, site.url('/'), '--pages', '1');
  expect(before.report.findings, before.stderr).toEqual([]);
  expect(before.status).toBe(0);

  site.page('/', html('Functional', { body: `${body}<script>document.cookie = "_ga=GA1.1.1; path=/"</script>` }));
  const { status, report, stdout } = await scan(network, site.url('/'), '--pages', '1');
  expect(status, stdout).toBe(1);
  expect(about(report, 'undeclared-item').join()).toContain('cookie _ga');
});

test('scan of a site that declares and does not hold: what needs consent and comes unasked is a finding', async ({ network, site }) => {
  site.mayAsk(TRACKER);
  site.form = 'none';
  const declared = JSON.stringify(config([{ ...tracker }]));
  site.page('/', html('Leaky', {
    head: `<script type="application/json" data-sluis="config">${declared}</script><script src="https://${TRACKER}/tag.js"></script>`,
    body: '<h1>Leaky</h1><p id="ours"><button id="no">No</button></p><script>no.onclick = () => ours.remove()</script>',
  }));
  const { status, report } = await scan(network, site.url('/'), '--reject', '#no', '--pages', '1');
  expect(status).toBe(1);
  expect(codes(report)).toEqual(['request-after-reject', 'request-before-choice', 'stored-after-reject', 'stored-before-choice']);
  expect(report.passes.map(({ done }: any) => done)).toEqual([true, true, false]);
  expect(report.passes[2].how).toBe('--accept was not given.');
});

test('scan of a site without a banner says that only the time before a choice is known', async ({ network, site }) => {
  site.form = 'none';
  site.config(undefined);
  site.mayAsk(TAG_MANAGER, ANALYTICS);
  site.page('/', html('Plain', { head: `<script src="https://${TAG_MANAGER}/gtag/js?id=G-X" async></script><script>window.dataLayer=[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());gtag('config','G-X')</script>` }));
  const { status, report, stdout, draft, html: written } = await scan(network, site.url('/'));
  expect(status).toBe(1);
  expect(report.declaration).toBeNull();
  expect(report.banner).toBeNull();
  expect(stdout).toContain('No banner of a known tool was found');
  expect(written).toContain('only about what happens before one');
  expect(codes(report)).toContain('request-before-choice');
  expect(about(report, 'undeclared-host')).toContain(`${TAG_MANAGER} (google-analytics)`);
  expect(draft.services).toEqual([{ catalogue: 'google-analytics' }]);
  expect(report.draft.unknown).toContain('$.controller.name');
});

test('scan uses the buttons that it is given, and clicks as a visitor does', async ({ network, site }) => {
  site.form = 'none';
  site.config(undefined);
  site.mayAsk(TRACKER);
  const load = (path: string) => `const s=document.createElement('script');s.src='https://${TRACKER}/${path}';document.head.append(s)`;
  site.page('/', html('Own banner', {
    body: `<h1>Own</h1><div id="ours"><button id="no">No</button><button id="yes">Yes</button></div><script>
addEventListener('click', (event) => { if (!event.isTrusted || event.target.localName != 'button') return; ours.remove(); if (event.target.id == 'yes') { ${load('yes.js')} } })</script>`,
  }));
  const { status, report } = await scan(network, site.url('/'), '--accept', '#yes', '--reject', '#no');
  expect(status).toBe(1);
  expect(report.passes.map(({ done }: any) => done)).toEqual([true, true, true]);
  expect(report.contacts.find(({ host }: any) => host === TRACKER).counts).toEqual({ before: 0, reject: 0, accept: 1 });
});

test('scan that can not run ends with 2 and says why', async ({ network, site }) => {
  site.page('/', '<p>x');
  const wrong: [string[], RegExp][] = [
    [[], /needs one address/],
    [['ftp://x.test'], /no http or https address/],
    [['x.test', '--pages', '0'], /--pages has to be a whole number from 1/],
    [['x.test', '--nonsense'], /Unknown option '--nonsense'\.\n\nUsage: npx sluis scan URL/],
    [['x.test', '--chrome', '/nowhere/chromium'], /\/nowhere\/chromium is no program that can be started/],
    [['x.test', '--config', '/nowhere/consent.json'], /Could not read \/nowhere\/consent\.json: there is no such file/],
    // Before the browser starts, and not after minutes of looking.
    [['x.test', '--html', '/nowhere/report.html'], /Could not write \/nowhere\/report\.html: there is no folder \/nowhere/],
  ];
  for (const [words, why] of wrong) {
    const { status, stdout, stderr } = await sluis(['scan', ...words]);
    expect([words, status, stdout]).toEqual([words, 2, '']);
    expect(stderr).toMatch(why);
  }
  const none = await sluis(['scan', 'x.test'], { CHROME_PATH: '', PATH: '/nowhere' });
  expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining('no Chromium or Chrome was found') });
  const gone = await scan(network, site.url('/gone.html'));
  expect(gone).toMatchObject({ status: 2, stderr: expect.stringContaining('the server answers 404') });
  const nobody = await scan(network, 'https://accounts.google.com/');
  expect(nobody).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no server of that name, or no network (net::ERR_NAME_NOT_RESOLVED)') });
});
