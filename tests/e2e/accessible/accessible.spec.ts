// Usable by everyone: checked by axe, by keyboard only, at 320 pixels and with large text.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { config, googleAnalytics, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

test.beforeEach(({ site }) => {
  site.config(config([
    { id: 'login', name: 'Inloggen', category: 'functional', provider: 'Voorbeeld B.V.', purpose: 'Ingelogd blijven', items: [{ name: 'session', retention: 'session', purpose: 'Ingelogd blijven' }] },
    googleAnalytics,
    videos,
    tracker,
  ], { statement: { url: '/', version: null, effective: null } }));
  site.mayAsk('www.googletagmanager.com');
});

async function violations(page: Page): Promise<unknown[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.html) }));
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 320]) {
    test(`A-02 axe finds nothing on banner, settings, notice and declaration (${colorScheme}, ${width})`, async ({ page, site, visitor }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 720 });
      await site.open(page);
      await expect(visitor.banner).toBeVisible();
      await expect(page.locator('[data-sluis="declaration"]')).not.toBeEmpty();
      expect(await violations(page), 'banner and declaration').toEqual([]);

      await visitor.chooseButton.click();
      await expect(visitor.settings).toBeVisible();
      for (const summary of await visitor.settings.locator('summary').all()) await summary.click();
      expect(await violations(page), 'settings, all opened').toEqual([]);
      await visitor.accept();

      await visitor.reopen();
      await visitor.rejectButton.click();
      await expect(page.getByRole('status')).toContainText('ingetrokken');
      expect(await violations(page), 'notice').toEqual([]);
    });
  }
}

test('A-02 roles, names, states and descriptions, as the accessibility tree has them', async ({ page, site, visitor }) => {
  await site.open(page);
  await expect(visitor.banner).toHaveAccessibleDescription(/Wij gebruiken alleen met uw toestemming cookies .* Voorbeeld B\.V\. is verantwoordelijk\. .*Cookie-instellingen/);
  await expect(visitor.banner).toMatchAriaSnapshot(`
    - dialog "Cookies op deze website":
      - heading "Cookies op deze website" [level=2]
      - paragraph: /Wij gebruiken alleen met uw toestemming cookies/
      - paragraph: /is verantwoordelijk/
      - paragraph: /U kunt uw keuze altijd veranderen/
      - paragraph:
        - button "Bekijk welke bedrijven dat zijn"
        - link "Lees onze cookieverklaring"
      - button "Alles weigeren"
      - button "Alles accepteren"
      - button "Zelf instellen"
  `);
  await visitor.chooseButton.click();
  await expect(visitor.settings).toMatchAriaSnapshot(`
    - dialog "Kies welke cookies u goed vindt":
      - heading "Kies welke cookies u goed vindt" [level=2]
      - button "Sluiten zonder toestemming"
      - group "Kies welke cookies u goed vindt":
        - heading "Functioneel" [level=3]
        - heading "Inloggen" [level=4]
        - heading "Statistieken" [level=3]
        - switch "Statistieken" [checked=false]
        - heading "Google Analytics" [level=4]
        - switch "Google Analytics" [checked=false]
        - heading "Sociale media" [level=3]
        - switch "Sociale media" [checked=false]
        - heading "Reclame" [level=3]
        - switch "Reclame" [checked=false]
      - button "Alles weigeren"
      - button "Alles accepteren"
      - button "Keuze opslaan"
  `);
  await visitor.switchOf('Reclame').check();
  await expect(visitor.settings).toMatchAriaSnapshot(`
    - switch "Reclame" [checked]
    - switch "Tracker" [checked]
  `);
  await visitor.closeButton.click();
  await visitor.reject();
  await expect(page.getByRole('status')).toMatchAriaSnapshot(`
    - status:
      - paragraph: Uw keuze is opgeslagen.
  `);
});

for (const [width, height] of [[1280, 720], [844, 390], [320, 256]] as const) {
  test(`A-01 the keyboard reaches everything, with focus in sight and nowhere stuck, at ${width}×${height}`, async ({ page, site, visitor }) => {
    await page.setViewportSize({ width, height });
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    // Opening the page does not take the focus from it.
    await expect(page.locator('body')).toBeFocused();

    const reached = new Set<string>();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const active = document.activeElement;
        if (!active || active === document.body) return null;
        const box = active.getBoundingClientRect();
        const style = getComputedStyle(active);
        return {
          name: active.textContent!.trim(),
          outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          top: document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === active ||
            active.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)),
          ours: active.closest('[data-sluis="root"]') !== null,
        };
      });
      if (!at) continue;
      reached.add(at.name);
      expect(at.top, `${at.name} is not covered`).toBe(true);
      if (at.ours) expect(at.outlined, `${at.name} shows its focus`).toBe(true);
    }
    for (const name of ['Naar de inhoud', 'koppeling', 'knop', 'Cookie-instellingen', 'Alles weigeren', 'Alles accepteren', 'Zelf instellen']) {
      expect([...reached]).toContain(name);
    }
  });
}

