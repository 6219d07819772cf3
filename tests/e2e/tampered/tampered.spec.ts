// A record that is not exactly what this site wrote, in time, about this question, is no choice.
import type { Page } from '@playwright/test';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import { Visitor } from '../support/visitor.ts';

test.beforeEach(({ site }) => {
  site.config(config([visits, videos, tracker]));
  site.mayAsk('cdn.visits.test', 'cdn.videos.test', 'cdn.tracker.test');
  site.page('/', html('Tampered', {
    body: '<h1>Tampered</h1>' + ['visits', 'videos', 'tracker'].map((name) =>
      `<script type="text/plain" data-sluis="${name}" data-src="https://cdn.${name}.test/t.js?name=${name}"></script>`).join(''),
  }));
});

/** A real grant of all three categories by this site, in the cookie's own words. */
async function grant(page: Page, site: Site): Promise<string> {
  await site.open(page);
  await new Visitor(page).accept();
  // What this page may still send is not to be counted as the next one's.
  await expect.poll(() => page.evaluate(() => window.ran?.length)).toBe(3);
  const cookie = (await page.context().cookies()).find((one) => one.name === 'sluis_consent')!;
  await page.context().clearCookies();
  site.network.forget();
  return cookie.value;
}

async function isNoChoice(page: Page, site: Site, value: string): Promise<void> {
  await page.context().clearCookies();
  await page.context().addCookies([{ name: 'sluis_consent', value, url: site.url() }]);
  await site.open(page);
  await new Visitor(page).settled();
  const state = await page.evaluate(() => window.sluis?.state());
  expect.soft(state, value).toMatchObject({
    decided: false,
    asked: true,
    record: null,
    categories: { analytics: 'denied', social: 'denied', advertising: 'denied' },
  });
  await expect.soft(new Visitor(page).banner, value).toBeVisible();
  expect.soft(site.outside(), value).toEqual([]);
}

test('L-07 the untouched record counts, so the others fail for what was done to them', async ({ page, site, network }) => {
  const value = await grant(page, site);
  await page.context().addCookies([{ name: 'sluis_consent', value, url: site.url() }]);
  await site.open(page);
  await new Visitor(page).settled();
  await expect(new Visitor(page).banner).toHaveCount(0);
  await expect.poll(() => new Set(network.log.map((hit) => hit.host).filter((host) => host !== site.host)).size).toBe(3);
});

test('L-07 unreadable, expired, future-dated or tampered is no choice', async ({ page, site }) => {
  test.slow();
  const value = await grant(page, site);
  const [version, at, choices, hash, statement, method] = value.split('~') as [string, string, string, string, string, string];
  const join = (...parts: string[]): string => parts.join('~');
  const stamp = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:]/g, '').replace(/\d\d\.\d+Z$/, 'Z');
  for (const broken of [
    '',
    'true',
    'granted',
    'undefined',
    '%7B%7D',
    '%',
    '%E0%A4%A',
    '~~~~~',
    '1',
    'x'.repeat(3_000),
    value.toUpperCase(),
    value.replaceAll('~', '.'),
    encodeURIComponent(value).replaceAll('~', '%7E'),
    join('2', at, choices, hash, statement, method),
    join('01', at, choices, hash, statement, method),
    join('', at, choices, hash, statement, method),
    join(version, stamp(1), choices, hash, statement, method),
    join(version, stamp(3_650), choices, hash, statement, method),
    join(version, stamp(-190), choices, hash, statement, method),
    join(version, '20261332T2561Z', choices, hash, statement, method),
    join(version, '19700101T0000Z', choices, hash, statement, method),
    join(version, '99999999T9999Z', choices, hash, statement, method),
    join(version, '2026-11-22T10:14Z', choices, hash, statement, method),
    join(version, at.slice(0, -1), choices, hash, statement, method),
    join(version, at, 'a1s1', hash, statement, method),
    join(version, at, 'a1s1r1x1', hash, statement, method),
    join(version, at, 'a2s2r2', hash, statement, method),
    join(version, at, 's1a1r1', hash, statement, method),
    join(version, at, '111', hash, statement, method),
    join(version, at, '', hash, statement, method),
    join(version, at, choices, 'c.00000000', statement, method),
    join(version, at, choices, 'c.', statement, method),
    join(version, at, choices, hash.slice(0, -1), statement, method),
    join(version, at, choices, hash.toUpperCase() === hash ? 'c.zzzzzzzz' : hash.toUpperCase(), statement, method),
    join(version, at, choices, statement, hash, method),
    join(version, at, choices, statement, method),
    join(version, at, choices, hash, statement, 'z'),
    join(version, at, choices, hash, statement),
    join(version, at, choices, hash, statement, method, 'v.'),
    join(version, at, choices, hash, statement, method, 'tracker'),
    join(version, at, choices, hash, statement, method, 'v.<script>'),
    `${value}~`,
    `~${value}`,
    `${value}${value}`,
    `"${value}"`,
  ]) await isNoChoice(page, site, broken);
});

