// A Vite build of an application that imports the package.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
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
        input: { index: join(folder, 'index.html'), external: join(folder, 'external.html') },
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
  ['while developing, the main entry does the same', (folder) => developing(folder, '/', refuse)],
  ['while developing, the external entry does the same', (folder) => developing(folder, '/external.html', refuse)],
];