// What stands in a row or in the middle of a long page, at its end with nothing below, and what is tall.
const links = (from: number): string => [0, 1, 2, 3].map((more) => `<a href="#" id="l${from + more}">Link ${from + more}</a>`).join(' ');
const long = html('Long', { language: 'nl', head: '<style>html { scroll-behavior: smooth } a { display: inline-block; padding: 6px }</style>', body: `<nav>${links(0)}</nav><main><h1>Lang</h1>
  ${[4, 8, 12].map((from) => `<p>${'Tekst om te lezen. '.repeat(40)}</p><p>${links(from)}</p>`).join('')}<p><textarea rows="4" aria-label="Tekst"></textarea></p></main><footer>${links(16)} <a href="#sluis" id="back" data-sluis="open">Cookie-instellingen</a><p>© Voorbeeld</p></footer>` });

for (const [layout, width, height] of [['bar', 844, 390], ['box', 667, 375], ['corner', 320, 256]] as const) {
  test(`A-01 nothing of the page that has focus is covered, back and forth, at ${width}×${height} (${layout})`, async ({ page, site, visitor }) => {
    site.config(config([googleAnalytics, videos, tracker], { ui: { layout } }));
    site.page('/', long);
    await page.setViewportSize({ width, height });
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    await visitor.still();
    for (const key of ['Tab', 'Shift+Tab']) {
      const reached = new Set<string>();
      for (let step = 0; step < 28; step++) {
        await page.keyboard.press(key);
        const at = (): Promise<string> => page.evaluate(() => {
          const active = document.activeElement!;
          if (active === document.body || active.closest('[data-sluis=root]')) return '';
          const { x, y, width, height } = active.getBoundingClientRect();
          // All of it but the outermost pixels; of what is tall, its beginning.
          const seen = [[x + 3, y + 3], [x + width / 2, y + Math.min(height, 80) / 2], [x + width - 3, y + Math.min(height, 80) - 3]].every(([left, top]) => {
            const front = document.elementFromPoint(left!, top!);
            return front === active || active.contains(front);
          });
          return `${active.id || active.localName} ${seen ? 'seen' : 'covered'}`;
        });
        await expect.poll(at, `${key} ${step}`).not.toContain('covered');
        const name = (await at()).split(' ')[0]!;
        if (name) reached.add(name);
      }
      expect(reached.size).toBeGreaterThanOrEqual(20);
      for (const answer of [visitor.rejectButton, visitor.acceptButton]) await expect(answer).toBeInViewport({ ratio: 1 });
    }
  });
}

for (const layout of ['bar', 'box', 'corner']) {
  test(`A-01 a question too tall for either side of what has focus becomes shorter (${layout})`, async ({ page, site }) => {
    const long = 'Deze vraag heeft veel woorden nodig. '.repeat(40);
    site.config(config([tracker], { ui: { layout }, texts: { nl: { 'cat.advertising.desc': long, 'banner.title': `Cookies. ${long}` } } }));
    // It can't scroll, so what is in its middle stays there.
    site.page('/', html('Kort', { language: 'nl', head: '<style>body { margin: 0; overflow: hidden } a { position: absolute; height: 24px }</style>', body: `<main><h1>Kort</h1>
      ${[35, 42, 58, 65].map((place) => `<a href="#${place}" style="top: ${place}vh">Op ${place}</a>`).join('')}</main>` }));
    await page.setViewportSize({ width: 390, height: 844 });
    await site.open(page);
    await expect(page.locator('[data-sluis=banner]')).toBeVisible();
    for (const place of [35, 65, 42, 58, 35]) {
      const link = page.getByRole('link', { name: `Op ${place}` });
      await link.focus();
      // Clicked where it lies: what is covered takes no click.
      await link.click();
      for (const answer of ['reject', 'accept']) await expect(page.locator(`[data-sluis=banner] [data-do=${answer}]`)).toBeInViewport({ ratio: 1 });
    }
  });
}

