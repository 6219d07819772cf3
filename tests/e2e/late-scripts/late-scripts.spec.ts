// Scripts that were written for a page that is still loading, and are let go when it has loaded.
import { config, tracker, videos } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import type { Answer, Hit } from '../support/network.ts';
import { TRACKER } from '../support/third-parties.ts';

const own = /^\/sluis\/belated-/;
const lines = (...texts: string[]): string => texts.join('\n');
const mark = (what: string): string => `(window.ran ??= []).push(${what});`;

/** What the tracker answers, by path. */
const serve = (scripts: Record<string, string | Answer>) => (hit: Hit): Answer | undefined => {
  const found = scripts[hit.path];
  return typeof found === 'string' ? { type: 'text/javascript', body: found } : found;
};

const tag = (name: string, attributes = ''): string => `<script ${attributes} src="https://${TRACKER}/${name}.js"></script>`;

test.beforeEach(({ site }) => {
  site.config(config([tracker, videos]));
});

for (const form of ['waiting', 'tag'] as const) {
  test(`B-07 a tag that writes another script gets it behind itself, and the page stays (${form})`, async ({ page, site, network, visitor }) => {
    site.form = form;
    // As ad servers do: a place, a script in halves, and a lookup before anything else.
    network.serve(TRACKER, serve({
      '/manager.js': lines(
        mark(`'manager'`),
        `document.open(); document.write('<div id="place"><p>Ad'); document.writeln('</p></div>');`,
        mark(`document.getElementById('place').textContent.trim()`),
        `document.write('<scr' + 'ipt src="https://${TRACKER}/library.js"></scr' + 'ipt>');`,
        `document.write('<script>${mark(`'inline sees ' + window.library`).replaceAll("'", "\\'")}<\\/script><i id="last">'); document.close();`,
      ),
      '/library.js': lines(`window.library = 'library';`, mark(`'library'`), `document.write('<script src="https://${TRACKER}/deep.js"><\\/script>');`),
      '/deep.js': mark(`'deep ' + document.currentScript.src.slice(-7)`),
      '/next.js': mark(`'next sees ' + window.library`),
    }));
    site.page('/', html('Late', { body: `<h1>Late</h1>\n<main>${tag('manager')}<p id="after">After</p></main>\n${tag('next')}` }));
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    await visitor.accept();
    await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['manager', 'Ad', 'library', 'deep deep.js', 'inline sees library', 'next sees library']);
    await expect(page.getByRole('heading', { name: 'Late' })).toBeVisible();
    expect(await page.evaluate(() => [...document.querySelector('main')!.children].map((child) => child.id || child.localName))).toEqual(['script', 'place', 'script', 'script', 'script', 'last', 'after']);

    // The same for who has chosen before: the page may still be loading then.
    await page.reload();
    await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['manager', 'Ad', 'library', 'deep deep.js', 'inline sees library', 'next sees library']);
    await expect(page.getByRole('heading', { name: 'Late' })).toBeVisible();
  });
}

