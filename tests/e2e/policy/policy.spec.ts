// The policy that `cargo xtask csp` writes, in a browser: what reached the network.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { csp } from '../support/commands.ts';
import { config, tracker, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { built } from '../support/snippet.ts';
import { TRACKER } from '../support/third-parties.ts';

const declared = config([tracker, visits]);
const AT = `https://${TRACKER}`;

/** Everything that loads, in the HTML and by a script. */
const everything = html('Everything', {
  head: `<link rel="stylesheet" href="${AT}/sheet.css"><link rel="preload" as="script" href="${AT}/preload.js">
    <link rel="prefetch" href="${AT}/prefetch.html"><link rel="modulepreload" href="${AT}/modulepreload.js">
    <script src="${AT}/static.js"></script>
    <style>body { background: url(${AT}/background.gif) } @font-face { font-family: f; src: url(${AT}/font.woff2) } h1 { font-family: f }</style>`,
  body: `<h1>Everything</h1><img src="${AT}/image.gif" alt=""><iframe src="${AT}/frame.html" title="Frame"></iframe>
    <video src="${AT}/video.mp4" poster="${AT}/poster.gif"></video><embed src="${AT}/embed.html"><object data="${AT}/object.html"></object>
    <svg><image href="${AT}/drawing.svg" width="8" height="8"/></svg>
    <script>
      const quiet = () => {};
      fetch('${AT}/fetch.html').catch(quiet);
      import('${AT}/import.js').catch(quiet);
      new Image().src = '${AT}/made.gif';
      navigator.sendBeacon('${AT}/beacon.html');
      try { new WebSocket('wss://${TRACKER}/socket.html').onerror = quiet; } catch {}
      try { new EventSource('${AT}/stream.events').onerror = quiet; } catch {}
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.contentWindow.location = '${AT}/location.html';
      frame.src = 'about:blank#';
      const free = document.body.appendChild(document.createElement('iframe'));
      free.contentWindow.fetch('${AT}/realm.html').catch(quiet);
      const work = new Blob(["try { importScripts('${AT}/worker.js') } catch {} fetch('${AT}/worker.html').catch(() => {})"]);
      try { new Worker(URL.createObjectURL(work)).onerror = quiet; } catch {}
    </script>`,
});

test('B-01 B-06 before a choice the browser itself refuses everything, even where Sluis is not there', async ({ page, site, network, visitor, allowConsole }) => {
  // The browser's own words for each refusal.
  allowConsole(/Content Security Policy|Failed to load resource|preload|Failed to fetch|Fetch API cannot load/i);
  site.form = 'none';
  site.mayAsk(TRACKER);
  site.page('/everything', everything);
  site.headers = csp(declared);
  await site.open(page, '/everything');
  await visitor.linger(1_000);
  expect(network.hits(TRACKER).map((hit) => hit.path)).toEqual([]);
});

test('without the policy everything is requested', async ({ page, site, network, visitor, allowConsole }) => {
  allowConsole(/./);
  site.form = 'none';
  site.mayAsk(TRACKER);
  site.page('/everything', everything);
  await site.open(page, '/everything');
  await visitor.linger(1_000);
  const paths = new Set(network.hits(TRACKER).map((hit) => hit.path));
  for (const name of ['static.js', 'image.gif', 'frame.html', 'sheet.css', 'prefetch.html', 'background.gif', 'poster.gif', 'drawing.svg', 'fetch.html', 'import.js', 'beacon.html', 'socket.html', 'realm.html', 'worker.js']) {
    expect(paths).toContain(`/${name}`);
  }
});

test('B-04 the policy of an answer lets its own category through, sockets too, and no other', async ({ page, site, network, visitor, allowConsole }) => {
  allowConsole(/Content Security Policy|Failed to load resource|preload|Failed to fetch|Fetch API cannot load|WebSocket connection|decode downloaded font/i);
  site.form = 'none';
  site.mayAsk(TRACKER, 'cdn.visits.test');
  site.page('/everything', everything.replace('</body>', '<img src="https://cdn.visits.test/v.gif" alt=""></body>'));
  site.headers = csp(declared, '--state', 'advertising');
  await site.open(page, '/everything');
  await visitor.linger(1_000);
  const paths = new Set(network.hits(TRACKER).map((hit) => hit.path));
  for (const name of ['static.js', 'image.gif', 'frame.html', 'sheet.css', 'fetch.html', 'import.js', 'socket.html', 'worker.js']) {
    expect(paths).toContain(`/${name}`);
  }
  expect(network.hits('cdn.visits.test')).toEqual([]);
});

for (const form of ['waiting', 'inline', 'tag'] as const) {
  test(`Sluis asks under its own policy, and what was granted comes with the next page (${form})`, async ({ page, site, network, visitor, allowConsole }) => {
    // What the choice releases is refused once more, until the page is loaded again.
    allowConsole(/Content Security Policy|preload/i);
    site.form = form;
    site.config(declared);
    site.mayAsk(TRACKER);
    site.page('/shop', html('Shop', {
      body: `<h1>Shop</h1><script src="${AT}/tracker.js"></script><script>
        sluis.on('change', () => location.replace(location.href.split('#')[0]));
      </script>`,
    }));
    site.headers = csp(declared);
    await site.open(page, '/shop');
    await expect(visitor.banner).toBeVisible();
    await visitor.linger();
    expect(network.hits(TRACKER)).toEqual([]);
    site.headers = csp(declared, '--state', 'analytics,advertising');
    await visitor.acceptButton.click();
    await page.waitForFunction(() => window.ran?.length === 1);
    // Chromium may have asked ahead of the guard, which is allowed by now.
    expect(new Set(network.hits(TRACKER).map((hit) => hit.path))).toEqual(new Set(['/tracker.js']));
    await expect(visitor.banner).toHaveCount(0);
  });
}

test('Sluis works under a strict policy with Trusted Types, by the hash of its guard', async ({ page, site, network, visitor }) => {
  const guard = readFileSync(`${built}sluis.guard.js`, 'utf8');
  const hash = createHash('sha256').update(guard).digest('base64');
  const strict = ['--hash', `sha256-${hash}`, '--trusted-types', 'sluis'];
  site.form = 'inline';
  site.config(declared);
  site.mayAsk(TRACKER);
  site.page('/strict', html('Strict', { body: `<h1>Strict</h1><script type="text/plain" data-sluis="tracker" src="${AT}/strict.js"></script>` }));
  site.headers = csp(declared, ...strict);
  await site.open(page, '/strict');
  await expect(visitor.banner).toBeVisible();
  expect(network.hits(TRACKER)).toEqual([]);
  await visitor.reject();
  site.headers = csp(declared, ...strict, '--state', 'advertising');
  await site.open(page, '/strict');
  await visitor.reopen();
  await visitor.acceptButton.click();
  await page.waitForFunction(() => window.ran?.length === 1);
});
