// What plain Node is tried with, in Bun. By hand: it installs Bun, from its package on npm.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUN = '1.4.5';

const bun = (folder, words) => execFileSync(join(folder, 'node_modules/.bin/bun'), words, { cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NO_COLOR: '1' } });

export const checks = [
  ['installs', (folder, { file }) => {
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `bun@${BUN}`, file], { cwd: folder, stdio: 'pipe' });
    cpSync(fileURLToPath(new URL('../node', import.meta.url)), folder, { recursive: true, filter: (name) => !name.endsWith('package.json') });
  }],
  ['import does nothing on a server and grants nothing', (folder) => assert.equal(bun(folder, ['import.mjs']), '')],
  ['require does, too', (folder) => assert.equal(bun(folder, ['require.cjs']), '')],
  ['check, seal and snippet say what is wrong', (folder) => assert.equal(bun(folder, ['seal.mjs']), '')],
  ['inject finds the place in a page', (folder) => assert.equal(bun(folder, ['inject.mjs']), '')],
  ['the record is read on a server', (folder) => assert.equal(bun(folder, ['server.mjs']), '')],
  ['the command seals', (folder) => {
    const file = fileURLToPath(new URL('../support/consent.json', import.meta.url));
    assert.match(bun(folder, ['node_modules/sluis/dist/esm/cli.js', 'seal', file]), /"sealed"/);
  }],
];
