// Pages that do to the platform what pages do: patch it, freeze it, hammer it, hand it nonsense. Nothing of theirs
// breaks, and nothing passes.
import { config, googleAnalytics, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { TAG_MANAGER, TRACKER } from '../support/third-parties.ts';
import { conversions } from './conversions.ts';

const script = `https://${TRACKER}/a.js`;
const picture = `https://${TRACKER}/a.gif`;
const insert = (address = script): string => `{ const s = document.createElement('script'); s.src = '${address}'; document.head.appendChild(s); }`;

test.beforeEach(({ site, allowConsole }) => {
  // Of what the tests ask for themselves.
  allowConsole(/Failed to load resource|WebSocket connection|EventSource|Tracking Prevention/);
  site.config(config([tracker]));
  site.mayAsk(TRACKER);
  for (const path of ['/own.gif', '/own.mp4', '/beacon']) site.answer(path, () => ({ status: 204 }));
});

test('B-06 arguments are read once, in the platform’s order, and fail with its exceptions', async ({ page, site, network, visitor, allowConsole }) => {
  // The browser's remarks on the bad fonts and keyframes that it is given.
  allowConsole(/font|OTS|Invalid keyframe|easing/i);
  site.page('/plain', html('Conversions'));
  site.answer('/own.js', () => ({ type: 'text/javascript', body: '' }));
  for (const path of ['/own.ttf', '/later', '/later-request']) site.answer(path, () => ({ status: 204 }));
  const seen: string[][] = [];
  for (const form of ['none', 'waiting'] as const) {
    site.form = form;
    network.forget();
    await site.open(page, '/plain');
    // The second part of the barrier comes with the core.
    if (form !== 'none') await visitor.settled();
    seen.push(await page.evaluate(conversions));
    const asked = (): string[] => [...new Set(network.log.filter(({ path }) => /later|object/i.test(path)).map(({ path }) => path))].sort();
    if (await page.evaluate(() => 'fetchLater' in window)) await expect.poll(asked).toEqual(['/later', '/later-request']);
  }
  expect(seen[0]!.length).toBeGreaterThan(250);
  expect(seen[1]).toEqual(seen[0]);
});

test('B-06 a font’s own bytes, and what is trusted, reach the platform as they are', async ({ page, site, visitor }) => {
  site.nonce = 'own';
  site.headers = { 'content-security-policy': `script-src 'self' 'nonce-own' 'wasm-unsafe-eval'; worker-src 'self' data: blob:; require-trusted-types-for 'script'; trusted-types sluis own` };
  site.form = 'tag';
  site.page('/trusted', html('Trusted'));
  site.answer('/own.js', () => ({ type: 'text/javascript', body: 'postMessage(1)' }));
  await site.open(page, '/trusted');
  await expect(visitor.banner).toBeVisible();
  const come = await page.evaluate(async () => {
    const own = (window as any).trustedTypes.createPolicy('own', { createScriptURL: (x: string) => x, createHTML: (x: string) => x });
    const box = document.createElement('div');
    box.contentEditable = 'true';
    document.body.append(box);
    box.focus();
    document.execCommand('insertHTML', false, own.createHTML('<b>x</b>'));
    const worker = new Worker(own.createScriptURL('/own.js'));
    const said = await new Promise((done) => Object.assign(worker, { onmessage: (told: MessageEvent) => done(told.data), onerror: () => done('failed') }));
    const held = new Worker(own.createScriptURL(`data:text/javascript,importScripts('https://cdn.tracker.test/a.js')`));
    return [box.innerHTML, said, await new Promise((done) => (held.onerror = () => done('held')))];
  });
  expect(come).toEqual(['<b>x</b>', 1, 'held']);
});

for (const [kind, code] of Object.entries({
  frozen: 'Object.freeze(window.dataLayer = [])',
  'of another kind': 'window.dataLayer = { push() {} }',
  'with a getter that throws': `Object.defineProperty(window, 'dataLayer', { get() { throw new Error('not here'); } })`,
  'no list': 'window.dataLayer = 7',
})) {
  test(`B-06 a dataLayer ${kind} above the snippet lets nobody through`, async ({ page, site, network, visitor }) => {
    site.config(config([googleAnalytics, tracker]));
    site.mayAsk(TAG_MANAGER);
    site.page('/queue', html('Queue', {
      body: `<h1>Queue</h1><script src="https://${TAG_MANAGER}/gtag/js?id=G-1"></script><script src="${script}"></script><script>{ const s = document.createElement('script'); s.src = '${script}'; document.head.append(s); window.went = 'on'; }</script>`,
    }).replace('<!-- sluis -->', `<script>${code}</script>\n<!-- sluis -->`));
    await site.open(page, '/queue');
    await expect(visitor.banner).toBeVisible();
    await visitor.linger();
    expect([...network.hits(TAG_MANAGER), ...network.hits(TRACKER)]).toEqual([]);
    expect(await page.evaluate(() => [(window as any).went, window.ran ?? []])).toEqual(['on', []]);
  });
}

test('B-06 what document.write has left unfinished stays in its own document, and null is a text', async ({ page, site, visitor }) => {
  site.page('/written', html('Written'));
  const seen: string[][] = [];
  for (const form of ['none', 'waiting'] as const) {
    site.form = form;
    await site.open(page, '/written');
    if (form !== 'none') await visitor.settled();
    seen.push(await page.evaluate(() => {
      const within = (act: (inside: any) => void): string => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const inside = frame.contentDocument!;
        inside.open();
        act(inside);
        inside.close();
        const html = inside.body.innerHTML;
        frame.remove();
        return html;
      };
      return [
        within((d) => { d.write('<p>a <'); d.close(); d.open(); d.write('<b>fresh</b>'); }),
        within((d) => { d.write('<p>a <'); d.open(); d.write('<b>fresh</b>'); }),
        within((d) => d.write('<p>a <')),
        within((d) => { d.write('<i title="x'); d.write(null); d.write('y">z</i>'); }),
        within((d) => d.write('<i>', undefined, null, 7, '</i>')),
        within((d) => d.write(`<p>1<script>document.write('<b>2</b>')</scr${''}ipt>3<i`)),
        within((d) => { d.write(`<p>1<script>document.write('<b>2</b>')</scr${''}ipt>3<i`); d.write('>4</i>'); }),
      ];
    }));
  }
  expect(seen[1]).toEqual(seen[0]);
});