test('B-07 what is written from the head begins the body, and held hosts in it stay held', async ({ page, site, network, visitor }) => {
  network.serve(TRACKER, serve({
    '/writer.js': `document.write('<link rel="help" href="/help"><b id="bold">Bold</b><iframe title="Video" src="https://cdn.videos.test/embed.html"></iframe><i id="tail">Tail</i>');`,
  }));
  site.page('/', html('Late', { head: tag('writer') }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await page.evaluate(() => window.sluis?.accept(['advertising']));
  await expect(page.locator('body > #tail')).toBeVisible();
  expect(await page.evaluate(() => [document.querySelector('link[rel=help]')!.parentElement!.localName, document.body.firstElementChild!.id])).toEqual(['head', 'bold']);
  await visitor.linger();
  expect(network.hits('cdn.videos.test')).toEqual([]);
});

test('B-07 a callback of a released script that writes does not take the page away', async ({ page, site, network, visitor }) => {
  network.serve(TRACKER, serve({ '/callback.js': `setTimeout(() => document.write('<p id="late">Late</p>'), 50);` }));
  site.page('/', html('Late', { body: `<h1>Late</h1><div id="here">${tag('callback')}</div>` }));
  await site.open(page);
  await visitor.accept();
  await expect(page.locator('#here > #late')).toHaveText('Late');
  await expect(page.getByRole('heading', { name: 'Late' })).toBeVisible();
});

test('B-07 handlers for what is over are called once, after all scripts, in the order of the page', async ({ page, site, network, visitor }) => {
  network.serve(TRACKER, serve({
    '/widget.js': lines(
      `addEventListener('load', function (event) { ${mark(`'load ' + (this === window) + (event.target === window)`)} });`,
      `document.addEventListener('DOMContentLoaded', function (event) { ${mark(`'ready ' + [event.type, event.bubbles, this === document, event.target === document, window.other].join()`)} });`,
      `document.addEventListener('DOMContentLoaded', { handleEvent(event) { ${mark(`'object ' + event.type`)} } }, { once: true });`,
      // The way that jQuery does it: whichever comes first takes both away.
      `const completed = () => { ${mark(`'completed'`)} document.removeEventListener('DOMContentLoaded', completed); removeEventListener('load', completed); };`,
      `document.addEventListener('DOMContentLoaded', completed); addEventListener('load', completed);`,
      `const before = window.onload; window.onload = () => { if (before) before(); ${mark(`'onload'`)} };`,
      `addEventListener('load', () => { throw new Error('of the widget'); });`,
      `document.readyState === 'loading' ? 0 : setTimeout(() => ${mark(`'state ' + document.readyState`).slice(0, -1)});`,
      mark(`'widget'`),
    ),
    '/other.js': { type: 'text/javascript', wait: 200, body: `window.other = 'other'; ${mark(`'other'`)}` },
  }));
  site.page('/', html('Late', { body: `<h1>Late</h1>
    <script>
      window.own = 0;
      window.onload = () => window.own++;
      document.addEventListener('DOMContentLoaded', () => window.own++);
      window.failures = [];
      addEventListener('error', (event) => { failures.push(event.message); event.preventDefault(); });
      document.addEventListener('sluis:change', () => addEventListener('load', () => window.own += 100));
    </script>${tag('widget')}${tag('other')}` }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => window.ran?.at(-1))).toBe('onload');
  await visitor.linger();
  expect(await page.evaluate(() => window.ran)).toEqual([
    'widget', 'state complete', 'other',
    'ready DOMContentLoaded,true,true,true,other', 'object DOMContentLoaded', 'completed',
    'load truetrue', 'onload',
  ]);
  // The page's own handlers ran when it loaded, and not again.
  expect(await page.evaluate(() => (window as any).own)).toBe(2);
  // What a script of another site throws is told without its words.
  expect(await page.evaluate(() => (window as any).failures)).toEqual(['Script error.']);
});

test('B-07 a module and what a released script brings get their handlers called too', async ({ page, site, network, visitor }) => {
  const headers = { 'access-control-allow-origin': '*' };
  network.serve(TRACKER, serve({
    '/module.js': { headers, type: 'text/javascript', body: `document.addEventListener('DOMContentLoaded', () => { ${mark(`'module'`)} });` },
    '/bringer.js': `document.head.append(Object.assign(document.createElement('script'), { src: 'https://${TRACKER}/brought.js' }));`,
    '/brought.js': `addEventListener('load', () => { ${mark(`'brought'`)} });`,
  }));
  site.page('/', html('Late', { head: tag('module', 'type="module"') + tag('bringer') }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => window.ran?.toSorted())).toEqual(['brought', 'module']);
});

test('B-07 an inline script that waited is treated like one with an address', async ({ page, site, visitor }) => {
  site.page('/', html('Late', { body: `<h1>Late</h1><div id="here"><script type="text/plain" data-sluis="advertising">
    document.write('<p id="written">Written</p>');
    document.addEventListener('DOMContentLoaded', () => (window.ran ??= []).push('ready'));
  </script></div>` }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await visitor.accept();
  await expect(page.locator('#here > #written')).toHaveText('Written');
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['ready']);
});

test('B-07 a script that throws, and one that hangs, keep nobody from the handlers', async ({ page, site, network, visitor, expectConsole }) => {
  expectConsole(/of the tracker/);
  network.serve(TRACKER, serve({
    '/throws.js': `throw new Error('of the tracker');`,
    '/hangs.js': { wait: 'forever' },
    '/waits.js': `addEventListener('load', () => { ${mark(`'load'`)} });`,
  }));
  site.page('/', html('Late', { body: tag('throws') + tag('waits') + tag('hangs') }));
  await site.open(page);
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => window.ran), { timeout: 15_000 }).toEqual(['load']);
});

test('the page’s own writing after it has loaded goes to the platform', async ({ page, site, visitor }) => {
  site.page('/', html('Own', { body: '<h1>Own</h1>' }));
  await site.open(page);
  await visitor.accept();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.text = `document.write('<title>New</title><p>New page</p>'); document.close();`;
    document.body.append(script);
  });
  await expect(page.getByText('New page')).toBeVisible();
  await expect(page.locator('h1')).toHaveCount(0);
});

test('what late scripts need is loaded when one is let go, and is not missed where it does not come', async ({ page, site, network, visitor, allowConsole }) => {
  network.serve(TRACKER, serve({ '/plain.js': mark(`'plain'`) }));
  site.page('/', html('Late', { body: tag('plain') }));
  const loaded = (): number => network.hits(site.host).filter((hit) => own.test(hit.path)).length;
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  await visitor.linger();
  expect(loaded()).toBe(0);
  await visitor.reject();
  await visitor.linger();
  expect(loaded()).toBe(0);
  allowConsole(/ERR_FAILED/);
  await page.route(/\/sluis\/belated-/, (route) => route.abort());
  await visitor.reopen();
  await visitor.acceptButton.click();
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['plain']);
  await page.unroute(/\/sluis\/belated-/);
  await page.reload();
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['plain']);
  expect(loaded()).toBe(1);
});
