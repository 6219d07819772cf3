// Pages whose style sheets spoil everything. The question and the settings look and work as on a page without any.
import type { Page } from '@playwright/test';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Visitor } from '../support/visitor.ts';
import { differences, look } from './look.ts';
import { sheets, wall } from './sheets.ts';

const content = '<h1>A page</h1><p>With <a href="/">a link</a>.</p><div style="height: 1500px">Long</div>';
const page = (sheet: string, body = content): string =>
  html('Hostile', { head: `<style id="hostile">${sheet}</style>`, body }).replace('<body>', '<body id="page">');

test.beforeEach(({ site }) => {
  const login = { id: 'login', name: 'Login', category: 'functional', provider: 'Voorbeeld B.V.', purpose: 'To stay logged in', items: [{ name: 'session', retention: 'session' }] } as const;
  site.config(config([{ ...login, items: [...login.items] }, visits, videos, tracker]));
});

/** Until nothing of ours moves any more. */
const still = (at: Page): Promise<unknown> => at.evaluate(() =>
  Promise.all(document.querySelector('[data-sluis=root]')!.getAnimations({ subtree: true })
    .filter((movement) => !movement.effect!.getComputedTiming().delay)
    .map((movement) => movement.finished.catch(() => {}))));

/** Puts every sheet into the page as it is, and takes it out again. */
async function unchanged(at: Page, layer: string, shots: string): Promise<void> {
  const dress = async (sheet: string): Promise<void> => {
    await at.evaluate((text) => (document.querySelector('#hostile')!.textContent = text), sheet);
    await still(at);
  };
  await dress('');
  const clean = await look(at);
  expect(Object.keys(clean).length).toBeGreaterThan(3);
  for (const [name, sheet] of Object.entries(sheets)) {
    await dress(sheet);
    expect.soft(differences(clean, await look(at)).slice(0, 12), `${layer} on a page with ${name}`).toEqual([]);
    // For a person: SHOTS=FOLDER.
    if (process.env.SHOTS) await at.screenshot({ path: `${process.env.SHOTS}/${shots}-${name.replaceAll(/\W+/g, '-')}-${layer}.png` });
  }
  await dress('');
}

for (const [device, colorScheme, viewport] of [
  ['desktop', 'light', { width: 1280, height: 800 }],
  ['phone', 'dark', { width: 360, height: 640 }],
] as const) {
  test(`what a page says about everything changes nothing of ours (${device}, ${colorScheme})`, async ({ page: at, site, visitor }) => {
    await at.emulateMedia({ colorScheme });
    await at.setViewportSize(viewport);
    site.page('/', page(''));
    await site.open(at);
    await expect(visitor.banner).toBeVisible();
    await expect(at.locator('[data-sluis=control]')).toHaveCount(1);
    const shots = `${device}-${colorScheme}`;
    await unchanged(at, 'question', shots);
    await at.keyboard.press('Tab');
    expect(await at.evaluate(() => document.activeElement!.closest('[data-sluis=banner]') !== null)).toBe(true);
    await unchanged(at, 'question with focus', shots);
    await visitor.chooseButton.click();
    await expect(visitor.settings).toBeVisible();
    await visitor.switchOf('Statistics').check();
    for (const summary of await visitor.settings.locator('summary').all()) await summary.click();
    await visitor.settings.locator('[data-part=scroll]').evaluate((element) => element.scrollTo(0, 0));
    await at.mouse.move(2, 2);
    await unchanged(at, 'settings', shots);
    await visitor.saveButton.click();
    await expect(visitor.layer).toHaveCount(0);
    await at.evaluate(() => window.sluis!.withdraw());
    await expect(at.getByRole('status')).toContainText('withdrawn');
    await unchanged(at, 'notice', shots);
  });
}

/** Whether a visitor who points at the middle of each gets it. */
const covered = (at: Page, selector: string): Promise<string[]> => at.locator(selector).evaluateAll((all) =>
  all.flatMap((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return one.contains(hit) ? [] : [`${one.textContent}: ${hit?.outerHTML.slice(0, 60)}`];
  }));

async function choosesBySwitches(at: Page, visitor: Visitor): Promise<void> {
  await expect(visitor.banner).toBeVisible();
  await still(at);
  expect(await covered(at, '[data-sluis=banner] [data-part=choices] button')).toEqual([]);
  await visitor.chooseButton.click();
  await expect(visitor.settings).toBeVisible();
  await still(at);
  expect(await covered(at, '[data-sluis=settings] > [data-part=choices] button, [data-part=close]')).toEqual([]);
  await visitor.switchOf('Statistics').check();
  await visitor.saveButton.click();
  await expect(visitor.layer).toHaveCount(0);
  expect(await at.evaluate(() => document.cookie)).toMatch(/~a1s0r0~.*~p$/);
}

for (const name of ['everything unset, important', 'all tags of a theme', 'a body that is moved', 'a body that holds what is fixed', 'a body that fades in', 'reset inputs and dialogs', 'elements that nobody has defined']) {
  test(`a visitor chooses on a page with ${name}`, async ({ page: at, site, visitor }) => {
    site.page('/', page(sheets[name]!));
    await site.open(at);
    await choosesBySwitches(at, visitor);
  });
}

test('U-04 nothing of a page lies over the question, whatever its z-index', async ({ page: at, site, visitor }) => {
  site.page('/', page('html, body { position: relative; z-index: 0; isolation: isolate }', content + wall));
  await site.open(at);
  await choosesBySwitches(at, visitor);
  await expect(at.locator('#wall')).toBeVisible();
});

test('A-07 above everything, the question is still no modal: the page scrolls, takes clicks and focus, and opens its own dialog over it', async ({ page: at, site, visitor }) => {
  site.page('/', page('', `<button id="own">Own</button><dialog><button autofocus>In the dialog</button></dialog>${content}
    <script>document.querySelector('#own').onclick = () => document.querySelector('dialog').showModal()</script>`));
  await site.open(at);
  await expect(visitor.banner).toBeVisible();
  await at.mouse.move(600, 100);
  await at.mouse.wheel(0, 300);
  await expect.poll(() => at.evaluate(() => scrollY)).toBeGreaterThan(200);
  await at.locator('#own').click();
  await expect(at.getByRole('button', { name: 'In the dialog' })).toBeFocused();
  expect(await covered(at, 'dialog button')).toEqual([]);
  await at.keyboard.press('Escape');
  await expect(visitor.banner, 'Escape was for the dialog').toBeVisible();
  await visitor.reject();
});

test('A-03 what a visitor uses to widen text widens ours', async ({ page: at, site, visitor }) => {
  site.page('/', page(''));
  await site.open(at);
  const spacing = (): Promise<string[]> => visitor.rejectButton.evaluate((element) => {
    const { letterSpacing, wordSpacing } = getComputedStyle(element);
    return [letterSpacing, wordSpacing];
  });
  expect(await spacing()).toEqual(['normal', '0px']);
  await at.addStyleTag({ content: '* { letter-spacing: .12em !important; word-spacing: .16em !important }' });
  expect((await spacing()).map(parseFloat)).toEqual([1.92, 2.56]);
});

test('a page that means it changes ours by our name, and a filter list hides it by its one attribute', async ({ page: at, site, visitor }) => {
  site.page('/', page('#sluis [data-part=choices] button { text-transform: uppercase !important }'));
  await site.open(at);
  await expect(visitor.rejectButton).toHaveCSS('text-transform', 'uppercase');
  await at.addStyleTag({ content: '[data-sluis=banner] { display: none !important }' });
  await expect(visitor.banner).toBeHidden();
});
