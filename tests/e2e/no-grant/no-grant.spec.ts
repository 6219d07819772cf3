// Only a click on a button that says so is consent.
import type { Page } from '@playwright/test';
import { config, googleAnalytics, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Site } from '../support/site.ts';
import { Visitor } from '../support/visitor.ts';

test.beforeEach(async ({ page, site, visitor }) => {
  site.config(config([googleAnalytics, videos, tracker]));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
});

async function nothingGranted(page: Page, site: Site): Promise<void> {
  await new Visitor(page).linger();
  expect(site.outside()).toEqual([]);
  const record = (await page.context().cookies(site.url())).find((cookie) => cookie.name === 'sluis_consent');
  if (record) expect(record.value).toContain('~a0s0r0~');
  expect(await page.evaluate(() => window.sluis?.state()?.categories)).toMatchObject({
    analytics: 'denied',
    social: 'denied',
    advertising: 'denied',
  });
}

test('U-06 nothing is switched on beforehand', async ({ visitor }) => {
  await visitor.chooseButton.click();
  const switches = visitor.settings.getByRole('switch');
  await expect(switches).not.toHaveCount(0);
  for (const one of await switches.all()) await expect(one).not.toBeChecked();
  for (const name of ['Statistics', 'Social media', 'Advertising']) await expect(visitor.switchOf(name)).toBeVisible();
  await expect(visitor.settings.getByRole('checkbox')).toHaveCount(0);
  await expect(visitor.settings.getByRole('radio')).toHaveCount(0);
});

test('U-06 saving untouched switches is a refusal', async ({ page, site, context, visitor }) => {
  await visitor.chooseButton.click();
  await visitor.saveButton.click();
  await expect(visitor.layer).toHaveCount(0);
  await nothingGranted(page, site);
  expect((await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')?.value).toContain('~a0s0r0~');
});

test('U-07 closing the settings is no consent', async ({ page, site, visitor }) => {
  await visitor.chooseButton.click();
  for (const one of await visitor.settings.getByRole('switch').all()) {
    if (!(await one.isChecked())) await one.check();
  }
  await visitor.closeButton.click();
  await expect(visitor.settings).toHaveCount(0);
  await nothingGranted(page, site);
});

test('U-07 Escape is no consent', async ({ page, site, visitor }) => {
  await page.keyboard.press('Escape');
  await nothingGranted(page, site);
  if (await visitor.banner.isVisible()) await visitor.chooseButton.click();
  else await visitor.reopen();
  await visitor.switchOf('Advertising').check();
  await page.keyboard.press('Escape');
  await expect(visitor.settings).toHaveCount(0);
  await nothingGranted(page, site);
});

test('U-07 a click beside the layer is no consent', async ({ page, site, visitor }) => {
  await page.mouse.click(5, 5);
  await nothingGranted(page, site);
  await visitor.chooseButton.click();
  await visitor.switchOf('Advertising').check();
  await page.mouse.click(3, 3);
  await nothingGranted(page, site);
});

test('U-07 time and leaving are no consent', async ({ page, site, visitor }) => {
  await page.clock.install();
  await page.reload();
  await expect(visitor.banner).toBeVisible();
  await page.clock.fastForward('24:00:00');
  await nothingGranted(page, site);
  await page.getByRole('link', { name: 'Second page' }).click();
  await expect(page).toHaveTitle('Second page');
  await visitor.settled();
  await nothingGranted(page, site);
  await expect(visitor.banner).toBeVisible();
});

test('U-08 scrolling, typing and reading on are no consent', async ({ page, site, visitor }) => {
  for (let screen = 0; screen < 3; screen++) await page.mouse.wheel(0, 720);
  await page.keyboard.press('PageDown');
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1_000);
  await page.getByRole('textbox').fill('shoes');
  await nothingGranted(page, site);
  await page.getByRole('link', { name: 'Second page' }).click();
  await visitor.settled();
  await nothingGranted(page, site);
  await page.goBack();
  await visitor.settled();
  await nothingGranted(page, site);
  await expect(visitor.banner).toBeVisible();
});

for (const [width, height] of [[1280, 720], [360, 640], [844, 390], [667, 375], [320, 256]] as const) {
  test(`U-09 the page can be read and used with the banner open at ${width}×${height}`, async ({ page, visitor }) => {
    await page.setViewportSize({ width, height });
    await expect(visitor.banner).toBeVisible();
    expect(await page.evaluate(() => ({
      inert: document.body.inert || document.documentElement.inert,
      modal: document.querySelector(':modal') !== null,
      overflow: [document.body, document.documentElement].map((element) => getComputedStyle(element).overflowY),
      position: getComputedStyle(document.body).position,
    }))).toEqual({ inert: false, modal: false, overflow: ['visible', 'visible'], position: 'static' });
    await expect(visitor.banner).not.toHaveAttribute('aria-modal', 'true');

    await page.mouse.move(width / 2, 60);
    await page.mouse.wheel(0, 600);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('button', { name: 'Do something' }).click();
    await expect(page).toHaveTitle('Clicked');
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('link', { name: 'Second page' }).click();
    await expect(page).toHaveTitle('Second page');
  });
}

// A phone on its side, and 1280×1024 at 400 %.
for (const [width, height] of [[844, 390], [667, 375], [320, 256]] as const) {
  test(`U-09 at ${width}×${height} a good part of the page stays free, and scrolls from wherever the pointer is`, async ({ page, site, visitor }) => {
    for (const [layout, services] of [['bar', [googleAnalytics]], ['bar', [googleAnalytics, videos, tracker]], ['corner', [googleAnalytics, videos, tracker]]] as const) {
      const where = `${layout}, ${services.length}`;
      site.page('/', html('A long page', { body: '<h1>A long page</h1><div style="height: 6000px">Long</div>' }));
      site.config(config([...services], { ui: { layout } }));
      await page.setViewportSize({ width, height });
      await site.open(page);
      await expect(visitor.banner).toBeVisible();
      await visitor.still();
      const box = (await visitor.banner.boundingBox())!;
      expect(box.height / height, where).toBeLessThanOrEqual(0.62);
      for (const answer of [visitor.rejectButton, visitor.acceptButton, visitor.chooseButton]) await expect(answer, where).toBeInViewport({ ratio: 1 });
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      // First its own text scrolls, then the page.
      await expect(async () => {
        await page.mouse.wheel(0, 400);
        expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
      }, where).toPass();
    }
  });
}
