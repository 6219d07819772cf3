// A site whose server keeps the record, in a browser that keeps cookies of scripts for seven days, as Safari does.
import type { BrowserContext } from '@playwright/test';
import { config, tracker, videos, visits } from '../support/config.ts';
import { endpoint, type Endpoint } from '../support/endpoint.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';

const DAY = 86_400_000;
const PATH = '/sluis/record';
const declared = config([visits, videos, tracker], { record: { endpoint: PATH } });

const record = async (context: BrowserContext) => (await context.cookies()).filter(({ name }) => name === 'sluis_consent');
const days = async (context: BrowserContext) => ((await record(context))[0]!.expires * 1_000 - Date.now()) / DAY;

let server: Endpoint;
test.beforeAll(async () => {
  server = await endpoint(declared);
});
test.afterAll(() => server.stop());

test.beforeEach(async ({ site, context }) => {
  site.config(declared);
  site.page('/', html('Kept', { body: '<h1>Kept</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
  // What a script sets is gone after a week: https://webkit.org/blog/8613/intelligent-tracking-prevention-2-1/
  await context.addInitScript(() => {
    const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')!;
    Object.defineProperty(Document.prototype, 'cookie', {
      configurable: true,
      get,
      set(text: string) {
        set!.call(this, text.replace(/Max-Age=(\d+)/i, (_all, age) => `Max-Age=${Math.min(age, 604_800)}`));
      },
    });
  });
});

/** Whose first answer comes when something else has long been chosen. */
function slowAtFirst(site: Site): void {
  let first = true;
  site.answer(PATH, async (hit) => {
    const slow = first;
    first = false;
    return { ...(await server.answer(hit)), ...(slow && { wait: 1_500 }) };
  });
}

for (const choice of ['reject', 'accept'] as const) {
  test(`L-06 after a ${choice} the server sets the same record, and it stays six months`, async ({ page, context, site, visitor, network }) => {
    const answers: string[] = [];
    site.answer(PATH, async (hit) => {
      const answer = await server.answer(hit);
      answers.push(`${answer.headers!['set-cookie']}`);
      return answer;
    });
    await site.open(page);
    await visitor.settled();
    expect(network.hits(site.host, PATH), 'before a choice').toEqual([]);
    await visitor[choice]();
    await expect.poll(() => days(context)).toBeGreaterThan(180);
    const [kept, ...more] = await record(context);
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ path: '/', sameSite: 'Lax', secure: true, httpOnly: false, domain: site.host });
    expect(answers).toEqual([expect.stringContaining(`sluis_consent=${kept!.value}; Path=/; SameSite=Lax; Max-Age=`)]);
    // The body is the record, and nothing of the visitor.
    expect(network.hits(site.host, PATH).map(({ body, query }) => [body, `${query}`])).toEqual([[kept!.value, '']]);

    await page.reload();
    await visitor.settled();
    await expect(visitor.layer).toHaveCount(0);
    await visitor.linger();
    expect(await page.evaluate(() => window.sluis!.state()!.record)).toBe(kept!.value);
    expect(network.hits(site.host, PATH), 'it is kept already').toHaveLength(1);
  });
}

test('L-06 a change of mind is kept as well', async ({ page, context, site, visitor }) => {
  site.answer(PATH, (hit) => server.answer(hit));
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => days(context)).toBeGreaterThan(180);
  await page.evaluate(() => window.sluis!.withdraw());
  await expect.poll(async () => (await days(context)) > 180 && (await record(context))[0]!.value).toMatch(/~a0s0r0~.*~w$/);
});

for (const [fault, answer] of [
  ['is not there', { status: 404 }],
  ['fails', { status: 500 }],
  ['redirects', { status: 302, headers: { location: '/' } }],
  ['answers everything with a page', { status: 200, body: '<h1>Kept</h1>', type: 'text/html' }],
] as const) {
  test(`L-06 an endpoint that ${fault} takes nothing away, and the next page tries again`, async ({ page, context, site, visitor, network, expectConsole, allowConsole }) => {
    let works = false;
    site.answer(PATH, (hit) => (works ? server.answer(hit) : answer));
    expectConsole(/Sluis: .*did not keep the record/);
    allowConsole(/Failed to load resource/);
    await site.open(page);
    await visitor.accept();
    await expect.poll(() => network.hits(site.host, PATH).length).toBe(1);
    await visitor.linger();
    expect(await days(context)).toBeLessThan(7.1);
    expect(await page.evaluate(() => window.sluis!.state())).toMatchObject({ decided: true, asked: false, categories: { analytics: 'granted' } });
    works = true;
    await page.reload();
    await expect.poll(() => days(context)).toBeGreaterThan(180);
    await expect(visitor.layer).toHaveCount(0);
  });
}

