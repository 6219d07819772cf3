// A site's theme in a few lines: whatever it says of a pair, and whatever scheme the visitor's device has, every text on
// every layer can be read (WCAG 1.4.3).
import type { Page } from '@playwright/test';
import { config, googleAnalytics, tracker, type Service } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Visitor } from '../support/visitor.ts';
import { unreadable } from './unreadable.ts';

const themes: Record<string, string> = {
  'none': '',
  'a dark accent': '--sluis-accent: #7a1f5c',
  'a green accent': '--sluis-accent: #14663f',
  'a light accent': '--sluis-accent: #ffd23f',
  'an accent of middling lightness': '--sluis-accent: #e53935',
  'the accent that both black and white suit least': '--sluis-accent: #3c69ff',
  'a light background': '--sluis-background: #fffaf5',
  'a dark background': '--sluis-background: #2b1b24',
  'a background of middling lightness': '--sluis-background: #777',
  'a dark text': '--sluis-text: #2b1b24',
  'a light text': '--sluis-text: #fdf6e3',
  'an accent and a background': '--sluis-accent: #7a1f5c; --sluis-background: #fffaf5; --sluis-radius: 2px',
  'an accent and a text': '--sluis-accent: #8bd0e0; --sluis-text: #2b1b24; --sluis-font: Georgia, serif',
  'five lines of light': '--sluis-accent: #7a1f5c; --sluis-background: #fffaf5; --sluis-text: #2b1b24; --sluis-font: Georgia, serif; --sluis-radius: 2px',
  'five lines of dark': '--sluis-accent: #f5d90a; --sluis-background: #0f0f0f; --sluis-text: #f4f4f0; --sluis-font: monospace; --sluis-radius: 0',
  'a text with no more contrast than it needs': '--sluis-accent: #0b5; --sluis-background: #fff; --sluis-text: #747474',
};

const login: Service = { id: 'login', name: 'Login', category: 'functional', provider: 'Voorbeeld B.V.', purpose: { en: 'To stay logged in' }, items: [{ name: 'session', retention: 'session' }] };
const frame = '<iframe title="A video" width="480" height="360" data-sluis="youtube" data-src="https://www.youtube-nocookie.com/embed/abc"></iframe>';

const layers: Record<string, (page: Page, visitor: Visitor) => Promise<string>> = {
  question: async (_, visitor) => (await expect(visitor.banner).toBeVisible(), '[data-sluis=banner]'),
  settings: async (page, visitor) => {
    await visitor.chooseButton.click();
    await expect(page.locator('[data-sluis=settings] [data-service=tracker]')).toBeVisible();
    await page.locator('[data-sluis=settings] details').evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
    return '[data-sluis=settings]';
  },
  notice: async (page, visitor) => {
    await visitor.acceptButton.click();
    await visitor.reopen();
    await visitor.rejectButton.click();
    await expect(page.getByRole('status')).toContainText('Reload');
    return '[data-sluis=notice]';
  },
  'settings in a page': async (page, visitor) => {
    await visitor.rejectButton.click();
    await expect(page.locator('[data-part=panel] [role=switch]').first()).toBeVisible();
    return '[data-part=panel]';
  },
  placeholder: async (page) => (await expect(page.locator('[data-sluis=embed] button').first()).toBeVisible(), '[data-sluis=embed]'),
  information: async (page) => (await expect(page.getByRole('status').getByRole('button')).toBeVisible(), '[data-sluis=notice]'),
};

for (const [layer, take] of Object.entries(layers)) {
  test(`U-03 every theme of a few lines can be read in every scheme: ${layer}`, async ({ page, site, visitor }) => {
    const services: Service[] = layer === 'information' ? [login] : [login, googleAnalytics, { catalogue: 'youtube', category: 'social' }, tracker];
    site.mayAsk('www.googletagmanager.com');
    site.page('/', html('Themes', { body: `<h1>Themes</h1><p><a href="#sluis" data-sluis="open">Cookie settings</a></p>${layer === 'settings in a page' ? '<div data-sluis="panel"></div>' : ''}${layer === 'placeholder' ? frame : ''}` }));
    for (const theme of ['auto', 'light', 'dark']) {
      await page.context().clearCookies();
      site.config(config(services, { ui: { theme, notice: true } }));
      await site.open(page);
      const place = await take(page, visitor);
      const style = await page.addStyleTag({ content: ' ' });
      const schemes = theme === 'auto' ? (['light', 'dark'] as const) : (['dark'] as const);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        for (const [name, lines] of Object.entries(themes)) {
          await style.evaluate((element, css) => void (element.textContent = css), `:root { ${lines} }`);
          expect.soft(await unreadable(page, place), `${name}, theme ${theme}, device ${colorScheme}`).toEqual([]);
        }
      }
      // As a browser takes the sheets that knows no relative colours.
      await style.evaluate((element) => {
        element.textContent = '';
        for (const sheet of document.adoptedStyleSheets) {
          for (let rule = sheet.cssRules.length; rule--;) if (sheet.cssRules[rule] instanceof CSSSupportsRule) sheet.deleteRule(rule);
        }
      });
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await unreadable(page, place), `no theme in an older browser, theme ${theme}, device ${colorScheme}`).toEqual([]);
      }
    }
  });
}
