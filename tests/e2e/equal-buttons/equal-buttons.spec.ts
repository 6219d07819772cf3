// Refusing is as easy as accepting, and looks it: on both layers, in every colour scheme, at every size.
import type { Locator, Page } from '@playwright/test';
import { config, googleAnalytics, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Visitor } from '../support/visitor.ts';
import { look } from './contrast.ts';

const sites = {
  'one category': config([googleAnalytics]),
  'three categories': config([googleAnalytics, videos, tracker]),
};
const layers = ['banner', 'settings'] as const;
const schemes = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'forced colours', media: { forcedColors: 'active', colorScheme: 'light' } },
  { name: 'forced colours, dark', media: { forcedColors: 'active', colorScheme: 'dark' } },
] as const;

async function open(page: Page, visitor: Visitor, layer: (typeof layers)[number]): Promise<Locator> {
  if (layer === 'settings') await visitor.chooseButton.click();
  const section = layer === 'banner' ? visitor.banner : visitor.settings;
  await expect(section).toBeVisible();
  await visitor.still();
  return section;
}

test.beforeEach(({ site }) => {
  site.page('/', html('Two buttons'));
});

for (const [which, given] of Object.entries(sites)) {
  for (const layer of layers) {
    test.describe(`${layer}, ${which}`, () => {
      test.beforeEach(async ({ page, site }) => {
        site.config(given);
        await site.open(page);
      });

      test(`U-01 ${layer === 'settings' ? 'G-03 ' : ''}reject and accept stand together on the ${layer} (${which})`, async ({ page, visitor }) => {
        const section = await open(page, visitor, layer);
        await expect(section.getByRole('button', { name: /^reject( all)?$/i })).toHaveCount(1);
        await expect(section.getByRole('button', { name: /^accept( all)?$/i })).toHaveCount(1);
        expect(await section.ariaSnapshot()).toMatch(/button "Reject( all)?"[\s\S]*button "Accept( all)?"/);
      });

      test(`U-02 ${layer === 'settings' ? 'G-03 ' : ''}reject and accept have one size and one style on the ${layer} (${which})`, async ({ page, visitor }) => {
        await open(page, visitor, layer);
        await page.mouse.move(0, 0);
        await visitor.still();
        const [reject, accept] = [await look(visitor.rejectButton), await look(visitor.acceptButton)];
        expect(reject.tag).toBe(accept.tag);
        expect(Math.abs(reject.width - accept.width)).toBeLessThanOrEqual(1);
        expect(Math.abs(reject.height - accept.height)).toBeLessThanOrEqual(1);
        expect(reject.style).toEqual(accept.style);
        expect(reject.height).toBeGreaterThanOrEqual(44);
      });

      test(`U-15 refusing is a button of the ${layer}, in no paragraph and nowhere else (${which})`, async ({ page, visitor }) => {
        const section = await open(page, visitor, layer);
        expect(await visitor.rejectButton.evaluate((button) => ({
          tag: button.tagName,
          dialog: button.closest('[role=dialog]')?.getAttribute('data-sluis'),
          wrapped: button.closest('p, a, li, details, label') !== null,
          disabled: (button as HTMLButtonElement).disabled,
        }))).toEqual({ tag: 'BUTTON', dialog: layer, wrapped: false, disabled: false });
        const inside = await section.boundingBox();
        const box = await visitor.rejectButton.boundingBox();
        expect(box!.x >= inside!.x && box!.x + box!.width <= inside!.x + inside!.width).toBe(true);
        await expect(page.locator('[data-do=reject]')).toHaveCount(1);
        await expect(page.getByRole('link', { name: /reject|refuse|without consent/i })).toHaveCount(0);
      });

      for (const { name, media } of schemes) {
        test(`U-03 ${layer === 'settings' ? 'G-03 ' : ''}reject and accept have one colour and enough contrast on the ${layer}: ${name} (${which})`, async ({ page, visitor }) => {
          await page.emulateMedia(media);
          await open(page, visitor, layer);
          const states: Record<string, (button: Locator) => Promise<void>> = {
            rest: async () => page.mouse.move(0, 0),
            hover: (button) => button.hover(),
            focus: async (button) => {
              await page.mouse.move(0, 0);
              await button.focus();
            },
          };
          for (const [state, take] of Object.entries(states)) {
            await take(visitor.rejectButton);
            await visitor.still();
            const reject = await look(visitor.rejectButton);
            await take(visitor.acceptButton);
            await visitor.still();
            const accept = await look(visitor.acceptButton);
            expect(reject.contrast, `reject, ${state}`).toBeGreaterThanOrEqual(4.5);
            expect(accept.contrast, `accept, ${state}`).toBeGreaterThanOrEqual(4.5);
            expect(Math.abs(reject.contrast - accept.contrast), state).toBeLessThanOrEqual(0.1);
            expect(reject.background, state).toBe(accept.background);
            expect(reject.text, state).toBe(accept.text);
            expect(reject.style, state).toEqual(accept.style);
          }
        });
      }
    });
  }

  // 320×256 is 1280×1024 at 400 % (WCAG 1.4.10), 320×180 is 1280×720.
  for (const [width, height] of [[320, 568], [360, 640], [768, 1024], [1280, 720], [320, 256], [320, 180]] as const) {
    test(`U-04 both are in view without scrolling at ${width}×${height} (${which})`, async ({ page, site, visitor }) => {
      await page.setViewportSize({ width, height });
      site.config(given);
      await site.open(page);
      await open(page, visitor, 'banner');
      const boxes = [];
      for (const button of [visitor.rejectButton, visitor.acceptButton]) {
        const seen = await button.evaluate((element) => {
          const box = element.getBoundingClientRect();
          return {
            box: { x: box.x, y: box.y, right: box.right, bottom: box.bottom },
            hit: element.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)),
            cut: element.scrollWidth > element.clientWidth + 1,
          };
        });
        expect(seen.box.x).toBeGreaterThanOrEqual(0);
        expect(seen.box.y).toBeGreaterThanOrEqual(0);
        expect(seen.box.right).toBeLessThanOrEqual(width);
        expect(seen.box.bottom).toBeLessThanOrEqual(height);
        expect(seen.hit, 'nothing lies over the button').toBe(true);
        expect(seen.cut, 'its text is whole').toBe(false);
        boxes.push(seen.box);
      }
      const [reject, accept] = boxes;
      expect(Math.abs(reject!.y - accept!.y) <= 1 || Math.abs(reject!.x - accept!.x) <= 1, 'in one row or one column').toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling').toBe(true);
      // All of the text can be read: the layer scrolls where it does not fit.
      const text = visitor.banner.getByText(/may|can|refuse/i).first();
      await text.scrollIntoViewIfNeeded();
      await expect(text).toBeInViewport();
    });
  }

  test(`U-05 one click stores either choice, at once and with no second question (${which})`, async ({ browser, site, watch }) => {
    site.config(given);
    site.mayAsk('www.googletagmanager.com');
    const time: Record<string, number[]> = { reject: [], accept: [] };
    // Turn and turn about, and the best of three: the machine is busy with other things too.
    for (const choice of ['reject', 'accept', 'accept', 'reject', 'reject', 'accept'] as const) {
      const context = await browser.newContext();
      watch(context);
      const page = await context.newPage();
      await site.open(page);
      const button = page.getByRole('button', { name: new RegExp(`^${choice}( all)?$`, 'i') });
      await expect(button).toBeEnabled();
      const took = await button.evaluate((element) => {
        const start = performance.now();
        (element as HTMLElement).click();
        return document.cookie.includes('sluis_consent=') ? performance.now() - start : null;
      });
      expect(took, 'stored when the click is over').not.toBeNull();
      time[choice]!.push(took!);
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await context.close();
    }
    expect(Math.abs(Math.min(...time.reject!) - Math.min(...time.accept!))).toBeLessThanOrEqual(50);
  });
}

test('A-05 U-02 U-03 both answers stay equal in every mix of colour scheme, forced colours, contrast and motion', async ({ page, site, visitor }) => {
  site.config(sites['three categories']);
  for (const layer of layers) {
    await site.open(page);
    await open(page, visitor, layer);
    await page.mouse.move(0, 0);
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const forcedColors of ['none', 'active'] as const) {
        for (const [reducedMotion, contrast] of [['no-preference', 'no-preference'], ['reduce', 'no-preference'], ['reduce', 'more']] as const) {
          const mix = `${layer}: ${colorScheme}, forced ${forcedColors}, motion ${reducedMotion}, contrast ${contrast}`;
          await page.emulateMedia({ colorScheme, forcedColors, reducedMotion, contrast });
          await visitor.still();
          const [reject, accept] = await Promise.all([look(visitor.rejectButton), look(visitor.acceptButton)]);
          expect({ ...reject, width: Math.round(reject.width) }, mix).toEqual({ ...accept, width: Math.round(accept.width) });
          expect(reject.contrast, mix).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  }
});
