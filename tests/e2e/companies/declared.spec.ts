// The two companies that ask: what they declare is what happens, and their statement is there before anybody chooses.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { Site } from '../support/site.ts';
import { built } from '../support/snippet.ts';
import { ANALYTICS, TAG_MANAGER } from '../support/third-parties.ts';

const www = fileURLToPath(new URL('../../../www/', import.meta.url));
const asking = ['twisted-bytes', 'codex-connectors'];
const paths = ['', 'diensten/', 'privacyverklaring/'];
const DAY = 86_400;

interface Declared {
  months: number;
  hosts: string[];
  items: { name: string | null; storage?: string; retention: string | null }[];
  statement: { url: string; version: string; effective: string };
}

async function declared(company: string): Promise<Declared> {
  const { seal } = await import(`${built}../esm/node.js`);
  const config = await seal(JSON.parse(readFileSync(`${www}sites/${company}/consent.json`, 'utf8')));
  const own = [{ name: 'sluis_consent', retention: `P${config.record?.months ?? 6}M` }, { name: 'sluis_receipts', storage: 'localStorage', retention: 'persistent' }];
  return {
    months: config.record?.months ?? 6,
    hosts: config.services.flatMap((service: any) => service.hosts ?? []),
    items: [...own, ...config.services.flatMap((service: any) => service.items ?? [])],
    statement: config.statement,
  };
}

/** The longest that an item may live, in days. */
function days(retention: string | null): number {
  const [, time, count, unit] = /^P(T?)(\d+)([A-Z])$/.exec(retention ?? '') ?? [];
  if (!count) return retention === 'session' ? 0 : Infinity;
  return Number(count) * (time ? { H: 1 / 24, M: 1 / 1_440 } : { D: 1, M: 31, Y: 366 } as Record<string, number>)[unit as 'M']!;
}

const fits = (name: string, pattern: string | null): boolean =>
  pattern !== null && new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(name);

/** What was seen and is not declared, or lives longer than declared. */
async function undeclared(page: Page, context: BrowserContext, shown: Site, what: Declared): Promise<string[]> {
  const found: string[] = [];
  for (const cookie of await context.cookies()) {
    const items = what.items.filter((item) => (item.storage ?? 'cookie') === 'cookie' && fits(cookie.name, item.name));
    const lives = cookie.expires < 0 ? 0 : (cookie.expires - Date.now() / 1_000) / DAY;
    if (!cookie.domain.endsWith(shown.host.replace(/^www\./, ''))) found.push(`cookie ${cookie.name} of ${cookie.domain}`);
    else if (!items.length) found.push(`cookie ${cookie.name}`);
    else if (!items.some((item) => lives <= days(item.retention) + 0.01)) found.push(`cookie ${cookie.name} lives ${lives} days`);
  }
  for (const key of await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])) {
    if (!what.items.some((item) => /Storage$/.test(item.storage ?? '') && fits(key, item.name))) found.push(`storage ${key}`);
  }
  for (const host of new Set(shown.outside().map((hit) => hit.host))) {
    const is = (pattern: string): boolean => host === pattern.split('/')[0] || host.endsWith(`.${pattern.split('/')[0]!}`);
    if (!what.hosts.some(is)) found.push(`host ${host}`);
  }
  return found.sort();
}

const demo = test.extend<{ shown: Site }>({
  shown: async ({ network, site }, use) => {
    // The site of this folder only lends its verdicts; what is shown is `www`.
    void site;
    await use(new Site(network, 'www.companies-demo.test', www));
  },
});

demo('B-09 with JavaScript off nothing of anybody else is asked for on any page of the five', async ({ browser, shown }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const company of ['2twnty4', 'twentenet', 'tnp-digital', ...asking]) {
    for (const path of paths) {
      await shown.open(page, `/sites/${company}/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
  }
  await page.waitForTimeout(500);
  expect(shown.outside()).toEqual([]);
  await context.close();
});

for (const company of asking) {
  demo(`G-07 W-01 ${company}: after accept nothing is there that is not declared, nothing lives longer, and every page has its way back`, async ({ page, context, shown, network, visitor }) => {
    const what = await declared(company);
    shown.mayAsk(TAG_MANAGER, ANALYTICS);
    await shown.open(page, `/sites/${company}/`);
    await visitor.accept();
    await expect.poll(async () => (await context.cookies()).map((cookie) => cookie.name)).toContain('_ga');
    for (const path of paths) {
      await shown.open(page, `/sites/${company}/${path}`);
      await visitor.settled();
      await visitor.linger(200);
      await expect(visitor.reopenControl).toBeVisible();
      await visitor.reopenControl.focus();
      await page.keyboard.press('Enter');
      await expect(visitor.settings).toBeVisible();
      await page.keyboard.press('Escape');
      expect(await undeclared(page, context, shown, what), path).toEqual([]);
    }
    expect(new Set(shown.outside().map((hit) => hit.host))).toEqual(new Set([TAG_MANAGER, ANALYTICS]));
    // What is shown as declared has the same names.
    const names = await page.locator('[data-sluis=declaration] tbody tr > :first-child').allTextContents();
    for (const { name } of what.items) if (name) expect(names).toContain(name);

    // And each kind of untruth is found.
    network.serve('cdn.stranger.test', () => ({ status: 204 }));
    await page.evaluate(async () => {
      document.cookie = 'stranger_id=1; path=/';
      document.cookie = '_gid=1; path=/';
      document.cookie = 'sluis_consent=1; path=/; max-age=31536000';
      localStorage.setItem('stranger', '1');
      await fetch('https://cdn.stranger.test/x', { mode: 'no-cors' });
    });
    expect((await undeclared(page, context, shown, what)).map((line) => line.replace(/ lives .*/, ' lives'))).toEqual([
      'cookie _gid', 'cookie sluis_consent lives', 'cookie stranger_id', 'host cdn.stranger.test', 'storage stranger',
    ]);
  });

  demo(`I-01 ${company}: the statement opens before a choice, can be read, and its version is in the record`, async ({ page, context, shown, network, visitor }) => {
    const { statement } = await declared(company);
    network.serve(TAG_MANAGER, () => ({ type: 'text/javascript', body: '' }));
    for (const viewport of [{ width: 1280, height: 720 }, { width: 390, height: 844 }]) {
      await page.setViewportSize(viewport);
      await shown.open(page, `/sites/${company}/`);
      await expect(visitor.banner).toBeVisible();
      const answered = page.waitForResponse((response) => response.request().isNavigationRequest());
      await visitor.banner.getByRole('link', { name: 'Lees onze cookieverklaring' }).click();
      const response = await answered;
      expect(response.status()).toBe(200);
      expect(new URL(response.url()).pathname).toBe(statement.url);
      await expect(visitor.banner).toBeVisible();
      const main = page.locator('main');
      await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
      // Each heading can be brought to where nothing lies over it.
      const covered = await main.locator('h1, h2').evaluateAll((all) => all.filter((heading) => {
        heading.scrollIntoView({ block: 'start' });
        const box = heading.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + 10, box.y + box.height / 2);
        return !top || !(heading.contains(top) || top.contains(heading)) || top.closest('[data-sluis=root]') !== null;
      }).map((heading) => heading.textContent));
      expect(covered).toEqual([]);
      expect(await context.cookies()).toEqual([]);
    }
    await visitor.reject();
    const record = (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')!;
    expect(/~s\.([^~]+)~/.exec(record.value)?.[1]).toBe(statement.version);
    expect(await page.evaluate(() => JSON.parse(localStorage.sluis_receipts)[0].statement)).toBe(statement.version);
  });
}
