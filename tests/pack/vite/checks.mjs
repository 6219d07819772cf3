// A Vite build of an application that imports the package.
import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, createServer } from 'vite';
import { visit } from '../support/browser.mjs';
import { refuse } from '../support/journey.mjs';

async function bundle(folder) {
  for (const name of ['consent.json', 'trackers.js']) cpSync(new URL(`../support/${name}`, import.meta.url), join(folder, name));
  const warnings = [];
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      rollupOptions: {
        input: { index: join(folder, 'index.html'), external: join(folder, 'external.html'), receipts: join(folder, 'receipts.html') },
        // A busy machine is not the package's fault.
        onwarn: ({ message }) => message.includes('PLUGIN_TIMINGS') || warnings.push(message),
      },
    },
  });
  assert.deepEqual(warnings, []);
}

async function developing(folder, path, work) {
  const server = await createServer({ root: folder, configFile: false, logLevel: 'silent', server: { host: '127.0.0.1', port: 0, allowedHosts: true } });
  await server.listen();
  await visit({ port: server.httpServer.address().port, close: () => server.close() }, path, work);
}

/** Without https, so without locks: the chunk that sends comes along, for this configuration only. */
async function deliver(folder) {
  const dist = join(folder, 'dist');
  writeFileSync(join(dist, 'receipts'), '');
  const chunks = (asked) => asked.filter(({ pathname }) => /delivery/.test(pathname)).length;
  await visit(dist, '/receipts.html', async ({ page, asked, complaints }) => {
    const sent = page.waitForRequest((request) => request.url().endsWith('/receipts'));
    await page.locator('[data-sluis=banner] [data-do=reject]').click();
    const body = (await sent).postDataJSON();
    assert.match(body.id, /^[0-9a-f]{32}$/);
    assert.deepEqual(Object.values(body.receipt.services), ['denied', 'denied', 'denied']);
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('sluis_delivery')));
    assert.equal(chunks(asked), 1);
    assert.deepEqual(complaints, [], 'console');
  });
  await visit(dist, '/', async ({ page, asked }) => {
    await page.waitForFunction(() => window.sluis?.state().ready);
    assert.equal(chunks(asked), 0);
  });
}

export const checks = [
  ['builds without a warning', bundle],
  ['the main entry asks, and takes no for an answer', (folder) => visit(join(folder, 'dist'), '/', async (seen) => {
    await refuse(seen);
    assert.deepEqual(seen.asked.filter(({ pathname }) => pathname.endsWith('.wasm')), [], 'the module is part of the bundle');
  })],
  ['the external entry does the same with a file', (folder) => visit(join(folder, 'dist'), '/external.html', async (seen) => {
    await refuse(seen);
    assert(seen.asked.some(({ pathname }) => pathname.endsWith('.wasm')), 'the module is a file');
  })],
  ['with an endpoint, each choice is sent', deliver],
  ['while developing, the main entry does the same', (folder) => developing(folder, '/', refuse)],
  ['while developing, the external entry does the same', (folder) => developing(folder, '/external.html', refuse)],
];
