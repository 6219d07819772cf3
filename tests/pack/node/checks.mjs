// A server that renders pages: the package must load there, do nothing, and grant nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

const run = (file) => (folder) => {
  const printed = execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  assert.equal(printed, '');
};

export const checks = [
  ['import does nothing on a server and grants nothing', run('import.mjs')],
  ['inject finds the place in a page', run('inject.mjs')],
  ['check, seal and snippet say what is wrong', run('seal.mjs')],
  ['sluis/server reads and keeps a choice', run('server.mjs')],
  ['require does nothing on a server and grants nothing', run('require.cjs')],
];
