// React takes over a whole document in which the question stands already: in each way that a page can carry Sluis.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { visit } from '../support/browser.mjs';
import { HOST } from '../support/site.mjs';

const TRACKER = 'https://www.googletagmanager.com/gtag/js?id=G-1';
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm' };
const RENAMED = { 18: { react: 'react18', 'react-dom': 'react-dom18' }, 19: {} };

const inner = (html) => ({ dangerouslySetInnerHTML: { __html: html } });
const json = (data) => JSON.stringify(data).replace(/</g, '\\u003c');

/** By path: what React has in its head, in the place for Sluis, and what somebody else has put into the body. */
let forms;

async function build(folder) {
  const { guard, prerender, seal } = await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve('sluis/node')));
  const config = await seal(JSON.parse(readFileSync(new URL('../support/consent.json', import.meta.url), 'utf8')));
  const banner = await prerender(config, { language: 'nl', host: HOST });
  const written = ['script', { type: 'application/json', 'data-sluis': 'config', ...inner(json(config)) }];
  const snippet = [written, ['script', inner(guard())], ['script', { src: '/sluis/sluis.core.js', async: true }]];
  // With `src`: React 19 knows an async script by it.
  const marked = ['script', { type: 'text/plain', 'data-sluis': 'google-analytics', src: TRACKER, async: true }];
  forms = {
    '/snippet': { head: snippet },
    '/tag': { head: [written, ['script', { src: '/sluis/sluis.js' }]] },
    '/marked': { head: [...snippet, marked], place: '' },
    '/place': { head: snippet, place: '' },
    '/prerendered': { head: snippet, place: banner },
    '/inserted': { head: snippet, banner },
  };
  for (const [version, alias] of Object.entries(RENAMED)) {
    const options = {
      absWorkingDir: folder, outdir: join(folder, version), bundle: true, alias,
      // What does not match is only told of while developing.
      define: { 'process.env.NODE_ENV': '"development"' },
    };
    await esbuild.build({ ...options, entryPoints: ['client.js'] });
    await esbuild.build({ ...options, entryPoints: ['server.js'], platform: 'node', format: 'cjs', outExtension: { '.js': '.cjs' } });
  }
}

async function serve(folder, version) {
  const { render } = createRequire(import.meta.url)(join(folder, version, 'server.cjs'));
  const files = { '/client.js': join(folder, version, 'client.js') };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://unused');
    const form = request.headers.host === HOST && forms[pathname];
    if (form) {
      const { head, place, banner = '' } = form;
      const data = ['script', { id: 'data', type: 'application/json', ...inner(json({ head, placed: place != null })) }];
      const stream = new PassThrough();
      render({ head: [...head, data], place }, stream);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      if (banner) response.end((await text(stream)).replace('<body>', `<body>${banner}`));
      else stream.pipe(response);
      return;
    }
    const file = files[pathname] || join(folder, 'node_modules/sluis/dist/web', pathname.replace('/sluis/', '/'));
    const found = request.headers.host === HOST && extname(file) && existsSync(file);
    response.writeHead(found ? 200 : 404, { 'Content-Type': TYPES[extname(file)] || 'text/plain' });
    response.end(found ? readFileSync(file) : '');
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { port: server.address().port, close: () => (server.closeAllConnections(), new Promise((done) => server.close(done))) };
}

/** Only now, so that the question is there for certain. */
async function takeOver(page) {
  await page.locator('#late').waitFor();
  await page.addScriptTag({ url: '/client.js' });
  // A button of React's counts once React has the page.
  for (let tries = 0; tries < 50 && (await page.locator('#count').textContent()) === 'Geteld: 0'; tries++) {
    // Not with the mouse: the question may lie over it.
    await page.evaluate(() => document.querySelector('#count').click());
    await page.waitForTimeout(100);
  }
  assert.match(await page.locator('#count').textContent(), /Geteld: [1-9]/);
}

const kept = (page) => page.evaluate(() => window.heading.isConnected);

async function matches({ page, complaints, strangers }) {
  const accept = page.locator('[data-sluis=banner] [data-do=accept]');
  await accept.focus();
  const question = await page.locator('[data-sluis=banner]').elementHandle();
  await takeOver(page);
  assert.deepEqual(complaints, [], 'console');
  assert(await kept(page), 'the page was drawn anew');
  assert(await question.evaluate((element) => element.isConnected && element.parentElement.matches(':popover-open')), 'the question as it was');
  assert(await accept.evaluate((element) => element === document.activeElement), 'focus stayed');
  assert.equal(await page.locator('[data-sluis=root]').count(), 1);
  // First in the order of reading: the first tab of a page leads into it.
  const before = await page.evaluate(() => {
    const root = document.querySelector('[data-sluis=root]');
    return [...document.querySelectorAll('a[href], button, iframe')].filter((one) => one.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING).length;
  });
  assert.equal(before, 0, 'what can have focus and comes before the question');
  await page.locator('a[href="#film"]').waitFor();
  await page.getByRole('group', { name: 'YouTube: Clip' }).waitFor();
  assert.deepEqual(strangers(), []);
  await accept.click();
  await page.locator('#film').waitFor();
  await page.locator('iframe[src*=youtube]').waitFor();
}

/** Who has chosen before has everything let go before React comes. */
async function again({ page, asked, complaints }) {
  await page.locator('[data-sluis=banner] [data-do=accept]').click();
  await page.reload();
  await page.waitForFunction(() => window.sluis.state().ready);
  await page.locator('iframe[src*=youtube]').waitFor();
  const before = asked.filter(({ href }) => href === TRACKER).length;
  await takeOver(page);
  await page.locator('#film').waitFor();
  assert(await kept(page), 'the page was drawn anew');
  assert.equal(asked.filter(({ href }) => href === TRACKER).length, before, 'asked for once more');
  // Hosts that do not exist here.
  assert.deepEqual(complaints.filter((line) => !/youtube|googletagmanager/.test(line)), [], 'console');
}

/** React 18 accepts nothing that it did not draw. It draws everything anew, and the question has to come back. */
async function redrawn({ page, complaints }) {
  await page.locator('[data-sluis=banner]').waitFor();
  await takeOver(page);
  assert(complaints.length > 0 && !(await kept(page)), 'React 18 accepts it: the docs say that it does not');
  await page.locator('[data-sluis=banner] [data-do=reject]').click();
  await page.locator('[data-sluis=banner]').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => window.sluis.state().decided), true);
}

const carried = (version, path, work) => [`React ${version}, ${path.slice(1)}`, async (folder) => visit(await serve(folder, version), path, work)];

export const checks = [
  ['builds for React 18 and 19', build],
  ...['/snippet', '/tag', '/place', '/prerendered', '/inserted'].map((path) => carried('19', path, matches)),
  carried('19', '/marked', again),
  ...['/place', '/prerendered'].map((path) => carried('18', path, matches)),
  carried('18', '/marked', again),
  carried('18', '/snippet', redrawn),
];
