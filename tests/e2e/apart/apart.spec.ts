// The question is nobody else's form, and no other form answers it.
import type { BrowserContext } from '@playwright/test';
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const fields = `<label><input type="checkbox" name="newsletter" checked> Newsletter</label>
  <input type="hidden" name="sluis_consent" value="1~20261122T1014Z~a1s1r1~b"><input type="hidden" name="analytics" value="granted">
  <label><input type="checkbox" name="advertising" data-switch="advertising" checked> I accept all cookies and the terms</label>
  <button type="submit">Log in</button>`;
const record = async (context: BrowserContext): Promise<string | undefined> =>
  (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')?.value;

test.beforeEach(({ site }) => {
  site.config(config([visits, tracker]));
});

test('G-09 a form with terms, a login and a newsletter answers nothing, whatever its fields are called', async ({ page, context, site, visitor }) => {
  site.page('/', html('Login', { body: `<h1>Login</h1><form action="/second">${fields}</form>` }));
  site.page('/second', html('Second'));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveTitle('Second');
  await expect(visitor.banner).toBeVisible();
  expect(await record(context)).toBeUndefined();
  expect((await page.evaluate(() => window.sluis?.state()))?.categories).toMatchObject({ analytics: 'denied', advertising: 'denied' });
});

test('G-09 the layers hold no form and are part of none, even where the whole page is one', async ({ page, context, site, visitor }) => {
  site.page('/', html('One form', { body: `<form id="page" action="/second"><h1>One form</h1>${fields}<a href="#" data-sluis="open">Cookie settings</a></form>` }));
  await site.open(page);
  await visitor.chooseButton.click();
  await visitor.switchOf('Statistics').check();
  expect(await page.evaluate(() => {
    const root = document.querySelector('[data-sluis=root]')!;
    return {
      forms: root.querySelectorAll('form').length,
      inside: root.closest('form') !== null,
      owned: Array.from(root.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button'), (one) => one.form).filter(Boolean).length,
      named: root.querySelectorAll('[name]').length,
      sent: [...new FormData(document.querySelector<HTMLFormElement>('#page')!).keys()],
    };
  })).toEqual({ forms: 0, inside: false, owned: 0, named: 0, sent: ['newsletter', 'sluis_consent', 'analytics', 'advertising'] });
  // Enter in a switch or on a button of ours submits nothing.
  await visitor.switchOf('Statistics').press('Enter');
  await visitor.saveButton.press('Enter');
  await expect(visitor.layer).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe('/');
  expect(await record(context)).toMatch(/~a1s0r0~/);
});