test('A-01 a choice by keyboard alone; Escape closes the settings', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.chooseButton.focus();
  await page.keyboard.press('Enter');
  await expect(visitor.settings).toBeVisible();
  expect(await page.evaluate(() => document.activeElement!.closest('[data-sluis="settings"]') !== null), 'focus is inside').toBe(true);

  // The settings are modal: Tab goes round inside them.
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement!.closest('[data-sluis="settings"]') !== null), `Tab ${step}`).toBe(true);
  }
  await page.keyboard.press('Shift+Tab');
  expect(await page.evaluate(() => document.activeElement!.closest('[data-sluis="settings"]') !== null)).toBe(true);

  await visitor.switchOf('Statistieken').focus();
  await page.keyboard.press('Space');
  await expect(visitor.switchOf('Statistieken')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(visitor.settings).toHaveCount(0);

  await visitor.reopenControl.focus();
  await page.keyboard.press('Enter');
  await visitor.switchOf('Reclame').focus();
  await page.keyboard.press('Space');
  await visitor.saveButton.focus();
  await page.keyboard.press('Enter');
  await expect(visitor.layer).toHaveCount(0);
  expect(await page.evaluate(() => window.sluis?.state()?.categories)).toMatchObject({ analytics: 'denied', advertising: 'granted' });
});

// A link in a line has no box of its own: how large it is is asked in another way.
const openers = [['a button', null], ['a link in a line', '<p>© Voorbeeld · <a href="#sluis" data-sluis="open">Cookie-instellingen</a></p>']] as const;

for (const [kind, footer] of openers) {
  test(`A-06 focus goes back to ${kind} that opened the settings, and the change is announced`, async ({ page, site, visitor }) => {
    await site.open(page);
    if (footer) await page.locator('footer').evaluate((element, html) => void (element.innerHTML = html), footer);
    await visitor.reject();
    await expect(page.getByRole('status')).toContainText('Uw keuze is opgeslagen.');
    for (const leave of ['close', 'escape', 'save'] as const) {
      await visitor.reopenControl.focus();
      await page.keyboard.press('Enter');
      await expect(visitor.settings).toBeVisible();
      if (leave === 'close') await visitor.closeButton.click();
      if (leave === 'escape') await page.keyboard.press('Escape');
      if (leave === 'save') await visitor.saveButton.click();
      await expect(visitor.settings).toHaveCount(0);
      await expect(visitor.reopenControl, leave).toBeFocused();
    }
  });
}

test('A-06 after a choice on the banner the focus is not lost to the body when it was elsewhere', async ({ page, site, visitor }) => {
  await site.open(page);
  const own = page.getByRole('button', { name: 'knop' });
  await own.focus();
  await visitor.reject();
  const where = await page.evaluate(() => document.activeElement!.textContent);
  expect(where).toBe('knop');
});

for (const [title, prepare] of [
  ['at 320 pixels', async (page: Page) => page.setViewportSize({ width: 320, height: 640 })],
  ['with text twice the size', async (page: Page) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
  }],
  ['with wide text spacing', async (page: Page) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }' });
  }],
] as const) {
  test(`A-03 nothing is cut off and nothing scrolls sideways ${title}`, async ({ page, site, visitor }) => {
    await site.open(page);
    await prepare(page);
    for (const layer of ['banner', 'settings'] as const) {
      if (layer === 'settings') await visitor.chooseButton.click();
      const section = visitor[layer];
      await expect(section).toBeVisible();
      expect(await section.evaluate((element) => {
        const cut: string[] = [];
        for (const inner of element.querySelectorAll<HTMLElement>('button, h2, h3, h4, p, dt, dd, [role=switch]')) {
          const box = inner.getBoundingClientRect();
          if (box.width === 0) continue;
          if (box.left < -1 || box.right > innerWidth + 1) cut.push(`beside the window: ${inner.textContent}`);
          if (getComputedStyle(inner).overflow !== 'visible' && inner.scrollWidth > inner.clientWidth + 1) cut.push(`cut: ${inner.textContent}`);
        }
        return cut;
      }), layer).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
  });
}

test('A-04 every target is at least 44 pixels high, or 24 in running text', async ({ page, site, visitor }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  const small = (): Promise<string[]> => page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('[data-sluis="root"] :is(button, a, input, summary)'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 0 && (box.height < (element.closest('[data-part="links"]') ? 24 : 43.5) || box.width < 24))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width}×${box.height}`));
  expect(await small()).toEqual([]);
  await visitor.chooseButton.click();
  await expect(visitor.settings).toBeVisible();
  expect(await small()).toEqual([]);
});

test('A-05 nothing moves for who asks for no motion', async ({ page, site, visitor }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1).length)).toBe(0);
});

test('A-05 switches tell on from off in forced colours', async ({ page, site, visitor }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await site.open(page);
  await visitor.chooseButton.click();
  const one = visitor.switchOf('Statistieken');
  const off = await one.screenshot();
  await one.check();
  await visitor.still();
  expect((await one.screenshot()).equals(off)).toBe(false);
});
