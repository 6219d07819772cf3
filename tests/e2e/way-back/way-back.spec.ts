// The lasting way to change or take back a choice: announced before the choice, there on every page.
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';

const pages = ['/', '/without.html'];
const hosts = ['cdn.visits.test', 'cdn.tracker.test'];

test.beforeEach(({ site }) => {
  site.config(config([visits, tracker]));
  site.mayAsk(...hosts);
});

for (const path of pages) {
  test(`U-13 the banner says how to withdraw, by the name of a control that is there (${path})`, async ({ page, site, visitor }) => {
    await site.open(page, path);
    const label = (await visitor.reopenControl.textContent())!.trim();
    await expect(visitor.banner).toContainText(`‘${label}’`);
    await expect(visitor.banner).toHaveAccessibleDescription(new RegExp(`change your choice at any time.*${label}`));
    await expect(visitor.reopenControl).toBeVisible();
  });

  test(`W-01 on every page a control opens the settings (${path})`, async ({ page, site, visitor }) => {
    await site.open(page, path);
    await visitor.reject();
    for (const way of ['click', 'keyboard'] as const) {
      await expect(visitor.reopenControl).toBeVisible();
      if (way === 'click') await visitor.reopenControl.click();
      else {
        await visitor.reopenControl.focus();
        await expect(visitor.reopenControl).toBeFocused();
        await page.keyboard.press('Enter');
      }
      await expect(visitor.settings).toBeVisible();
      await visitor.closeButton.click();
      await expect(visitor.settings).toHaveCount(0);
    }
    await page.reload();
    await visitor.settled();
    await visitor.reopen();
  });

  test(`W-02 withdrawing takes two clicks, from any page (${path})`, async ({ page, site, context, visitor }) => {
    await site.open(page, path);
    await visitor.accept();
    await page.reload();
    await visitor.settled();
    await visitor.reopenControl.click();
    await visitor.rejectButton.click();
    await expect.poll(async () => (await context.cookies(site.url())).find((one) => one.name === 'sluis_consent')?.value).toContain('~a0s0r0~');
    await expect(visitor.layer).toHaveCount(0);
  });
}

test('W-01 the control of Sluis is fixed in view, and gone where the page has its own', async ({ page, site, visitor }) => {
  await site.open(page, '/without.html');
  await visitor.reject();
  for (const y of [0, 1_000, 10_000]) {
    await page.evaluate((to) => scrollTo(0, to), y);
    await expect(visitor.reopenControl).toBeInViewport({ ratio: 1 });
  }
  await site.open(page, '/');
  await visitor.settled();
  await expect(page.getByRole('button', { name: 'Cookie settings' }).or(page.getByRole('link', { name: 'Cookie settings' }))).toHaveCount(1);
});

test('W-01 `#sluis` in the address opens the settings', async ({ page, site, visitor }) => {
  await site.open(page, '/without.html#sluis');
  await expect(visitor.settings).toBeVisible();
});

test('W-01 a control that the page adds later works too', async ({ page, site, visitor }) => {
  await site.open(page, '/without.html');
  await visitor.reject();
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.dataset.sluis = 'open';
    button.textContent = 'My choices';
    document.querySelector('footer')!.append(button);
  });
  await page.getByRole('button', { name: 'My choices' }).click();
  await expect(visitor.settings).toBeVisible();
});

test('W-02 one call withdraws as well', async ({ page, site, context, visitor }) => {
  await site.open(page);
  await visitor.accept();
  await page.evaluate(() => window.sluis?.withdraw());
  await expect.poll(async () => (await context.cookies(site.url())).find((one) => one.name === 'sluis_consent')?.value).toMatch(/~a0s0r0~.*~w$/);
});

test('W-03 the settings show what was chosen', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.chooseButton.click();
  await visitor.switchOf('Statistics').check();
  await visitor.saveButton.click();
  await expect(visitor.layer).toHaveCount(0);
  for (const again of [false, true]) {
    if (again) {
      await page.reload();
      await visitor.settled();
    }
    await visitor.reopen();
    await expect(visitor.switchOf('Statistics')).toBeChecked();
    await expect(visitor.switchOf('Visits')).toBeChecked();
    await expect(visitor.switchOf('Advertising')).not.toBeChecked();
    await expect(visitor.switchOf('Tracker')).not.toBeChecked();
    await expect(visitor.settings).toContainText('Below you see what you chose before.');
    await visitor.closeButton.click();
    await expect(visitor.settings).toHaveCount(0);
  }
});

test('W-03 switches that were moved and not saved go back', async ({ page, site, visitor }) => {
  await site.open(page);
  await visitor.reject();
  await visitor.reopen();
  await visitor.switchOf('Advertising').check();
  await visitor.closeButton.click();
  await visitor.reopen();
  await expect(visitor.switchOf('Advertising')).not.toBeChecked();
});