test('L-06 a server that never answers blocks nothing', async ({ page, context, site, visitor }) => {
  site.answer(PATH, () => ({ wait: 'forever' }));
  site.mayAsk('cdn.visits.test');
  site.page('/', html('Kept', { body: '<h1>Kept</h1><script type="text/plain" data-sluis="visits">document.documentElement.dataset.ran = "yes"</script>' }));
  await site.open(page);
  await visitor.accept();
  await expect(page.locator('html[data-ran=yes]')).toHaveCount(1, { timeout: 1_000 });
  expect((await record(context))[0]!.value).toMatch(/~a1s1r1~/);
  await page.reload();
  await visitor.settled();
  await expect(visitor.layer).toHaveCount(0);
});

test('L-06 a late answer to an old choice does not come over a newer one', async ({ page, context, site, visitor, network }) => {
  slowAtFirst(site);
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => network.hits(site.host, PATH).length).toBe(1);
  await page.evaluate(() => window.sluis!.withdraw());
  await expect.poll(() => network.hits(site.host, PATH).length).toBe(2);
  await page.waitForTimeout(2_000);
  expect((await record(context)).map(({ value }) => value)).toEqual([expect.stringMatching(/~a0s0r0~.*~w$/)]);
  expect(await page.evaluate(() => window.sluis!.state()!.categories.analytics)).toBe('denied');
});

test('L-06 nor when its page has been left', async ({ page, context, site, visitor, network }) => {
  slowAtFirst(site);
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => network.hits(site.host, PATH).length).toBe(1);
  await page.reload();
  await visitor.settled();
  await page.evaluate(() => window.sluis!.withdraw());
  await page.waitForTimeout(2_000);
  expect((await record(context)).map(({ value }) => value)).toEqual([expect.stringMatching(/~a0s0r0~.*~w$/)]);
});

for (const [years, when] of [[3, 'ahead'], [-2, 'behind']] as const) {
  test(`L-07 a visitor's clock that is years ${when}: asked once, kept by the page, not by the server`, async ({ page, context, site, visitor, expectConsole, allowConsole, network }) => {
    site.answer(PATH, (hit) => server.answer(hit));
    expectConsole(years > 0 ? /422: this record is from the future/ : /422: this choice is over/);
    allowConsole(/Failed to load resource/);
    const wrong = Date.now() + years * 365.25 * DAY;
    await page.clock.setFixedTime(wrong);
    await site.open(page);
    await visitor.accept();
    await page.reload();
    await visitor.settled();
    await expect(visitor.layer, 'by that clock the choice stands').toHaveCount(0);
    await visitor.linger();
    expect(network.hits(site.host, PATH), 'what can never be kept is sent once').toHaveLength(1);
    expect((await record(context))[0]!.value).toMatch(/~a1s1r1~/);
    // Put right, it is no choice, and the next one is kept.
    await page.clock.setFixedTime(Date.now());
    await page.reload();
    await expect(visitor.banner).toBeVisible();
    expect(await page.evaluate(() => window.sluis!.state()!.categories.analytics)).toBe('denied');
    await visitor.reject();
    await expect.poll(() => days(context)).toBeGreaterThan(180);
    expect((await record(context))[0]!.value).toMatch(/~a0s0r0~/);
  });
}

test('R-06 the table tells of what is remembered of it', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.chooseButton.click();
  const functional = visitor.settings.locator('[data-category="functional"]');
  await functional.locator('summary').first().click();
  await expect(functional.getByRole('row').filter({ hasText: 'sluis_kept' })).toBeVisible();
});

test('without an endpoint nothing of this is loaded', async ({ page, site, visitor, network }) => {
  site.config(config([visits]));
  await site.open(page);
  await visitor.accept();
  await visitor.linger();
  expect(network.log.filter(({ path }) => /endpoint|record/.test(path))).toEqual([]);
});
