// A page without a bundler: files of dist/web copied beside it.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../support/browser.mjs';
import { refuse } from '../support/journey.mjs';

const support = new URL('../support/', import.meta.url);

function prepare(folder) {
  const files = join(folder, 'node_modules/sluis/dist/web');
  cpSync(files, join(folder, 'sluis'), { recursive: true });
  for (const name of ['consent.json', 'trackers.js']) cpSync(new URL(name, support), join(folder, name));
  const config = readFileSync(join(folder, 'consent.json'), 'utf8');
  const guard = readFileSync(join(files, 'sluis.guard.js'), 'utf8');
  for (const name of ['index.html', 'inline.html']) {
    const page = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), page.replace('CONFIG', () => config).replace('GUARD', () => guard));
  }
}

export const checks = [
  ['one script tag asks, and takes no for an answer', async (folder) => {
    prepare(folder);
    await visit(folder, '/', refuse);
  }],
  ['an inline guard with the core behind it does the same', (folder) => visit(folder, '/inline.html', refuse)],
  ['a configuration by address does too', (folder) => visit(folder, '/address.html', refuse)],
  ['after yes, what was held loads once', (folder) => visit(folder, '/', async ({ page, strangers }) => {
    await page.locator('[data-do=accept]').click();
    await page.waitForFunction(() => window.sluis.gate.held.length === 0);
    await page.waitForTimeout(300);
    assert.deepEqual(strangers().sort(), ['stats.partner.example', 'www.googletagmanager.com', 'www.youtube-nocookie.com']);
  })],
];
