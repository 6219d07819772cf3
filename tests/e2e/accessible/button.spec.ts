// The small button, where a page has no link of its own, and what of the page lies below it.
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

for (const corner of ['left', 'right']) {
  test(`A-01 the small button makes way for what has focus below it, in a low window (${corner})`, async ({ page, site, visitor }) => {
    const links = Array.from({ length: 12 }, (_, place) => `<p style="text-align: ${corner}"><a href="#l" id="l${place}">Over ${place}</a></p>`).join('');
    site.config(config([tracker], { ui: { corner } }));
    site.page('/', html('Knop', { language: 'nl', body: `<main><h1>Knop</h1>${links}</main>` }));
    await page.setViewportSize({ width: 320, height: 256 });
    await site.open(page);
    await visitor.reject();
    await expect(visitor.reopenControl).toBeVisible();
    const covered = (): Promise<string> => page.evaluate(() => {
      const { x, y, width, height } = document.activeElement!.getBoundingClientRect();
      const front = document.elementFromPoint(x + width / 2, y + height / 2);
      return front === document.activeElement ? '' : `${document.activeElement!.id} is below ${front?.outerHTML}`;
    });
    for (const key of ['Tab', 'Shift+Tab']) {
      await page.locator(key === 'Tab' ? '#l0' : '#l11').focus();
      for (let step = 0; step < 12; step++) {
        await expect.poll(covered, `${key} ${step}`).toBe('');
        await expect(visitor.reopenControl).toBeInViewport({ ratio: 1 });
        if (step < 11) await page.keyboard.press(key);
      }
    }
    // It still opens what it did.
    await visitor.reopen();
  });
}
