// Segment's own code (@segment/analytics-next). Segment documents no call that stops it, so that holding is all there is:
// what reaches its servers shows whether that is enough.
import type { Page } from '@playwright/test';
import { config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Hit } from '../support/network.ts';
import { published, script } from './published.ts';
import { stored } from './stored.ts';

const CDN = 'cdn.segment.com';
const API = 'api.segment.io';
const umd = '@segment/analytics-next/dist/umd/';

// The page keeps a list until the program is there, as Segment's snippet does.
const snippet = `<script>
  window.analytics = [];
  for (const name of ['track', 'page', 'identify']) analytics[name] = (...values) => void analytics.push([name, ...values]);
  analytics._writeKey = 'key';
  analytics.track('before');
  document.head.append(Object.assign(document.createElement('script'), { async: true, src: 'https://${CDN}/analytics.js/v1/key/analytics.min.js' }));
</script>`;
const own = `<script src="/analytics.js"></script><script>
  const start = ({ services }) => {
    if (services.segment === 'granted') window.analytics ??= AnalyticsNext.AnalyticsBrowser.load({ writeKey: 'key' });
  };
  sluis.on('ready', start);
  sluis.on('change', start);
</script>`;

const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
const cdn = ({ path }: Hit) => {
  if (path.endsWith('/analytics.min.js')) return script(published(`${umd}standalone.js`));
  if (path.endsWith('/settings')) {
    return { type: 'application/json', headers: open, body: '{"integrations":{"Segment.io":{"apiKey":"key","apiHost":"api.segment.io/v1"}},"plan":{}}' };
  }
  return script(published(umd + path.slice(path.lastIndexOf('/') + 1)));
};
const track = (page: Page, name: string) => page.evaluate((name) => void (window as any).analytics?.track(name), name);

for (const [form, head] of [['from its CDN', snippet], ['in the site’s own script', own]] as const) {
  test(`S-05 Segment (@segment/analytics-next) ${form}: nothing reaches it before a grant nor after a withdrawal`, async ({ page, site, network, visitor }) => {
    site.config(config([{ catalogue: 'segment' }], { categories: {} }));
    network.serve(CDN, cdn);
    network.serve(API, () => ({ type: 'application/json', headers: open, body: '{"success":true}' }));
    site.answer('/analytics.js', () => script(published(`${umd}index.js`)));
    site.page('/', html('Segment', { head }));
    const sent = (): string[] => network.hits(API).flatMap(({ body }) => /"event":"([^"]+)"/.exec(body)?.[1] ?? []);

    await site.open(page);
    await visitor.reject();
    await track(page, 'refused');
    await visitor.linger(300);
    expect(site.outside()).toEqual([]);
    expect(await stored(page)).toEqual([]);

    await visitor.reopen();
    await visitor.accept();
    await expect.poll(() => network.hits(CDN, '/v1/projects/key/settings').length).toBe(1);
    await track(page, 'granted');
    await expect.poll(sent).toContain('granted');
    expect(await stored(page)).toEqual(expect.arrayContaining(['cookie ajs_anonymous_id', 'localStorage ajs_anonymous_id']));
    await page.reload();
    await visitor.settled();
    await expect.poll(() => network.hits(CDN, '/v1/projects/key/settings').length).toBe(2);
    await track(page, 'again');
    await expect.poll(sent).toContain('again');

    const before = network.hits(API).length;
    await visitor.reopen();
    await visitor.reject();
    expect(await stored(page)).toEqual([]);
    await track(page, 'withdrawn');
    await visitor.linger(400);
    expect(network.hits(API).length).toBe(before);
    network.forget();
    await page.reload();
    await visitor.settled();
    await track(page, 'gone');
    await visitor.linger(300);
    expect(site.outside()).toEqual([]);
  });
}
