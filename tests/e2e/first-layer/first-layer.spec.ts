// What the banner says before it asks, and what it is: a part of the page and no modal.
import { readdirSync, readFileSync } from 'node:fs';
import { config, type Category, googleAnalytics, type Service, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';
import { text } from '../support/texts.ts';
import { isQuestion, meaning } from '../language/robots.ts';

const layouts = ['bar', 'box', 'corner'] as const;
const asked = { analytics: visits, social: videos, advertising: tracker };
type Asked = Exclude<Category, 'functional'>;
const every = Object.keys(asked) as Asked[];
const subsets = Array.from({ length: 7 }, (_, bits) => every.filter((_, place) => (bits + 1) >> place & 1));
const labels = { reject: ['btn.reject_one', 'btn.reject_all'], accept: ['btn.accept_one', 'btn.accept_all'] } as const;

test.beforeEach(({ site }) => {
  site.page('/', html('First layer', { body: '<h1>First layer</h1><p><button>Own</button></p><div style="height: 3000px"></div><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
});

test('U-10 the banner names who is responsible, in every layout and language, and as its description', async ({ page, site }) => {
  for (const [layout, language] of [['bar', 'nl'], ['box', 'en'], ['corner', 'de'], ['corner', 'ar'], ['bar', 'ja']] as const) {
    const controller = { name: `Voorbeeld & Zonen ${layout} B.V.`, email: 'privacy@voorbeeld.test' };
    site.config(config([visits, tracker], { controller, ui: { layout } }));
    site.page('/', html('Who', { language }));
    await site.open(page);
    const banner = page.locator('[data-sluis=banner]');
    const line = banner.getByText(controller.name);
    await expect(line, `${layout} ${language}`).toBeVisible();
    await expect(line).toBeInViewport();
    await expect(banner).toHaveAccessibleDescription(new RegExp(controller.name));
  }
});

for (const language of ['nl', 'en']) {
  test(`U-11 each purpose in use stands before the first button, and no other does (${language})`, async ({ page, site }) => {
    for (const used of subsets) {
      site.config(config(used.map((category) => asked[category])));
      site.page('/', html('Purposes', { language }));
      await site.open(page);
      const banner = page.locator('[data-sluis=banner]');
      await expect(banner).toBeVisible();
      const places = await banner.evaluate((element, phrases) => {
        const first = element.querySelector('button, [role=button], input, select, a')!;
        return phrases.map((phrase) => {
          const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
            if (!node.textContent!.includes(phrase)) continue;
            return node.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after';
          }
          return 'missing';
        });
      }, every.map((category) => text(language, `purpose.${category}`)));
      expect(places, used.join()).toEqual(every.map((category) => (used.includes(category) ? 'before' : 'missing')));
    }
  });
}

test('U-12 the number of companies is that of the configuration, and their list is one click away before a choice', async ({ page, context, site, visitor }) => {
  const of = (provider: string, id: string): Service => ({ ...tracker, id, name: `Service ${id}`, provider, hosts: [`${id}.test`], items: [] });
  const own = of('Voorbeeld B.V.', 'own');
  const services = [visits, videos, of('Tracker Inc.', 'one'), of('Tracker Inc.', 'two'), of('Third Ltd', 'three'), own];
  for (const count of [2, 4, 5, 6]) {
    const some = services.slice(0, count);
    site.config(config(some));
    await site.open(page);
    const others = new Set(some.map((service) => service.provider!).filter((name) => name !== 'Voorbeeld B.V.'));
    await expect(visitor.banner).toContainText(`${others.size} other companies then receive data`);
    await visitor.banner.getByRole('button', { name: text('en', 'link.vendors') }).click();
    for (const name of others) await expect(visitor.settings.getByText(name, { exact: true }).first()).toBeVisible();
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => window.sluis?.state())).toMatchObject({ decided: false, asked: true });
  }
});

test('U-12 one company is named, and none where only the site itself measures', async ({ page, site, visitor }) => {
  for (const [provider, expected] of [['Visits BV', 'Visits BV then receives data'], ['Voorbeeld B.V.', null]] as const) {
    site.config(config([{ ...visits, provider }]));
    await site.open(page);
    if (expected) await expect(visitor.banner).toContainText(expected);
    else await expect(visitor.banner).not.toContainText('receive');
    await expect(visitor.banner.getByRole('button', { name: `More about ${provider}` })).toHaveCount(expected ? 1 : 0);
  }
});

for (const language of ['nl', 'en']) {
  test(`U-17 the labels say "all" where more than one purpose is asked, and only there (${language})`, async ({ page, site }) => {
    const twice = { ...visits, id: 'visits-two', hosts: ['two.test'], items: [] };
    for (const used of [[visits], [visits, twice], [tracker], [visits, videos], [visits, videos, tracker]]) {
      const many = new Set(used.map((service) => service.category)).size > 1;
      site.config(config(used));
      site.page('/', html('Labels', { language }));
      await site.open(page);
      for (const layer of ['banner', 'settings']) {
        const section = page.locator(`[data-sluis=${layer}]`);
        if (layer === 'settings') await page.locator('[data-sluis=banner] [data-part=choices] [data-do=open]').click();
        for (const action of ['reject', 'accept'] as const) {
          await expect(section.locator(`[data-do=${action}]`)).toHaveText(text(language, labels[action][many ? 1 : 0]));
        }
      }
      await expect(page.locator('[data-do=save]')).toHaveText(text(language, 'btn.save'));
    }
  });
}

for (const layout of layouts) {
  test(`U-20 phone and desktop have the same controls in the same order (${layout})`, async ({ page, site, visitor }) => {
    site.config(config([googleAnalytics, videos, tracker], { ui: { layout } }));
    const seen: string[][] = [];
    for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }, { width: 320, height: 568 }]) {
      await page.setViewportSize(viewport);
      await site.open(page);
      await expect(visitor.banner).toBeVisible();
      const names: string[] = [];
      for (const layer of ['banner', 'settings'] as const) {
        if (layer === 'settings') await visitor.chooseButton.click();
        await expect(visitor[layer]).toBeVisible();
        expect(await visitor[layer].locator('button, a, input, summary').evaluateAll((all) =>
          all.filter((control) => !control.checkVisibility({ visibilityProperty: true, opacityProperty: true })).map((control) => control.outerHTML)), `hidden at ${viewport.width}`).toEqual([]);
        names.push(...(await visitor[layer].ariaSnapshot()).split('\n').filter((line) => /- (button|link|switch)/.test(line)).map((line) => line.trim()));
      }
      seen.push(names);
    }
    expect(seen[0]!.filter((name) => name.includes('button')).length).toBeGreaterThan(6);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });
}

