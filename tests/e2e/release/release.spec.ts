// Letting go: the same elements, with all that was on them, once, in the order of the document.
import { createHash } from 'node:crypto';
import { config, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Hit } from '../support/network.ts';
import { TRACKER } from '../support/third-parties.ts';

const nonce = 'n0nce';
const policy = [
  `default-src 'self'`,
  `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`,
  `style-src 'self'`,
  `object-src 'none'`,
].join('; ');

/** Three scripts that need each other, answered the wrong way round in time. */
const dependent = (hit: Hit): { type: string; wait: number; body: string } | undefined => {
  const wait = { '/first.js': 300, '/second.js': 100, '/third.js': 0 }[hit.path];
  const body = {
    '/first.js': 'window.one = 1; (window.ran ??= []).push("first")',
    '/second.js': 'window.two = window.one + 1; (window.ran ??= []).push("second")',
    '/third.js': 'window.three = window.two + 1; (window.ran ??= []).push("third")',
  }[hit.path];
  return wait === undefined || body === undefined ? undefined : { type: 'text/javascript', wait, body };
};

test.beforeEach(({ site }) => {
  site.config(config([tracker, videos]));
});

for (const form of ['waiting', 'tag'] as const) {
  for (const [markup, open] of [
    ['unmarked', `<script nonce="${nonce}" src=`],
    ['marked', `<script type="text/plain" data-sluis="advertising" nonce="${nonce}" data-src=`],
  ] as const) {
    test(`B-07 three dependent ${markup} scripts with a nonce under a policy run once and in order (${form})`, async ({ page, site, network, visitor }) => {
      site.form = form;
      site.nonce = nonce;
      site.headers = { 'content-security-policy': policy };
      network.serve(TRACKER, dependent);
      const inline = markup === 'marked'
        ? `<script type="text/plain" data-sluis="advertising" nonce="${nonce}">ran.push('inline ' + one)</script>\n`
        : '';
      site.page('/', html('Release', {
        head: `${open}"https://cdn.tracker.test/first.js"></script>\n${inline}` +
        `${open}"https://cdn.tracker.test/second.js"></script>\n` +
        `${open}"https://cdn.tracker.test/third.js"></script>`,
      }));
      await site.open(page);
      await expect(visitor.banner).toBeVisible();
      await visitor.linger();
      expect(await page.evaluate(() => window.ran)).toBeUndefined();

      await visitor.accept();
      await expect.poll(() => page.evaluate(() => window.ran?.at(-1))).toBe('third');
      await visitor.linger();
      expect(await page.evaluate(() => window.ran)).toEqual(
        inline ? ['first', 'inline 1', 'second', 'third'] : ['first', 'second', 'third'],
      );
    });
  }
}

