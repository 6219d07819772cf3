// Every view of `www/views` at six sizes, light and dark; and where there is least room, the languages with the longest
// words and the other direction.
import { expect } from '../support/fixtures.ts';
import { compare, different, measure, plain, type Looks } from './looks.ts';
import { address, broken, faults, languages, layoutOf, shown, sizes, test, views, well } from './view.ts';

for (const view of views) {
  test(`U-20 ${view}: whole, in sight and nothing over anything, and as it should look, at six sizes, light and dark`, async ({ page, demo, expectConsole }) => {
    if (broken.includes(view)) expectConsole(/Sluis: .* could not be fetched/);
    const looks: Looks = {};
    for (const theme of ['light', 'dark']) {
      await page.setViewportSize({ width: 1280, height: 720 });
      await demo.open(page, address(view, { theme, language: 'nl', layout: layoutOf(view) }));
      await shown(page, view);
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        await well(page, `${view}, ${theme}, ${width}×${height}`);
      }
      await plain(page);
      const colours = await measure(page, 'colours');
      // Where things are is the same in both.
      for (const [width, height] of theme === 'light' ? sizes : []) {
        await page.setViewportSize({ width, height });
        looks[`${width}×${height}`] = await measure(page, 'places');
      }
      looks[theme] = colours;
    }
    compare(view, looks);
  });
}

test('a difference is seen, and what engines round is none', async ({ page, demo }) => {
  await demo.open(page, address('question'));
  await shown(page, 'question');
  await plain(page);
  const look = async (): Promise<Looks> => ({ places: await measure(page, 'places'), colours: await measure(page, 'colours') });
  const before = await look();
  expect(Object.keys(before.places!).length).toBeGreaterThan(10);
  expect(different(before, await look())).toEqual([]);
  const style = await page.addStyleTag({ content: '#sluis [data-part=choices] { margin-inline-start: 1px !important }' });
  expect(different(before, await look())).toEqual([]);
  await style.evaluate((element) => void (element.textContent = '#sluis [data-do=accept] { padding-block: 9px !important; background: #0b5571 !important }'));
  expect(different(before, await look()).join('\n')).toMatch(/button\.accept: .* on /);
});

for (const layout of ['bar', 'box', 'corner']) {
  test(`U-04 ${layout}: both answers in sight in the longest languages, at 320 px, 400 % zoom, on a phone on its side and with text twice the size`, async ({ page, demo }) => {
    for (const language of ['de', 'fi', 'ar', 'hu', 'el']) {
      for (const view of ['question', 'settings']) {
        await page.setViewportSize({ width: 1280, height: 720 });
        await demo.open(page, address(view, { language, layout }));
        await shown(page, view);
        for (const [width, height] of [[320, 568], [320, 256], [320, 180], [844, 390], [667, 375]] as const) {
          await page.setViewportSize({ width, height });
          await well(page, `${view} in ${language}, ${width}×${height}`);
        }
        await page.setViewportSize({ width: 1280, height: 720 });
        await page.addStyleTag({ content: 'html { font-size: 200% }' });
        await well(page, `${view} in ${language}, text twice the size`);
      }
    }
  });
}

test('U-04 400 % zoom and text twice the size: all three answers can be reached, and what is cut off can be scrolled to', async ({ page, demo }) => {
  for (const layout of ['bar', 'box', 'corner']) {
    for (const language of ['nl', 'de', 'fi', 'ar']) {
      await page.setViewportSize({ width: 1280, height: 720 });
      await demo.open(page, address('question', { language, layout }));
      await shown(page, 'question');
      const answers = page.locator('[data-sluis=banner] [data-part=choices] button');
      const labels = await answers.allTextContents();
      await page.addStyleTag({ content: 'html { font-size: 200% }' });
      await page.setViewportSize({ width: 320, height: 256 });
      expect(await answers.allTextContents()).toEqual(labels);
      const banner = page.locator('[data-sluis=banner]');
      const [text, whole, seen, cut] = await banner.evaluate((element) => [
        element.querySelector('[data-part=body]')!.clientHeight,
        element.scrollHeight,
        element.clientHeight,
        // Something stands across the lower edge, or ends above it.
        [...element.querySelectorAll('[data-part=choices] button')].every((one) => one.getBoundingClientRect().bottom <= innerHeight) ||
          [...element.querySelectorAll('[data-part=choices] button')].some((one) => one.getBoundingClientRect().top < innerHeight - 8 && one.getBoundingClientRect().bottom > innerHeight),
      ] as const);
      expect.soft(text, `${layout}, ${language}: a line of the text`).toBeGreaterThan(40);
      expect.soft(cut, `${layout}, ${language}: what is below can be seen to be there`).toBe(true);
      if (whole > seen) expect.soft(await banner.evaluate((element) => getComputedStyle(element).overflowY)).toBe('auto');
      for (const answer of await answers.all()) {
        await answer.focus();
        await expect(answer).toBeInViewport({ ratio: 0.99 });
      }
      await banner.evaluate((element) => element.scrollTo(0, 0));
      await answers.last().click();
      await expect(page.locator('[data-sluis=settings]')).toBeVisible();
    }
  }
});

test('a fault is seen', async ({ page, demo }) => {
  await demo.open(page, address('question'));
  await shown(page, 'question');
  await page.addStyleTag({ content: '#sluis [data-part=choices] [data-do=accept] { min-height: 90px !important } #sluis [data-do=reject] { transform: translateX(2000px) !important }' });
  expect((await faults(page)).join()).toMatch(/not of one size.*|beside the window/);
});

test('the page with all views offers each, and shows the one that is chosen', async ({ page, demo }) => {
  await demo.open(page, '/views/');
  await expect(page.locator('select[name=view]').locator('option')).toHaveCount(views.length);
  await expect(page.locator('select[name=language]').locator('option')).toHaveCount(languages.length);
  await page.locator('select[name=language]').selectOption('fy');
  await page.locator('select[name=view]').selectOption('settings');
  await expect(page.frameLocator('iframe').getByRole('dialog')).toBeVisible();
  await expect(page.frameLocator('iframe').locator('[data-sluis=root]')).toHaveAttribute('lang', 'fy');
});
