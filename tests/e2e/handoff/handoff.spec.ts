// Two domains of one owner: what was chosen on the one holds on the other, when its visitor follows a link there.
import type { BrowserContext } from '@playwright/test';
import { config, tracker, visits } from '../support/config.ts';
import { endpoint, type Endpoint } from '../support/endpoint.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { Site } from '../support/site.ts';

const OTHER = 'www.sister.test';
const PATH = '/sluis/record';
const SECRET = 'what the two servers of this test share';
const declared = config([visits, tracker], { domains: ['www.handoff.test', OTHER], record: { endpoint: PATH } });

const records = async (context: BrowserContext, host: string) =>
  (await context.cookies()).filter(({ name, domain }) => name === 'sluis_consent' && domain === host).map(({ value }) => value);

let first: Endpoint;
let second: Endpoint;
test.beforeAll(async () => {
  [first, second] = await Promise.all([endpoint(declared, SECRET), endpoint(declared, SECRET)]);
});
test.afterAll(() => Promise.all([first.stop(), second.stop()]));

const pair = test.extend<{ other: Site }>({
  other: async ({ site, network }, use) => {
    const other = new Site(network, OTHER, site.folder);
    site.config(declared);
    other.config(declared);
    const to = `${PATH}?${new URLSearchParams({ to: `https://${OTHER}/page?a=1` })}`;
    site.page('/', html('First', { body: `<h1>First</h1><a href="${to}">To our other site</a> <a href="#" data-sluis="open">Cookie settings</a>` }));
    other.page('/page', html('Second', { body: '<h1>Second</h1><a href="#" data-sluis="open">Cookie settings</a>' }));
    site.answer(PATH, (hit) => first.answer(hit));
    other.answer(PATH, (hit) => second.answer(hit));
    await use(other);
  },
});

pair('R-05 the choice of the one holds on the other, for its own six months', async ({ page, context, site, other, visitor, network }) => {
  await site.open(page);
  await visitor.reject();
  await page.getByRole('link', { name: 'To our other site' }).click();
  await expect(page).toHaveURL(`https://${OTHER}/page?a=1`);
  await visitor.settled();
  await visitor.linger();
  await expect(visitor.layer).toHaveCount(0);
  expect(await page.evaluate(() => window.sluis!.state())).toMatchObject({ decided: true, asked: false, categories: { analytics: 'denied' } });
  const [own] = await records(context, site.host);
  expect(await records(context, OTHER)).toEqual([own]);
  const cookie = (await context.cookies()).find(({ domain }) => domain === OTHER)!;
  expect(cookie).toMatchObject({ path: '/', sameSite: 'Lax', secure: true });
  expect(cookie.expires * 1_000 - Date.now()).toBeGreaterThan(180 * 86_400_000);
  // What went along in the address is the record and chance: nothing in it comes back.
  const link = network.hits(OTHER, PATH).find(({ method }) => method === 'GET')!;
  expect(link.query.get('choice')).toMatch(/^1~\d+~[0-9a-f]{32}~[0-9a-f]{64}~1~/);
  expect(link.cookies).toEqual({});
  expect(await page.evaluate(() => document.referrer)).not.toContain('choice');
});

pair('without a choice the link is a link, and the other site asks', async ({ page, context, site, other, visitor }) => {
  await site.open(page);
  await visitor.settled();
  await page.getByRole('link', { name: 'To our other site' }).click();
  await expect(page).toHaveURL(`https://${OTHER}/page?a=1`);
  await expect(visitor.banner).toBeVisible();
  expect(await records(context, OTHER)).toEqual([]);
});

/** Chooses, follows the link, and gives the address that carried the choice; the other site then forgets it. */
async function used({ page, context, site, visitor, network }: any): Promise<URL> {
  await site.open(page);
  await visitor.accept();
  await page.getByRole('link', { name: 'To our other site' }).click();
  await expect(page).toHaveURL(`https://${OTHER}/page?a=1`);
  // The page has its server keep the record it came with; only after that it can be forgotten.
  await page.waitForFunction(() => !!localStorage.getItem('sluis_kept'));
  const { path, query } = network.hits(OTHER, PATH).find(({ method }: any) => method === 'GET');
  await context.clearCookies({ domain: OTHER });
  return new URL(`https://${OTHER}${path}?${query}`);
}

for (const [title, change] of [
  ['used before', (url: URL) => url],
  ['changed', (url: URL) => (url.searchParams.set('choice', url.searchParams.get('choice')!.replace('a1s0r1', 'a0s0r1')), url)],
  ['over', (url: URL) => (url.searchParams.set('choice', url.searchParams.get('choice')!.replace(/^1~\d+/, '1~1700000000')), url)],
] as const) {
  pair(`L-07 a hand-off that is ${title} is ignored, and the visitor is asked`, async ({ page, context, site, other, visitor, network }) => {
    const url = change(await used({ page, context, site, visitor, network }));
    // From the very page that it was made for.
    site.page('/', html('First', { body: `<h1>First</h1><a href="${url.href.replaceAll('&', '&amp;')}">Again</a>` }));
    await site.open(page);
    await page.getByRole('link', { name: 'Again' }).click();
    await expect(page).toHaveURL(`https://${OTHER}/page?a=1`);
    await expect(visitor.banner).toBeVisible();
    expect(await records(context, OTHER)).toEqual([]);
    expect(await page.evaluate(() => window.sluis!.state()!.categories.analytics)).toBe('denied');
  });
}

pair('L-07 somebody else’s hand-off, in a link on another site, is ignored', async ({ page, context, site, other, visitor, network }) => {
  await site.open(page);
  await visitor.accept();
  // Made for this visitor, and not used yet.
  const cookie = `sluis_consent=${(await records(context, site.host))[0]}`;
  const answer = await first.answer({ method: 'GET', path: PATH, query: new URLSearchParams({ to: `https://${OTHER}/page?a=1` }), headers: { host: site.host, cookie }, body: '' } as any);
  const link = `${answer.headers!.location}`;
  expect(link).toContain('choice=');
  const evil = new Site(network, 'www.evil.test', site.folder);
  evil.config(undefined);
  evil.form = 'none';
  evil.page('/', html('Evil', { body: `<h1>Evil</h1><a href="${link.replaceAll('&', '&amp;')}">Win</a>` }));
  await evil.open(page);
  await page.getByRole('link', { name: 'Win' }).click();
  await expect(page).toHaveURL(`https://${OTHER}/page?a=1`);
  await expect(visitor.banner).toBeVisible();
  expect(await records(context, OTHER)).toEqual([]);
});

pair('L-04 a site that asks something else asks', async ({ page, context, site, other, visitor }) => {
  const differs = config([visits, { ...tracker, countries: ['US', 'IN'] }], { domains: ['www.handoff.test', OTHER], record: { endpoint: PATH } });
  const third = await endpoint(differs, SECRET);
  other.config(differs);
  other.answer(PATH, (hit) => third.answer(hit));
  await site.open(page);
  await visitor.accept();
  await page.getByRole('link', { name: 'To our other site' }).click();
  await expect(page).toHaveURL(`https://${OTHER}/page?a=1`);
  await expect(visitor.banner).toBeVisible();
  expect(await records(context, OTHER)).toEqual([]);
  await third.stop();
});
