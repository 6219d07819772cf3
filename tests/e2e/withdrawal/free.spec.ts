// Taking consent back costs nothing: no login, and nothing of the site itself.
import type { Page } from '@playwright/test';
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TRACKER } from '../support/third-parties.ts';

const shop = html('Shop', {
  head: '<style>main { font: 16px serif; color: rgb(20, 30, 40) } .sale { color: rgb(200, 0, 0) }</style>',
  body: `<main><h1>Shop</h1><nav><a href="/second">Second</a></nav><p class="sale">Shoes</p>
    <form action="/search"><label>Search <input name="query"></label><button>Go</button></form>
    <button id="basket">Put in basket</button><p role="log"></p></main><p><a href="#" data-sluis="open">Cookie settings</a></p>
    <script>basket.onclick = async () => {
      localStorage.basket = Number(localStorage.basket || 0) + 1;
      const price = await (await fetch('/price.json')).json();
      document.querySelector('[role=log]').textContent = localStorage.basket + ' for ' + price.euros;
    }</script><script src="https://cdn.tracker.test/t.js"></script>`,
});

/** Everything that the shop does for its visitors, and what came of it. */
async function use(page: Page, address: string): Promise<unknown[]> {
  await page.evaluate(() => localStorage.removeItem('basket'));
  await page.goto(address);
  await page.getByRole('button', { name: 'Put in basket' }).click();
  await expect(page.getByRole('log')).toHaveText('1 for 12');
  const seen: unknown[] = [await page.locator('main').ariaSnapshot(), await page.locator('main').evaluate((main) => [getComputedStyle(main).color, (main as HTMLElement).innerText])];
  await page.getByRole('textbox', { name: 'Search' }).fill('shoes');
  await page.getByRole('button', { name: 'Go' }).click();
  seen.push(page.url(), await page.title());
  await page.goBack();
  await page.getByRole('link', { name: 'Second' }).click();
  seen.push(page.url(), await page.title());
  return seen;
}

for (const loggedIn of [false, true]) {
  test(`W-06 a withdrawal needs no login and takes no function away (logged ${loggedIn ? 'in' : 'out'})`, async ({ page, context, site, network, visitor }) => {
    site.config(config([visits, tracker]));
    site.mayAsk(TRACKER);
    site.page('/', shop);
    site.page('/second', html('Second', { body: '<h1>Second</h1>' }));
    site.page('/search', html('Found', { body: '<h1>Found</h1>' }));
    site.answer('/price.json', () => ({ type: 'application/json', body: '{"euros":12}' }));
    if (loggedIn) await context.addCookies([{ name: 'session', value: '4711', url: site.url(), httpOnly: true }]);
    await site.open(page);
    await visitor.accept();
    await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['/t.js']);
    const granted = await use(page, site.url());

    await site.open(page);
    await visitor.reopen();
    await visitor.rejectButton.click();
    await expect(page.getByRole('status')).toContainText('You have withdrawn your consent.');
    network.forget();
    expect(await use(page, site.url())).toEqual(granted);
    expect(network.hits(TRACKER)).toEqual([]);
    expect((await context.cookies()).map((cookie) => cookie.name).sort()).toEqual(loggedIn ? ['session', 'sluis_consent'] : ['sluis_consent']);
    // Nothing was asked of a server to withdraw: no account, no confirmation.
    expect(network.hits(site.host).filter((hit) => hit.method !== 'GET')).toEqual([]);
  });
}
