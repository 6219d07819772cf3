// What leaves the browser and what is written in it before anyone has chosen anything, and after a
// refusal. `index.html` is a page as the vendors' manuals write it; `marked.html` is the same in marked
// form, for pages whose one tag cannot keep a preload scanner waiting. A config at an address of its own
// is not tried here: until it has come, the guard holds marked tags and the hosts that it knows itself
// (see analytics-snippet), and cannot hold a host that only the config names.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { ANALYTICS, TAG_MANAGER, TRACKER } from '../support/third-parties.ts';
import { Visitor } from '../support/visitor.ts';

const thirdParties = [TAG_MANAGER, ANALYTICS, TRACKER, 'www.videos.test'];
const pages = [
  { form: 'waiting', path: '/' },
  { form: 'tag', path: '/marked.html' },
] as const;

/** Every way for a page to keep something, spied upon before the page's own scripts run. */
async function watchStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: string[] = ((window as unknown as { kept: string[] }).kept = []);
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      kept.push(`storage ${name}`);
      setItem.call(this, name, value);
    };
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')!;
    Object.defineProperty(Document.prototype, 'cookie', {
      ...cookie,
      set(text: string) {
        kept.push(`cookie ${text}`);
        cookie.set!.call(this, text);
      },
    });
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...given) {
      kept.push(`database ${given[0]}`);
      return open.apply(this, given);
    };
  });
}

async function kept(page: Page): Promise<unknown> {
  return page.evaluate(async () => ({
    written: (window as unknown as { kept: string[] }).kept,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map((database) => database.name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
}
const nothing = { written: [], local: [], session: [], caches: [], databases: [], workers: 0 };

for (const { form, path } of pages) {
  test.describe(form, () => {
    test.beforeEach(({ site }) => {
      site.form = form;
      site.mayAsk(...thirdParties);
    });

    test(`B-01 before a choice nothing leaves, idle or scrolling (${form})`, async ({ page, site, visitor }) => {
      await site.open(page, path);
      await expect(visitor.banner).toBeVisible();
      await page.waitForTimeout(5_000);
      await page.mouse.wheel(0, 2_500);
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
      await visitor.linger();
      expect(site.outside()).toEqual([]);
    });

    test(`B-01 the same on a deep link (${form})`, async ({ page, site, visitor }) => {
      await site.open(page, `${path}?utm_source=mail#part`);
      await expect(visitor.banner).toBeVisible();
      await visitor.linger();
      expect(site.outside()).toEqual([]);
    });

    test(`B-02 before a choice nothing is stored (${form})`, async ({ page, context, site, visitor }) => {
      await watchStorage(page);
      await site.open(page, path);
      await expect(visitor.banner).toBeVisible();
      await visitor.linger();
      expect(await kept(page)).toEqual(nothing);
      expect(await context.cookies()).toEqual([]);
    });

    test(`B-03 after reject: nothing on this page, on reload, on a second page, in a new tab (${form})`, async ({ page, context, site, visitor }) => {
      await watchStorage(page);
      await site.open(page, path);
      await visitor.reject();
      await visitor.linger();
      const tab = await context.newPage();
      for (const go of [
        () => page.reload(),
        () => page.getByRole('link', { name: 'Second page' }).click(),
        () => site.open(tab, path),
      ]) {
        await go();
        const here = new Visitor(tab.url() === 'about:blank' ? page : tab);
        await here.settled();
        await here.linger();
        await expect(here.layer).toHaveCount(0);
        // Neither by a script nor by a tag: the choice and its proof stay all there is.
        if (here.page === page) expect(await kept(page)).toEqual({ ...nothing, local: ['sluis_receipts'] });
      }
      expect(site.outside()).toEqual([]);
      expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(['sluis_consent']);
      expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['sluis_receipts']);
    });

    test(`R-04 no identifier before a choice, and the record goes to nobody else (${form})`, async ({ page, context, site, visitor }) => {
      await site.open(page, path);
      await expect(visitor.banner).toBeVisible();
      expect(await context.cookies()).toEqual([]);
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
      await visitor.accept();
      await expect.poll(() => site.network.hits(TRACKER).length).toBeGreaterThan(0);
      await visitor.linger();
      const record = (await context.cookies(site.url())).find((cookie) => cookie.name === 'sluis_consent')!;
      for (const hit of site.outside()) {
        const sent = `${hit.path}?${hit.query} ${hit.body} ${JSON.stringify(hit.headers)}`;
        expect(sent).not.toContain('sluis');
        expect(decodeURIComponent(sent)).not.toContain(record.value);
      }
      // Two visitors who choose the same in the same minute cannot be told apart by it.
      expect(record.value).toMatch(/^1~\d{8}T\d{4}Z~a1s1r1~c\.[0-9a-f]{8}~s\.2026-01~b$/);
    });
  });
}

test('without Sluis the same page reaches all four', async ({ page, site, network, visitor }) => {
  site.form = 'none';
  site.mayAsk(...thirdParties);
  await site.open(page);
  await page.mouse.wheel(0, 2_500);
  await visitor.linger();
  expect(new Set(site.outside().map((hit) => hit.host))).toEqual(new Set(thirdParties));
  expect(network.hits(TRACKER).map((hit) => hit.path)).toEqual(
    expect.arrayContaining(['/static.js', '/dynamic.js', '/pixel.gif', '/beacon', '/fetch']),
  );
});