test('L-07 fuzzed: what does not read as a record of this question never grants', async ({ page, site }) => {
  test.slow();
  const value = await grant(page, site);
  const hash = /~c\.([0-9a-f]{8})~/.exec(value)![1]!;
  // The format in the words of the documentation, independent of the code that reads it.
  const format = new RegExp(`^1~(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)Z~a[01]s[01]r[01]~c\\.${hash}(~s\\.[\\w.-]+)?~[bpewx](~v\\.[\\w.-]+)*$`);
  const believable = (text: string): boolean => {
    const parts = format.exec(text);
    if (!parts) return false;
    const [, year, month, day, hour, minute] = parts.map(Number) as [number, number, number, number, number, number];
    const at = new Date(Date.UTC(year, month - 1, day, hour, minute));
    const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour < 24 && minute < 60;
    const age = (Date.now() - at.getTime()) / 86_400_000;
    return real && age < 190 && age > -1;
  };
  // Without a question's hash only a refusal counts, and that grants nothing.
  const refusal = /^1~\d{8}T\d{4}Z~a0s0r0(~s\.[\w.-]+)?~[bpewx]$/;

  let seed = 20_261_122;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const letters = '01~.abcprsvxzTZ%- 9';
  let tried = 0;
  while (tried < 60) {
    let text = value;
    for (let edits = 1 + random(3); edits > 0; edits--) {
      const place = random(text.length);
      const letter = letters[random(letters.length)]!;
      text = [
        text.slice(0, place) + text.slice(place + 1),
        text.slice(0, place) + letter + text.slice(place),
        text.slice(0, place) + letter + text.slice(place + 1),
        text.slice(0, place),
      ][random(4)]!;
    }
    if (text.trim() !== text || believable(text) || refusal.test(text)) continue;
    tried++;
    await isNoChoice(page, site, text);
  }
});

test('L-07 a second cookie of the same name cannot turn a refusal into a grant', async ({ page, site, visitor }) => {
  const value = await grant(page, site);
  const domain = site.host.replace(/^www\./, '');
  await page.context().addCookies([
    { name: 'sluis_consent', value: 'a1s1r1', domain: `.${domain}`, path: '/' },
    { name: 'sluis_consent', value: value.replace('a1s1r1', 'a0s0r0'), url: site.url() },
  ]);
  await site.open(page);
  await visitor.settled();
  expect((await page.evaluate(() => window.sluis?.state()))?.categories).toMatchObject({ analytics: 'denied', advertising: 'denied' });
  await visitor.linger(200);
  expect(site.outside()).toEqual([]);
});

test('L-07 a page that fills the history with rubbish loses only the history', async ({ page, site, visitor }) => {
  await page.addInitScript(() => localStorage.setItem('sluis_receipts', '{"not": [a list'));
  await site.open(page);
  await visitor.reject();
  const kept = await page.evaluate(() => localStorage.getItem('sluis_receipts'));
  expect(JSON.parse(kept!)).toHaveLength(1);
});
