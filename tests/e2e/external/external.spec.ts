// `data-config`: the page names where the configuration is, so until that file has come the guard knows only the
// services that it carries itself. README, "Put it on a site".
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TRACKER } from '../support/third-parties.ts';

/** One of the 24 that the guard knows, and one that only this site's configuration names. */
const KNOWN = 'static.hotjar.com';
const insert = (host: string, name: string): string => `{ const s = document.createElement('script'); s.src = 'https://${host}/${name}'; document.head.append(s); }`;
/** In the HTML, right after Sluis. */
const early = `<script>${insert(TRACKER, 'early.js')} ${insert(KNOWN, 'early.js')}</script>
  <script type="text/plain" data-sluis="tracker" src="https://${TRACKER}/marked.js"></script>`;

test.beforeEach(({ site, network }) => {
  site.config(config([tracker, { catalogue: 'hotjar' }], { categories: {} }));
  site.mayAsk(TRACKER);
  network.serve(KNOWN, () => ({ type: 'text/javascript', body: '' }));
  site.page('/', html('External', { head: early, body: '<h1>External</h1>' }));
});

test('B-01 until the file has come only known services and marked elements are held; from then on everything declared is', async ({ page, site, network, visitor }) => {
  site.form = 'external';
  const come = site.hold(/^\/consent\.json$/);
  await site.open(page);
  // The limit that the README names: nobody has told the guard of this host yet.
  await expect.poll(() => network.hits(TRACKER).map(({ path }) => path)).toEqual(['/early.js']);
  await page.evaluate(insert(KNOWN, 'waiting.js'));
  await visitor.linger();
  expect(network.hits(KNOWN)).toEqual([]);

  come();
  await expect(visitor.banner).toBeVisible();
  await page.evaluate(insert(TRACKER, 'late.js'));
  await visitor.linger();
  expect(network.hits(TRACKER).map(({ path }) => path)).toEqual(['/early.js']);
  expect(network.hits(KNOWN)).toEqual([]);
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER).map(({ path }) => path).sort()).toEqual(['/early.js', '/late.js', '/marked.js']);
  await expect.poll(() => network.hits(KNOWN).map(({ path }) => path).sort()).toEqual(['/early.js', '/waiting.js']);
});

test('B-01 with the configuration in the page the same tag holds it from the first line', async ({ page, site, network, visitor }) => {
  site.form = 'tag';
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await visitor.linger();
  expect([...network.hits(TRACKER), ...network.hits(KNOWN)]).toEqual([]);
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER).map(({ path }) => path).sort()).toEqual(['/early.js', '/marked.js']);
});
