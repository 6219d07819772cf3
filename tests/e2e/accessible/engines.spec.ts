// Every view and every state of it, before two engines: light, dark, from right to left and in forced colours, and in
// the three layouts.
import type { Page } from '@playwright/test';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { saved } from '../receipts/saved.ts';
import { canFail, clean } from './engines.ts';

const declared = config([
  { id: 'login', name: 'Login', category: 'functional', provider: 'Voorbeeld B.V.', purpose: 'To stay logged in', items: [{ name: 'session', retention: 'session', purpose: 'To stay logged in' }] },
  visits,
  videos,
  tracker,
]);

/** A page without a failing of its own. */
const page = (language: string, direction: string, body: string): string => `<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Accessible</title><!-- sluis --><style>body { background: Canvas; color: CanvasText } @media (prefers-color-scheme: dark) { body { background: #181818; color: #eee } a { color: #9cf } }</style></head>
<body>${body}</body></html>`;

const ours = (at: Page, name: string) => at.locator(`[data-sluis=${name}]`);

/** Everything that can be opened in it. */
const opened = (at: Page, name: string): Promise<void> =>
  ours(at, name).locator('details').evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));

for (const [mode, language, direction, colorScheme, layout] of [
  ['light, a bar', 'en', 'ltr', 'light', 'bar'],
  ['dark, a box', 'nl', 'ltr', 'dark', 'box'],
  ['right to left in forced colours, a corner', 'ar', 'rtl', 'light', 'corner'],
] as const) {
  const consent = { ...declared, ui: { layout } };
  const forcedColors = layout === 'corner' ? 'active' : 'none';

  test(`A-02 two engines find nothing: question, settings, receipts, notices, placeholder, control, declaration (${mode})`, async ({ page: at, site }) => {
    test.setTimeout(120_000);
    await at.emulateMedia({ colorScheme, forcedColors });
    site.config(consent);
    site.mayAsk('visits.test', 'tracker.test', 'videos.test');
    site.page('/', page(language, direction, `<main><h1>1</h1><h2>2</h2><div data-sluis="declaration"></div>
      <h2>3</h2><iframe title="A film" width="560" height="320" data-sluis="videos" data-src="https://videos.test/film"></iframe></main>`));
    await site.open(at);
    await expect(ours(at, 'banner')).toBeVisible();
    await expect(ours(at, 'embed')).toBeVisible();
    await expect(ours(at, 'control')).toHaveCount(1);
    await expect(ours(at, 'declaration')).not.toBeEmpty();
    await opened(at, 'declaration');
    await canFail(at);
    await clean(at, 'question, declaration, placeholder, control');
    await ours(at, 'banner').locator('[data-do=accept]').click();
    await expect(ours(at, 'banner')).toHaveCount(0);
    await expect(at.getByRole('status')).not.toBeEmpty();
    await clean(at, 'saved');
    await ours(at, 'control').click();
    await expect(ours(at, 'settings')).toBeVisible();
    await opened(at, 'settings');
    await clean(at, 'settings and receipts');
    await ours(at, 'settings').locator('[data-do=reject]').click();
    await expect(at.getByRole('status').getByRole('button')).toHaveCount(2);
    await clean(at, 'withdrawn');
  });

  test(`A-02 two engines find nothing: settings in a page, and the question from a server (${mode})`, async ({ page: at, site }) => {
    await at.emulateMedia({ colorScheme, forcedColors });
    site.config(consent);
    const { prerender } = await import('../../../pkg/dist/esm/node.js' as string);
    const banner = await prerender(consent, { language, host: site.host });
    site.page('/', page(language, direction, `${banner}<main><h1>1</h1><div data-sluis="panel"></div></main>`));
    await site.open(at);
    await expect(ours(at, 'banner')).toBeVisible();
    await expect(ours(at, 'panel').getByRole('switch').first()).toBeVisible();
    await opened(at, 'panel');
    await clean(at, 'prerendered question, settings in a page');
  });
}

test('A-02 two engines find nothing in the notice that nothing is asked, where there is nothing to choose, nor when the settings fail to come', async ({ page: at, site, visitor, expectConsole, allowConsole }) => {
  site.config(config([], { ui: { notice: true } }));
  site.page('/', page('en', 'ltr', '<main><h1>1</h1><p><a href="#sluis">Cookie-instellingen</a></p></main>'));
  await site.open(at);
  await expect(ours(at, 'notice').getByRole('button')).toBeVisible();
  await clean(at, 'notice');
  await at.getByRole('link').click();
  await expect(ours(at, 'settings')).toBeVisible();
  await clean(at, 'information');
  site.config(declared);
  await at.route(/detail-.*\.js/, (route) => route.abort());
  expectConsole(/Sluis/);
  allowConsole(/ERR_FAILED/);
  await site.open(at);
  await visitor.chooseButton.click();
  await expect(at.getByRole('status')).not.toBeEmpty();
  await clean(at, 'failed');
});

test('A-02 two engines find nothing in the statement, nor in the proof that a visitor saves', async ({ page: at, site, visitor }, info) => {
  site.config(declared);
  site.page('/', page('nl', 'ltr', '<main><h1>1</h1><p><a href="#sluis">Cookie-instellingen</a></p></main>'));
  await site.open(at);
  await visitor.reject();
  await visitor.reopen();
  await ours(at, 'settings').locator('[data-part=receipts]').evaluate((element: HTMLDetailsElement) => void (element.open = true));
  const proof = await saved(at, ours(at, 'settings').locator('[data-proof=html]'), info.outputPath('proof.html'));
  const { statement } = await import('../../../pkg/dist/esm/node.js' as string);
  const written = await statement(declared, { language: 'nl', form: 'page' });
  for (const [name, html] of [['proof', proof], ['statement', written.text]] as const) {
    site.page(`/${name}`, html);
    await site.open(at, `/${name}`);
    await expect(at.getByRole('heading', { level: 1 })).toBeVisible();
    await clean(at, name, 'html');
  }
});