test('A-07 nothing of the banner is modal or locks the page, and its code has no way to', async ({ page, site, visitor }) => {
  for (const file of readdirSync(built).filter((name) => /\.(js|css)$/.test(name))) {
    expect(readFileSync(`${built}${file}`, 'utf8'), file).not.toMatch(/showModal|requestFullscreen|\.inert\b/);
  }
  site.config(config([visits, tracker]));
  await page.addInitScript(() => {
    const called: string[] = ((window as any).called = []);
    for (const [of, name] of [[HTMLDialogElement, 'showModal'], [Element, 'requestFullscreen']] as const) {
      const prototype = of.prototype as any;
      const real = prototype[name];
      prototype[name] = function (...given: unknown[]) { called.push(name); return real.apply(this, given); };
    }
  });
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(await page.evaluate(() => ({
    called: (window as any).called,
    modal: document.querySelectorAll(':modal, dialog, [aria-modal=true], [inert]').length,
    // In the top layer, where no z-index reaches it; this kind takes neither focus nor clicks from the page.
    popover: document.querySelector<HTMLElement>('[data-sluis=root]')!.popover,
    overflow: [document.body, document.documentElement].map((element) => getComputedStyle(element).overflow),
  }))).toEqual({ called: [], modal: 0, popover: 'manual', overflow: ['visible', 'visible'] });
});

for (const layout of layouts) {
  test(`A-07 where a filter hides the banner the page can be clicked, focused and scrolled (${layout})`, async ({ page, site, visitor }) => {
    site.config(config([visits, tracker], { ui: { layout } }));
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    await page.addStyleTag({ content: '[data-sluis=banner] { display: none !important }' });
    await expect(visitor.banner).toBeHidden();
    const own = page.getByRole('button', { name: 'Own' });
    await own.click({ timeout: 2_000 });
    await own.focus();
    await expect(own).toBeFocused();
    await page.mouse.move(200, 500);
    await page.mouse.wheel(0, 800);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(400);
    expect((await page.evaluate(() => window.sluis?.state()))?.categories).toMatchObject({ analytics: 'denied', advertising: 'denied' });
  });
}

for (const language of ['nl', 'en']) {
  test(`A-08 the banner is in the page's own DOM, fixed and in view, and reads as a question with a refusal to a robot (${language})`, async ({ page, site }) => {
    site.config(config([visits, tracker]));
    site.page('/', html('Robots', { language }));
    await site.open(page);
    const banner = page.locator('[data-sluis=banner]');
    await expect(banner).toBeVisible();
    // No piercing of shadow roots here, as a robot that walks the document does none.
    const found = await page.evaluate(() => {
      const dialog = document.querySelector<HTMLElement>('[role=dialog]')!;
      const shadows = Array.from(document.querySelectorAll('*')).filter((element) => element.shadowRoot).length;
      let at: Element | null = dialog;
      while (at && getComputedStyle(at).position !== 'fixed') at = at.parentElement;
      const fixed = at !== null;
      return { text: dialog.innerText, buttons: Array.from(dialog.querySelectorAll('button'), (button) => button.innerText), shadows, fixed };
    });
    expect(found.shadows).toBe(0);
    expect(found.fixed).toBe(true);
    expect(isQuestion(found.text.toLowerCase())).toBe(true);
    expect(found.buttons.filter((label) => meaning(label) === 'reject')).toEqual([text(language, 'btn.reject_all')]);
  });
}
