// What plain Node is tried with, in Deno. By hand: it installs Deno, from its package on npm.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DENO = '2.9.6';

const deno = (folder, words) => execFileSync(join(folder, 'node_modules/.bin/deno'), ['run', '--no-remote', '--no-prompt', ...words], {
  cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
});

export const checks = [
  ['installs', (folder, { file }) => {
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `deno@${DENO}`, file], { cwd: folder, stdio: 'pipe' });
    cpSync(fileURLToPath(new URL('../node', import.meta.url)), folder, { recursive: true, filter: (name) => !name.endsWith('package.json') });
  }],
  ['import does nothing on a server and grants nothing', (folder) => assert.equal(deno(folder, ['--allow-read', 'import.mjs']), '')],
  ['check, seal and snippet say what is wrong', (folder) => assert.equal(deno(folder, ['--allow-read', 'seal.mjs']), '')],
  ['inject finds the place in a page', (folder) => assert.equal(deno(folder, ['--allow-read', 'inject.mjs']), '')],
  ['the command seals', (folder) => {
    const file = fileURLToPath(new URL('../support/consent.json', import.meta.url));
    assert.match(deno(folder, ['--allow-read', '--allow-env', 'node_modules/sluis/dist/esm/cli.js', 'seal', file]), /"sealed"/);
  }],
];