test('B-07 the same element comes back, with its listeners and all that was on it', async ({ page, site, network, visitor, expectConsole }) => {
  expectConsole(/integrity/);
  const body = `(window.ran ??= []).push('checked')`;
  const integrity = `sha256-${createHash('sha256').update(body).digest('base64')}`;
  network.serve(TRACKER, (hit) => ({
    type: 'text/javascript',
    headers: { 'access-control-allow-origin': '*' },
    body: hit.path === '/checked.js' ? body : `(window.ran ??= []).push('forged')`,
  }));
  site.page('/', html('Release', { body: `<script>
    for (const [name, digest] of [['checked', '${integrity}'], ['forged', '${integrity}']]) {
      const script = document.createElement('script');
      script.id = name;
      script.src = 'https://cdn.tracker.test/' + name + '.js';
      script.integrity = digest;
      script.crossOrigin = 'anonymous';
      script.referrerPolicy = 'no-referrer';
      script.fetchPriority = 'low';
      script.dataset.own = 'kept';
      script.async = false;
      script.onload = () => document.title += ' ' + name + ' loaded';
      script.onerror = () => document.title += ' ' + name + ' refused';
      window[name + 'Script'] = script;
      document.body.append(script);
    }
  </script>` }));
  await site.open(page);
  await visitor.accept();
  await expect(page).toHaveTitle('Release checked loaded forged refused');
  expect(await page.evaluate(() => window.ran)).toEqual(['checked']);
  const request = network.hits(TRACKER, '/checked.js');
  expect(request).toHaveLength(1);
  expect(request[0]?.headers.referer).toBeUndefined();
  expect(request[0]?.headers.origin).toBe(`https://${site.host}`);
  expect(await page.evaluate(() => {
    const script = document.querySelector<HTMLScriptElement>('script#checked')!;
    return {
      same: script === (window as unknown as { checkedScript: unknown }).checkedScript,
      asynchronous: script.async,
      crossorigin: script.crossOrigin,
      referrer: script.referrerPolicy,
      priority: script.fetchPriority,
      own: script.dataset.own,
    };
  })).toEqual({ same: true, asynchronous: false, crossorigin: 'anonymous', referrer: 'no-referrer', priority: 'low', own: 'kept' });
});
test('B-07 async, defer and module stay what they were', async ({ page, site, network, visitor }) => {
  network.serve(TRACKER, (hit) => ({
    type: 'text/javascript',
    headers: { 'access-control-allow-origin': '*' },
    body: `(window.ran ??= []).push('${hit.path} ' + (document.currentScript ? document.currentScript.async : 'module'))`,
  }));
  site.page('/', html('Release', { head: `
    <script src="https://cdn.tracker.test/plain.js"></script>
    <script async src="https://cdn.tracker.test/async.js"></script>
    <script defer src="https://cdn.tracker.test/defer.js"></script>
    <script type="module" src="https://cdn.tracker.test/module.js"></script>
    <script type="text/plain" data-type="module" data-sluis="advertising" data-src="https://cdn.tracker.test/marked.js"></script>` }));
  await site.open(page);
  await visitor.accept();
  await expect.poll(async () => (await page.evaluate(() => window.ran ?? [])).sort()).toEqual([
    '/async.js true',
    '/defer.js false',
    '/marked.js module',
    '/module.js module',
    '/plain.js false',
  ]);
});

test('B-07 a script that never answers holds up nobody', async ({ page, site, network, visitor }) => {
  network.serve(TRACKER, (hit) =>
    hit.path === '/hangs.js'
      ? { wait: 'forever' }
      : { type: 'text/javascript', body: `(window.ran ??= []).push('${hit.path}')` });
  network.serve('cdn.videos.test', () => ({ type: 'text/html', body: '<!doctype html><title>Video</title>' }));
  site.page('/', html('Release', { body: `
    <script>
      for (const name of ['hangs', 'next', 'last']) {
        const script = document.createElement('script');
        script.async = false;
        script.src = 'https://cdn.tracker.test/' + name + '.js';
        document.body.append(script);
      }
    </script>
    <iframe title="Video" data-sluis="social" data-src="https://cdn.videos.test/embed.html"></iframe>
    <script type="text/plain" data-sluis="advertising">(window.ran ??= []).push('inline')</script>` }));
  await site.open(page);
  await visitor.acceptButton.click();
  await expect.poll(() => network.hits('cdn.videos.test').length).toBe(1);
  await expect.poll(() => page.evaluate(() => window.ran), { timeout: 15_000 }).toEqual(['/next.js', '/last.js', 'inline']);
});

test('B-07 a script that answers 404 holds up nobody', async ({ page, site, network, visitor, allowConsole }) => {
  allowConsole(/404/);
  network.serve(TRACKER, (hit) =>
    hit.path === '/gone.js' ? { status: 404 } : { type: 'text/javascript', body: `(window.ran ??= []).push('${hit.path}')` });
  site.page('/', html('Release', { head: `
    <script src="https://cdn.tracker.test/gone.js"></script>
    <script src="https://cdn.tracker.test/next.js"></script>` }));
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['/next.js']);
});

test('B-07 an element that a script adds after the choice is neither held nor lost', async ({ page, site, network, visitor }) => {
  site.mayAsk(TRACKER);
  site.page('/', html('Release'));
  await site.open(page);
  await visitor.accept();
  await page.evaluate(() => {
    for (const form of ['plain', 'marked']) {
      const script = document.createElement('script');
      if (form === 'marked') {
        script.type = 'text/plain';
        script.dataset.sluis = 'advertising';
        script.dataset.src = 'https://cdn.tracker.test/late.js?name=marked';
      } else {
        script.src = 'https://cdn.tracker.test/late.js?name=plain';
      }
      document.body.append(script);
    }
  });
  await expect.poll(async () => (await page.evaluate(() => window.ran ?? [])).sort()).toEqual(['marked', 'plain']);
  expect(network.hits(TRACKER)).toHaveLength(2);
});
