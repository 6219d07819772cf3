// A new version of the configuration: what is new is asked about, and nothing else.
import { snippet } from '../support/commands.ts';
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { text } from '../support/texts.ts';

// The command may have to be compiled first.
test.slow();

const before = config([visits, tracker]);
const now = config([visits, videos, tracker]);
const hosts = ['cdn.visits.test', 'cdn.videos.test', 'cdn.tracker.test'];
const body = `<h1>Editions</h1><p><a href="#" data-sluis="open">Cookie settings</a></p>${hosts.map((host) =>
  `<script type="text/plain" data-sluis="${host.split('.')[1]!}" data-src="https://${host}/t.js"></script>`).join('')}`;
const page_ = (head: string): string => html('Editions', { body }).replace('<!-- sluis -->', () => head);

test('L-04 a new service is asked about by its category alone, with the reason; the rest of the choice stands and runs', async ({ page, context, site, network, visitor }) => {
  site.mayAsk(...hosts);
  site.page('/', page_(snippet(before)));
  await site.open(page);
  await visitor.chooseButton.click();
  await visitor.switchOf('Statistics').check();
  await visitor.saveButton.click();
  await expect(visitor.layer).toHaveCount(0);
  await expect.poll(() => network.hits('cdn.visits.test').length).toBe(1);

  site.page('/', page_(snippet(now, before)));
  network.forget();
  await page.reload();
  await expect(visitor.banner).toBeVisible();
  await expect(visitor.banner).toContainText(text('en', 'changed.notice').replace('{categories}', 'Social media'));
  await expect(visitor.banner).toContainText(text('en', 'purpose.social'));
  for (const kept of ['purpose.analytics', 'purpose.advertising']) await expect(visitor.banner).not.toContainText(text('en', kept));
  await expect(visitor.banner).toContainText('Videos Ltd then receives data');
  await expect(visitor.acceptButton).toHaveText(text('en', 'btn.accept_one'));
  await visitor.linger();
  expect(site.outside().map((hit) => hit.host)).toEqual(['cdn.visits.test']);

  await visitor.accept();
  await expect.poll(() => network.hits('cdn.videos.test').length).toBe(1);
  const record = (await context.cookies()).find((cookie) => cookie.name === 'sluis_consent')!.value;
  expect(record).toContain('~a1s1r0~');
  expect(network.hits('cdn.tracker.test')).toEqual([]);
  await page.reload();
  await visitor.settled();
  await expect(visitor.banner).toHaveCount(0);
});

test('L-05 other words and a service less ask nobody', async ({ page, site, visitor }) => {
  site.mayAsk(...hosts);
  site.page('/', page_(snippet(now)));
  await site.open(page);
  await visitor.accept();
  const less = config([{ ...visits, name: 'Bezoekers', purpose: { nl: 'Tellen', en: 'To count' } }, tracker]);
  site.page('/', page_(snippet(less, now)));
  await page.reload();
  await visitor.settled();
  await expect(visitor.layer).toHaveCount(0);
  expect((await page.evaluate(() => window.sluis?.state()))?.categories).toMatchObject({ analytics: 'granted', advertising: 'granted' });
});
