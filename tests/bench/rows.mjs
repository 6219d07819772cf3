// How long the declaration of a site with two hundred services and a thousand cookies takes to be made, laid out included.
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

/** Times of `runs` makings, each in a page of its own, after one that warms up. */
export async function rows(browser, runs) {
  const config = JSON.stringify(await seal({ version: 1, controller: { name: 'Many' }, language: 'en', services }));
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title><script type="application/json" data-sluis="config">${config.replaceAll('<', '\\u003c')}</script>
    <script src="/sluis/sluis.js"></script></head><body><div id="first" data-sluis="declaration"></div><div id="second"></div></body></html>`;
  const names = new Set(readdirSync(built));
  const server = createServer((request, response) => {
    const name = request.url.slice('/sluis/'.length);
    response.setHeader('content-type', name.endsWith('.wasm') ? 'application/wasm' : name.endsWith('.js') ? 'text/javascript' : name.endsWith('.json') ? 'application/json' : 'text/html');
    response.end(request.url.startsWith('/sluis/') && names.has(name) ? readFileSync(built + name) : request.url === '/' ? page : '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const times = [];
  try {
    for (let round = 0; round <= runs; round++) {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${server.address().port}/`);
      await tab.waitForFunction(() => document.querySelectorAll('#first tbody tr').length > 1000);
      const time = await tab.evaluate(() => {
        const place = document.querySelector('#second');
        // Styled as any; marked only now, or it would be filled by itself.
        place.dataset.sluis = 'declaration';
        const began = performance.now();
        window.sluis.gate.detail('declaration', place, '', '');
        place.getBoundingClientRect();
        return performance.now() - began;
      });
      if (round > 0) times.push(time);
      await tab.close();
    }
  } finally {
    server.close();
  }
  const { median, from, to } = spread(times);
  console.log(`\nThe declaration of 200 services and 1,000 cookies, made and laid out: ${median.toFixed(0)} ms (${from.toFixed(0)}–${to.toFixed(0)})`);
  return times;
}
