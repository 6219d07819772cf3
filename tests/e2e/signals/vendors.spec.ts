// The vendors' own published code, told of the choice as a page would have it: what they do then is theirs, and what
// reaches their servers (all of them on loopback) is the proof.
import type { Page } from '@playwright/test';
import { config } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { published, script } from './published.ts';
import { stored } from './stored.ts';

/** All that is there once a withdrawal has been said: the vendor's own note of it. Databases go a moment later. */
const left = async (page: Page) => (await stored(page)).filter((name) => !name.startsWith('indexedDB '));

test('S-05 PostHog (posthog-js) opts in and out, and sends no event of its own for it', async ({ page, site, network, visitor }) => {
  const host = 'eu.i.posthog.com';
  site.config(config([{ catalogue: 'posthog' }], { categories: {} }));
  site.mayAsk(host);
  site.answer('/posthog.js', () => script(published('posthog-js/dist/module.no-external.js')));
  // Part of the site's own script, so it cannot be held: as PostHog documents, it starts opted out.
  site.page('/', html('PostHog', {
    head: `<script type="module">
      import posthog from '/posthog.js';
      window.posthog = posthog;
      posthog.init('phc_test', {
        api_host: 'https://${host}', opt_out_capturing_by_default: true, advanced_disable_flags: true, autocapture: false,
        capture_pageview: false, capture_pageleave: false, disable_compression: true, request_batching: false, opt_out_useragent_filter: true,
      });
    </script>`,
  }));
  const capture = (name: string) => page.evaluate((name) => (window as any).posthog.capture(name), name);
  const sent = () => network.hits(host).filter(({ method }) => method === 'POST').flatMap(({ body }) => /"event":"([^"]+)"/.exec(body)?.[1] ?? []);
  const loaded = () => page.waitForFunction(() => (window as any).posthog?.__loaded);

  await site.open(page);
  await loaded();
  await capture('before');
  await visitor.reject();
  await capture('refused');
  await visitor.linger(300);
  expect(network.hits(host)).toEqual([]);

  await visitor.reopen();
  await visitor.accept();
  expect(await page.evaluate(() => (window as any).posthog.has_opted_in_capturing())).toBe(true);
  await capture('granted');
  await expect.poll(sent).toEqual(['granted']);
  await page.reload();
  await loaded();
  await visitor.settled();
  await capture('again');
  await expect.poll(sent).toEqual(['granted', 'again']);

  await visitor.reopen();
  await visitor.reject();
  expect(await left(page)).toEqual(['localStorage __ph_opt_in_out_phc_test']);
  await capture('withdrawn');
  await visitor.linger(300);
  expect(sent()).toEqual(['granted', 'again']);
  expect(await page.evaluate(() => (window as any).posthog.has_opted_out_capturing())).toBe(true);
});

test('S-05 Mixpanel (mixpanel-browser) opts in and out, and sends no event of its own for it', async ({ page, site, network, visitor }) => {
  const host = 'api-eu.mixpanel.com';
  site.config(config([{ catalogue: 'mixpanel' }], { categories: {} }));
  site.mayAsk(host);
  site.answer('/mixpanel.js', () => script(published('mixpanel-browser/dist/mixpanel.module.js')));
  site.page('/', html('Mixpanel', {
    head: `<script type="module">
      import mixpanel from '/mixpanel.js';
      mixpanel.init('token', { api_host: 'https://${host}', opt_out_tracking_by_default: true, batch_requests: false, api_payload_format: 'json' });
      window.mixpanel = mixpanel;
    </script>`,
  }));
  const track = (name: string) => page.evaluate((name) => void (window as any).mixpanel.track(name), name);
  const sent = () => network.hits(host).flatMap(({ body }) => /"event": ?"([^"]+)"/.exec(decodeURIComponent(body))?.[1] ?? []);
  const loaded = () => page.waitForFunction(() => (window as any).mixpanel);

  await site.open(page);
  await loaded();
  await track('before');
  await visitor.reject();
  await track('refused');
  await visitor.linger(300);
  expect(network.hits(host)).toEqual([]);

  await visitor.reopen();
  await visitor.accept();
  await track('granted');
  await expect.poll(sent).toEqual(['granted']);
  await page.reload();
  await loaded();
  await visitor.settled();
  await track('again');
  await expect.poll(sent).toEqual(['granted', 'again']);

  await visitor.reopen();
  await visitor.reject();
  expect(await left(page)).toEqual(['localStorage __mp_opt_in_out_token']);
  await track('withdrawn');
  await visitor.linger(300);
  expect(sent()).toEqual(['granted', 'again']);
  expect(await page.evaluate(() => (window as any).mixpanel.has_opted_out_tracking())).toBe(true);
});

test.describe('Microsoft Clarity (clarity-js)', () => {
  const tag = 'www.clarity.ms';
  const collector = 'c.clarity.ms';
  // Microsoft's snippet, unmarked; the file that it loads puts `start` first in the queue and brings the program.
  const snippet = `<script>
    (function(c,l,a,r,i,t,y){
      c[a]=c[a]||function(){(c[a].q=c[a].q||[]).push(arguments)};
      t=l.createElement(r);t.async=1;t.src="https://${tag}/tag/"+i;
      y=l.getElementsByTagName(r)[0];y.parentNode.insertBefore(t,y);
    })(window,document,"clarity","script","abc");
  </script>`;
  const starter = `(function () {
    var script = document.createElement('script');
    script.async = true;
    script.src = 'https://${tag}/s/clarity.js';
    document.head.appendChild(script);
    clarity('start', { projectId: 'abc', upload: 'https://${collector}/collect', track: false, content: false });
    clarity.q.unshift(clarity.q.pop());
  })();`;

  test.beforeEach(({ site, network }) => {
    network.serve(tag, ({ path }) => script(path === '/tag/abc' ? starter : published('clarity-js/build/clarity.min.js')));
    site.mayAsk(collector);
  });

  const cookies = async (page: Page) => (await page.context().cookies()).map(({ name }) => name).filter((name) => name.startsWith('_cl')).sort();

  for (const marked of [false, true]) {
    test(`S-05 sets its cookies only while granted, and clears them itself (${marked ? 'marked' : 'unmarked'})`, async ({ page, site, network, visitor, allowConsole }) => {
      // What it still sends from memory after the withdrawal is held, and the browser remarks on that.
      allowConsole(/ERR_UNSAFE_PORT/);
      site.config(config([{ catalogue: 'microsoft-clarity' }], { categories: {} }));
      const head = marked ? snippet.replace('<script>', '<script type="text/plain" data-sluis="microsoft-clarity">') : snippet;
      site.page('/', html('Clarity', { head }));
      await site.open(page);
      await visitor.reject();
      await visitor.linger(300);
      expect(network.hits(tag)).toEqual([]);
      expect(await cookies(page)).toEqual([]);

      await visitor.reopen();
      await visitor.accept();
      await expect.poll(() => network.hits(tag, '/s/clarity.js').length).toBe(1);
      await expect.poll(() => cookies(page)).toEqual(['_clck', '_clsk']);

      // Before Sluis sweeps, the program has already heard it.
      await page.evaluate(() => {
        const page = window as any;
        const real = page.clarity;
        page.told = [];
        page.clarity = (...values: unknown[]) => (page.told.push(values), real(...values));
        Object.assign(page.clarity, real);
      });
      await visitor.reopen();
      await visitor.reject();
      expect(await page.evaluate(() => (window as any).told)).toEqual([['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]]);
      await visitor.linger(1_500);
      expect(await cookies(page)).toEqual([]);
    });
  }
});
