// Lighthouse over the built website, on loopback: each page's score in four categories, and a failure below the least.
//   node tests/lighthouse/run.mjs [PAGE …]
// The server compresses, as static hosts do.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const LEAST = 98;
const built = fileURLToPath(new URL('../../target/site/', import.meta.url));
const asked = process.argv.slice(2).map((page) => page.replace(/^\/+/, ''));
const main = [
  '', 'nl/', 'configurator/', 'nl/configurator/', 'catalogue/', 'catalogue/youtube/', 'compare/', 'companies/', 'views/',
  'docs/', 'docs/overview/', 'nl/docs/owners/', 'cookies/', 'nl/cookies/',
];
const pages = asked.length ? asked : main;
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp', '.wasm': 'application/wasm', '.txt': 'text/plain' };

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
  let file = join(built, path);
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
  const type = existsSync(file) && types[extname(file)];
  if (!type) return void response.writeHead(404).end();
  const body = readFileSync(file);
  const packed = /br/.test(request.headers['accept-encoding'] ?? '') && !['.png', '.webp'].includes(extname(file));
  response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600', ...(packed ? { 'content-encoding': 'br' } : {}) });
  response.end(packed ? brotliCompressSync(body, { params: { 1: 5 } }) : body);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'] });
let low = 0;
try {
  const names = ['performance', 'accessibility', 'best-practices', 'seo'];
  console.log(`${'page'.padEnd(24)}${names.map((name) => name.padStart(16)).join('')}`);
  for (const page of pages) {
    const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/${page}`, { port: chrome.port, onlyCategories: names, logLevel: 'error' });
    const scores = names.map((name) => Math.round(lhr.categories[name].score * 100));
    console.log(`${`/${page}`.padEnd(24)}${scores.map((score) => String(score).padStart(16)).join('')}`);
    for (const [place, score] of scores.entries()) {
      if (score >= LEAST) continue;
      low++;
      for (const { id, weight } of lhr.categories[names[place]].auditRefs) {
        const { score, title, displayValue } = lhr.audits[id];
        if (weight && score !== null && score < 1) console.log(`  ${names[place]}: ${title} (${displayValue ?? score})`);
      }
    }
  }
  console.log(`Lighthouse ${JSON.parse(readFileSync(new URL('node_modules/lighthouse/package.json', import.meta.url), 'utf8')).version}, its simulated phone.`);
} finally {
  chrome.kill();
  server.close();
}
if (low) {
  console.error(`${low} scores are below ${LEAST}.`);
  process.exit(1);
}