test('B-06 other libraries patch the same functions, before and after', async ({ page, site, network, visitor }) => {
  const patches = (name: string): string => `window.${name} = 0;
    for (const [owner, method] of [[Node.prototype, 'appendChild'], [Element.prototype, 'setAttribute'], [Element.prototype, 'append'], [window, 'fetch']]) {
      const original = owner[method];
      owner[method] = function (...values) { window.${name}++; return original.apply(this, values); };
    }
    const src = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src');
    Object.defineProperty(HTMLScriptElement.prototype, 'src', { ...src, set(value) { window.${name}++; src.set.call(this, value); } });
    const open = XMLHttpRequest.prototype.open;
    XMLHttpRequest.prototype.open = function (...values) { window.${name}++; return open.apply(this, values); };`;
  site.page('/patched', html('Patched', {
    head: `<script>{ ${patches('after')} }</script><script>${insert()} fetch('${picture}').catch(() => { window.refused = true; });
      document.head.append(Object.assign(document.createElement('meta'), { name: 'own' }));</script>`,
  }).replace('<!-- sluis -->', `<script>{ ${patches('ahead')} }</script>\n<!-- sluis -->`));
  await site.open(page, '/patched');
  await visitor.settled();
  await visitor.linger(200);
  expect(network.hits(TRACKER)).toEqual([]);
  expect(await page.evaluate(() => window.refused)).toBe(true);
  expect(await page.locator('meta[name=own]').count()).toBe(1);
  const counts = await page.evaluate(() => [(window as any).ahead, (window as any).after] as number[]);
  expect(Math.min(...counts), 'both were called').toBeGreaterThan(2);
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['/a.js']);
});

for (const moment of ['before', 'after'] as const) {
  test(`B-06 prototypes frozen ${moment} the guard`, async ({ page, site, network, visitor }) => {
    const freeze = `<script>for (const owner of [Node, Element, Document, HTMLElement, HTMLScriptElement, HTMLImageElement, XMLHttpRequest, Attr, Range]) Object.freeze(owner.prototype);</script>`;
    const body = `<h1>Frozen</h1><script src="${script}"></script><script>window.own = document.body.appendChild(document.createElement('p')).nodeName;</script>${moment === 'after' ? `<script>${insert()}</script>` : ''}`;
    const whole = html('Frozen', { body });
    site.page('/frozen', moment === 'before' ? whole.replace('<!-- sluis -->', `${freeze}\n<!-- sluis -->`) : whole.replace('<!-- sluis -->', `<!-- sluis -->\n${freeze}`));
    await site.open(page, '/frozen');
    await visitor.settled();
    await visitor.linger(200);
    expect(await page.evaluate(() => [(window as any).own, window.ran ?? []])).toEqual(['P', []]);
    expect(network.hits(TRACKER)).toEqual([]);
    await visitor.accept();
    await expect.poll(() => page.evaluate(() => window.ran?.length)).toBe(moment === 'after' ? 2 : 1);
  });
}

