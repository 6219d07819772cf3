// Packs pkg and installs the tarball, without a network: the package depends on nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const source = fileURLToPath(new URL('../../../pkg/', import.meta.url));

/** Below tests, so that consumers find the browser driver, the bundler and the compiler as their own. */
export const WORK = join(here, 'work');

const npm = (words, cwd) => execFileSync('npm', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

export function pack() {
  mkdirSync(WORK, { recursive: true });
  const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', WORK], source));
  return { file: join(WORK, packed.filename), files: packed.files.map(({ path }) => path) };
}

export function install(name, { file }) {
  const folder = join(WORK, name);
  cpSync(join(here, name), folder, { recursive: true });
  npm(['install', '--silent', '--no-save', '--no-package-lock', '--ignore-scripts', '--offline', file], folder);
  return folder;
}

export function contents({ files }) {
  const { exports } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const targets = (value) => (typeof value === 'string' ? [value] : Object.values(value || {}).flatMap(targets));
  for (const target of targets(exports).map((path) => path.replace('./', ''))) {
    const [start, end = ''] = target.split('*');
    assert(files.some((file) => file.startsWith(start) && file.endsWith(end)), `${target} is exported but not packed`);
  }
  const stray = files.filter((file) => /^(src|dist\/(wasm|generated|declarations))\/|\.mjs$|lock/.test(file));
  assert.deepEqual(stray, [], 'packed by mistake');
  for (const part of ['web/sluis.js', 'web/sluis.core.js', 'web/sluis.guard.js', 'web/sluis.css']) {
    assert(files.includes(`dist/${part}`), `dist/${part} is missing`);
  }
}
