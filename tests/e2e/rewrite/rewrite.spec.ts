// Pages that `cargo xtask rewrite` has marked: nothing before consent, everything after it.
import { rewrite } from '../support/commands.ts';
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TRACKER } from '../support/third-parties.ts';

const declared = config([tracker]);
const AT = `https://${TRACKER}`;

const page_ = html('Marked', {
  head: `<link rel="stylesheet" href="${AT}/sheet.css"><link rel="preload" as="script" href="${AT}/preload.js"><link rel="preconnect" href="${AT}">
    <script src="${AT}/one.js"></script><script>(window.ran = window.ran || []).push('two'); window.seen = '${AT}/x'</script>
    <script type="module" src="${AT}/module.js"></script>`,
  body: `<h1>Marked</h1><img src="${AT}/image.gif" alt=""><img src="/own.gif" srcset="${AT}/wide.gif 1x" alt="">
    <picture><source srcset="${AT}/source.gif"><img src="/own.gif" alt=""></picture>
    <iframe src="${AT}/frame.html" title="Frame"></iframe><iframe srcdoc='<img src="${AT}/srcdoc.gif" alt="">' title="Inside"></iframe>
    <video src="${AT}/video.mp4" poster="${AT}/poster.gif"></video><object data="${AT}/object.html"></object><embed src="${AT}/embed.html">
    <svg width="8" height="8"><image href="${AT}/drawing.svg" width="8" height="8"/></svg>
    <noscript><img src="${AT}/noscript.gif" alt=""></noscript>
    <script src="${AT}/three.js"></script>`,
});
const AFTER = ['sheet.css', 'one.js', 'module.js', 'three.js', 'image.gif', 'wide.gif', 'source.gif', 'frame.html', 'srcdoc.gif', 'video.mp4', 'poster.gif', 'object.html', 'embed.html', 'drawing.svg'];

for (const form of ['none', 'inline', 'tag'] as const) {
  test(`B-01 B-05 a marked page asks for nothing (${form})`, async ({ page, site, network, visitor, allowConsole }) => {
    allowConsole(/preload/);
    site.form = form;
    site.config(declared);
    site.mayAsk(TRACKER);
    site.answer('/own.gif', () => ({ status: 204 }));
    site.page('/marked', rewrite(declared, page_));
    await site.open(page, '/marked');
    await visitor.linger(600);
    expect(network.hits(TRACKER).map((hit) => hit.path)).toEqual([]);
    expect(network.connections).not.toContain(TRACKER);
  });
}

test('B-08 B-09 a marked page asks for nothing without JavaScript', async ({ browser, site, network }) => {
  site.form = 'none';
  site.mayAsk(TRACKER);
  site.answer('/own.gif', () => ({ status: 204 }));
  site.page('/marked', rewrite(declared, page_));
  const context = await browser.newContext({ javaScriptEnabled: false, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(site.url('/marked'));
  await page.waitForTimeout(800);
  expect(network.hits(TRACKER).map((hit) => hit.path)).toEqual([]);
  await context.close();
});

test('B-07 after consent a marked page gets everything, scripts in order', async ({ page, site, network, visitor, allowConsole }) => {
  allowConsole(/preload|Failed to load resource/);
  site.form = 'inline';
  site.config(declared);
  site.mayAsk(TRACKER);
  site.answer('/own.gif', () => ({ status: 204 }));
  site.page('/marked', rewrite(declared, page_));
  await site.open(page, '/marked');
  await visitor.acceptButton.click();
  await visitor.linger(1_000);
  const paths = network.hits(TRACKER).map((hit) => hit.path);
  for (const name of AFTER) expect(paths).toContain(`/${name}`);
  const ran = await page.evaluate(() => window.ran!.filter((name) => name !== '/module.js'));
  expect(ran).toEqual(['/one.js', 'two', '/three.js']);
});