test('B-06 ten thousand insertions, and a tracker in each hundredth', async ({ page, site, network, visitor }) => {
  site.page('/many', html('Many'));
  await site.open(page, '/many');
  await visitor.settled();
  const took = await page.evaluate(async (address) => {
    const began = performance.now();
    for (let round = 0; round < 10_000; round++) {
      const row = document.createElement('div');
      row.setAttribute('title', `row ${round}`);
      row.innerHTML = '<b>x</b>';
      if (round % 100 === 0) Object.assign(row.appendChild(document.createElement('img')), { alt: '', src: `${address}?${round}` });
      document.body.appendChild(row);
    }
    return performance.now() - began;
  }, picture);
  await visitor.linger(200);
  expect(network.hits(TRACKER)).toEqual([]);
  expect(took).toBeLessThan(5_000);
  await visitor.accept();
  await expect.poll(() => network.hits(TRACKER, '/a.gif').length, { timeout: 20_000 }).toBe(100);
});

test('B-06 a page whose own observer puts back what is taken off', async ({ page, site, network, visitor }) => {
  site.page('/stubborn', html('Stubborn', {
    head: `<script>window.turns = 0; new MutationObserver((records) => {
      for (const { target, addedNodes } of records) for (const node of [target, ...addedNodes]) {
        if (node.localName === 'img' && node.getAttribute('src') !== '${picture}' && window.turns++ < 1000) node.setAttribute('src', '${picture}');
      }
    }).observe(document, { childList: true, subtree: true, attributes: true });</script>`,
    body: `<h1>Stubborn</h1><img alt="" loading="lazy" src="${picture}"><script>document.body.append(Object.assign(new Image(), { alt: '', src: '${picture}' }));</script>`,
  }));
  await site.open(page, '/stubborn');
  await visitor.settled();
  await visitor.linger(200);
  expect(network.hits(TRACKER)).toEqual([]);
  expect(await page.evaluate(() => (window as any).turns), 'no tug of war').toBeLessThan(20);
});

test('B-06 nodes moved between documents, held and released once', async ({ page, site, network, visitor }) => {
  site.page('/moved', html('Moved', {
    body: `<h1>Moved</h1><iframe title="x"></iframe><div id="host"></div><script>{
      const inside = document.querySelector('iframe').contentDocument;
      const other = document.implementation.createHTMLDocument('');
      const s = inside.createElement('script');
      s.src = '${script}';
      other.body.append(s);
      inside.body.append(other.adoptNode(s));
      const i = other.createElement('img');
      i.src = '${picture}';
      document.getElementById('host').attachShadow({ mode: 'open' }).append(document.importNode(i), inside.adoptNode(i));
      document.body.append(s);
      document.head.append(s);
    }</script>`,
  }));
  await site.open(page, '/moved');
  await visitor.settled();
  await visitor.linger(200);
  expect(network.hits(TRACKER)).toEqual([]);
  await visitor.accept();
  await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['/a.js']);
  await expect.poll(() => network.hits(TRACKER, '/a.gif').length).toBeGreaterThan(0);
  await visitor.linger(200);
  expect(network.hits(TRACKER, '/a.js')).toHaveLength(1);
});

test('B-06 navigation of the page itself is left alone', async ({ page, site, network, context }) => {
  site.page('/leaving', html('Leaving', { body: `<h1>Leaving</h1><a href="https://${TRACKER}/a.html">there</a>` }));
  await site.open(page, '/leaving');
  const opened = context.waitForEvent('page');
  await page.evaluate((address) => void window.open(address), `https://${TRACKER}/a.html`);
  await (await opened).waitForLoadState();
  await page.getByRole('link', { name: 'there' }).click();
  await page.waitForURL(/tracker/);
  expect(network.hits(TRACKER, '/a.html')).toHaveLength(2);
});

declare global {
  interface Window {
    /** A request was refused as a network would refuse it. */
    refused?: boolean;
  }
}
