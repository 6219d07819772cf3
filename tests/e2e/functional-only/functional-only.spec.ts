// A site with nothing to ask: no banner, nothing stored, a table and a link.
import { expect, test } from '../support/fixtures.ts';
import { config, visits, type Service } from '../support/config.ts';
import { html } from '../support/html.ts';
import { text } from '../support/texts.ts';
import { TAG_MANAGER } from '../support/third-parties.ts';

for (const form of ['waiting', 'tag', 'external'] as const) {
  test(`F-01 functional only: no dialog, no storage, a table, a link, and unasked third parties still held (${form})`, async ({ page, context, site, visitor }) => {
    site.form = form;
    site.mayAsk(TAG_MANAGER);
    await site.open(page);
    await visitor.settled();
    await visitor.linger();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(site.outside()).toEqual([]);

    await expect(page.getByText('Inloggen', { exact: true })).toBeVisible();
    await expect(page.getByText('Deze website gebruikt dit soort cookies niet.').first()).toBeVisible();

    await page.getByRole('link', { name: 'Cookies' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await expect(dialog).toContainText('Deze website gebruikt alleen cookies die nodig zijn om de website te laten werken.');
    await expect(dialog.getByRole('switch')).toHaveCount(0);
    await expect(dialog.getByRole('button', { name: /weigeren|accepteren|opslaan/i })).toHaveCount(0);
    await dialog.locator('summary').first().click();
    await expect(dialog.getByRole('cell', { name: 'session', exact: true }).or(dialog.getByRole('rowheader', { name: 'session', exact: true }))).toBeVisible();
    await dialog.getByRole('button').first().click();
    await expect(page.getByRole('dialog')).toHaveCount(0);

    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });
}

for (const language of ['nl', 'en', 'pl', 'ar']) {
  test(`F-02 what can be read where nothing is asked asks nothing, offers no more than to close, and stores nothing (${language})`, async ({ page, context, site, visitor }) => {
    site.page('/notice', html('Notice', { language, body: '<h1>Notice</h1><a href="#" data-sluis="open">Cookies</a>' }));
    await site.open(page, '/notice');
    await visitor.settled();
    await page.getByRole('link', { name: 'Cookies' }).click();
    const notice = page.getByRole('dialog');
    await expect(notice).toContainText(text(language, 'functional_only.notice'));
    await expect(notice.locator('button, input, a, select, [role=button]')).toHaveCount(1);
    await expect(notice.getByRole('button', { name: text(language, 'btn.close_info'), exact: true })).toBeVisible();
    const words = await notice.innerText();
    for (const name of ['btn.accept_one', 'btn.accept_all', 'btn.reject_one', 'btn.reject_all', 'btn.save', 'panel.intro', 'banner.change']) {
      const label = text(language, name).replace(/\{.*/, '').trim();
      expect(new RegExp(`(^|\\P{L})${label}($|\\P{L})`, 'iu').test(words), `${name}: ${label}`).toBe(false);
    }
    await notice.getByRole('button').click();
    await expect(notice).toHaveCount(0);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });
}

const login: Service = { id: 'login', name: 'Inloggen', category: 'functional', provider: 'Voorbeeld B.V.', purpose: { nl: 'Ingelogd blijven', en: 'To stay logged in' }, items: [{ name: 'session', retention: 'session' }] };

for (const [language, form] of [['nl', 'waiting'], ['pl', 'external'], ['ar', 'tag']] as const) {
  test(`F-02 the optional notice is no question, offers no more than to close, and stores nothing (${language})`, async ({ page, context, site, visitor }) => {
    site.form = form;
    site.config(config([login], { ui: { notice: true } }));
    site.page('/', html('Notice', { language, body: `<h1>Notice</h1><p><a href="#a">First</a></p><div style="height: 3000px"></div><a href="#sluis" data-sluis="open">Cookies</a>` }));
    await site.open(page);
    const notice = page.getByRole('status');
    await expect(notice).toContainText(text(language, 'functional_only.notice'));
    await expect(notice.locator('button, input, a, select, [role=button]')).toHaveCount(1);
    const close = notice.getByRole('button', { name: text(language, 'btn.close_info'), exact: true });
    await expect(close).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.locator('[data-sluis=root]')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    const words = await notice.innerText();
    for (const name of ['btn.accept_one', 'btn.accept_all', 'btn.reject_one', 'btn.reject_all', 'btn.save', 'panel.intro', 'banner.change', 'banner.body']) {
      const label = text(language, name).replace(/\{.*/, '').trim();
      expect(new RegExp(`(^|\\P{L})${label}($|\\P{L})`, 'iu').test(words), `${name}: ${label}`).toBe(false);
    }
    expect(await page.evaluate(() => window.sluis?.state())).toMatchObject({ asked: false, decided: false, record: null });

    // It covers nothing that has focus, and the page scrolls.
    for (const [width, height] of [[1280, 720], [320, 256]] as const) {
      await page.setViewportSize({ width, height });
      for (const name of ['Cookies', 'First']) {
        const link = page.getByRole('link', { name });
        await link.focus();
        await link.click({ trial: true });
      }
      expect((await notice.boundingBox())!.height).toBeLessThan(height * 0.62);
    }

    await close.click();
    await expect(close).toHaveCount(0);
    await expect(notice).toBeEmpty();
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    // Nothing remembers that it was closed.
    await page.reload();
    await expect(close).toBeVisible();
    await page.getByRole('link', { name: 'Cookies' }).click();
    await expect(page.getByRole('dialog')).toContainText(text(language, 'functional_only.notice'));
    await expect(close).toHaveCount(0);
    await visitor.linger();
    expect(site.outside()).toEqual([]);
  });
}

test('F-02 the notice has the site’s own words, comes back where a page’s body is drawn anew, and only where nothing is asked', async ({ page, site, visitor }) => {
  const own = 'Wij gebruiken alleen wat nodig is.';
  site.config(config([login], { language: 'nl', ui: { notice: true, theme: 'dark' }, texts: { nl: { 'functional_only.notice': own } } }));
  site.page('/', html('Notice', { language: 'nl' }));
  await site.open(page);
  await expect(page.getByRole('status')).toContainText(own);
  await page.evaluate(() => {
    const fresh = document.createElement('body');
    fresh.innerHTML = '<h1>Anew</h1>';
    document.documentElement.replaceChild(fresh, document.body);
  });
  await expect(page.getByRole('heading', { name: 'Anew' })).toBeVisible();
  await expect(page.getByRole('status')).toContainText(own);

  site.config(config([login], { ui: {} }));
  await site.open(page);
  await visitor.settled();
  await visitor.linger();
  await expect(page.locator('[data-sluis=notice]')).toHaveCount(0);

  site.config(config([login, visits], { ui: { notice: true } }));
  await site.open(page);
  await expect(page.getByRole('dialog')).toBeVisible();
  await visitor.linger();
  await expect(page.locator('[data-sluis=notice]')).toBeEmpty();
});

test('U-19 no banner when all that runs is functional', async ({ page, context, site, visitor }) => {
  await site.open(page);
  await visitor.settled();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await page.evaluate(() => window.sluis?.state())).toMatchObject({ valid: true, asked: false, decided: false, record: null });
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('U-19 no banner when the analytics are exempt, and those run', async ({ page, context, site, network, visitor }) => {
  site.mayAsk(TAG_MANAGER, 'cdn.visits.test');
  site.config(config([{
    ...visits,
    basis: 'exempt',
    agreement: true,
    ipAnonymised: true,
    dataSharing: false,
    adsFeatures: false,
    userId: false,
    ownUseOnly: true,
    firstParty: true,
  }]));
  site.page('/exempt', `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Exempt</title><!-- sluis --></head>
    <body><h1>Exempt</h1><script src="https://cdn.visits.test/visits.js?name=visits"></script></body></html>`);
  await site.open(page, '/exempt');
  await visitor.settled();
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['visits']);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('sluis_consent');
  // Not a choice to be asked for, but one that can be made.
  await visitor.reopen();
  await expect(visitor.switchOf('Statistics')).toBeChecked();
  await visitor.switchOf('Statistics').uncheck();
  await visitor.saveButton.click();
  network.forget();
  await page.reload();
  await visitor.settled();
  await visitor.linger();
  expect(network.hits('cdn.visits.test')).toEqual([]);
});
