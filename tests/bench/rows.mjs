// How long a visitor waits for the declaration and the settings of a site with two hundred services and a thousand cookies.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { spread } from './statistics.mjs';

const built = fileURLToPath(new URL('../../pkg/dist/web/', import.meta.url));
const { seal } = await import('../../pkg/dist/esm/node.js');

const services = Array.from({ length: 200 }, (_, n) => ({
  id: `service-${n}`, name: `Service ${n}`, category: ['analytics', 'social', 'advertising'][n % 3], provider: `Company ${n}`, purpose: { en: 'To measure' },
  hosts: [`host-${n}.test`], items: Array.from({ length: 5 }, (_, item) => ({ name: `_${n}_${item}`, retention: 'P1Y', purpose: { en: 'To measure' } })),
}));

/** What a visitor meets of it: the wait for the first, the longest time in which the page could not have answered, and the wait for the last. */
const measures = { drawn: 'until the first rows are drawn', longest: 'the longest task', whole: 'until all is there' };

/** Times of `runs` makings, each in a page of its own, after one that warms up. */
export async function rows(browser, runs) {
  const config = JSON.stringify(await seal({ version: 1, controller: { name: 'Many' }, language: 'en', services }));
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title><script type="application/json" data-sluis="config">${config.replaceAll('<', '\\u003c')}</script>
    <script src="/sluis/sluis.js"></script></head><body><a href="#" data-sluis="open">Cookies</a><div id="first" data-sluis="declaration"></div></body></html>`;
  const names = new Set(readdirSync(built));
  const server = createServer((request, response) => {
    const name = request.url.slice('/sluis/'.length);
    response.setHeader('content-type', name.endsWith('.wasm') ? 'application/wasm' : name.endsWith('.js') ? 'text/javascript' : name.endsWith('.json') ? 'application/json' : 'text/html');
    response.end(request.url.startsWith('/sluis/') && names.has(name) ? readFileSync(built + name) : request.url === '/' ? page : '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const found = {};
  try {
    for (let round = 0; round <= runs; round++) {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${server.address().port}/`);
      // Everything has been loaded, and the page has nothing left to do.
      await tab.waitForFunction(() => document.querySelectorAll('#first tbody tr').length > 1000);
      for (const what of ['declaration', 'settings']) {
        // Until the page has nothing to do.
        await tab.evaluate(() => new Promise((done) => requestIdleCallback(done)));
        const times = await made(tab, what);
        if (round > 0) for (const name of Object.keys(measures)) ((found[what] ??= {})[name] ??= []).push(times[name]);
      }
      await tab.close();
    }
  } finally {
    server.close();
  }
  for (const [what, times] of Object.entries(found)) {
    console.log(`\nThe ${what} of 200 services and 1,000 cookies`);
    for (const [name, told] of Object.entries(measures)) {
      const { median, from, to } = spread(times[name]);
      console.log(`  ${told.padEnd(31)} ${median.toFixed(0).padStart(5)} ms  (${from.toFixed(0)}–${to.toFixed(0)})`);
    }
  }
  return found;
}

/**
 * Makes it once more. The browser's own trace says what was a task and when a frame was drawn: in the page, tasks under 50 ms are not told of, and what is
 * drawn is only known by the frame after it.
 */
async function made(tab, what) {
  const client = await tab.context().newCDPSession(tab);
  const events = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await client.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'blink.user_timing'] } });
  await tab.evaluate(async (what) => {
    const task = (act) => new Promise((done) => setTimeout(() => (act?.(), done())));
    await task(() => {
      performance.mark('sluis-begun');
      if (what === 'settings') return document.querySelector('a[data-sluis=open]').click();
      const place = document.createElement('div');
      place.className = 'made';
      place.dataset.sluis = 'declaration';
      document.body.prepend(place);
      window.sluis.gate.detail('declaration', place, '', '');
    });
    const rows = what === 'settings' ? '[data-sluis=settings] tbody tr' : '.made tbody tr';
    while (document.querySelectorAll(rows).length <= 1000) await task();
    // Drawn as well.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    performance.mark('sluis-whole');
    document.querySelector('.made')?.remove();
    await task();
  }, what);
  const ended = new Promise((done) => client.once('Tracing.tracingComplete', done));
  await client.send('Tracing.end');
  await ended;
  await client.detach();
  const [begun, whole] = ['sluis-begun', 'sluis-whole'].map((name) => events.find((event) => event.name === name));
  const mine = events.filter(({ pid, tid, ts }) => pid === begun.pid && tid === begun.tid && ts <= whole.ts);
  const tasks = mine.filter(({ name, ts, dur }) => name === 'RunTask' && ts + dur > begun.ts);
  const painted = mine.filter(({ name, ts }) => name === 'Paint' && ts > begun.ts);
  return {
    drawn: (painted[0].ts + (painted[0].dur || 0) - begun.ts) / 1000,
    longest: Math.max(...tasks.map(({ dur }) => dur)) / 1000,
    whole: (whole.ts - begun.ts) / 1000,
  };
}
