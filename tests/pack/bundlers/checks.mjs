// The same two applications through each bundler: one with consent.json as it is written, one with it sealed.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import webpack from 'webpack';
import { visit } from '../support/browser.mjs';
import { refuse } from '../support/journey.mjs';

const NAMES = ['raw', 'sealed'];
const support = new URL('../support/', import.meta.url);

async function prepare(folder) {
  const source = join(folder, 'source');
  for (const name of ['consent.json', 'trackers.js']) cpSync(new URL(name, support), join(source, name));
  const { seal } = await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve('sluis/node')));
  const config = JSON.parse(readFileSync(join(source, 'consent.json'), 'utf8'));
  writeFileSync(join(source, 'sealed.json'), JSON.stringify(await seal(config)));
}

/** Each writes `raw.js`, `sealed.js` and what they load into a folder, and returns what it warned of. */
const BUNDLERS = {
  async webpack(source, out) {
    const stats = await new Promise((done, failed) => {
      webpack({
        context: source,
        mode: 'production',
        entry: Object.fromEntries(NAMES.map((name) => [name, `./${name}.js`])),
        output: { path: out },
        // Sizes are judged elsewhere.
        performance: { hints: false },
      }, (error, result) => (error ? failed(error) : done(result)));
    });
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    return [...errors, ...warnings].map(({ message }) => message);
  },

  async rollup(source, out) {
    const warnings = [];
    const bundle = await rollup({
      input: NAMES.map((name) => join(source, `${name}.js`)),
      plugins: [nodeResolve({ browser: true }), json()],
      onwarn: ({ message }) => warnings.push(message),
    });
    await bundle.write({ dir: out, format: 'es' });
    await bundle.close();
    return warnings;
  },

  async esbuild(source, out) {
    const { warnings } = await esbuild.build({
      entryPoints: NAMES.map((name) => join(source, `${name}.js`)),
      outdir: out,
      bundle: true,
      splitting: true,
      format: 'esm',
      minify: true,
      logLevel: 'silent',
    });
    return warnings.map(({ text }) => text);
  },

  async 'esbuild as one script'(source, out) {
    const { warnings } = await esbuild.build({
      entryPoints: NAMES.map((name) => join(source, `${name}.js`)),
      outdir: out,
      bundle: true,
      format: 'iife',
      logLevel: 'silent',
    });
    return warnings.map(({ text }) => text);
  },
};

async function bundle(folder, name) {
  const out = join(folder, name.replaceAll(' ', '-'));
  assert.deepEqual(await BUNDLERS[name](join(folder, 'source'), out), [], 'warnings');
  for (const page of NAMES) cpSync(join(folder, 'source', `${page}.html`), join(out, `${page}.html`));
}

export const checks = [
  ['a configuration is sealed', prepare],
  ...Object.keys(BUNDLERS).flatMap((name) => [
    [`${name} builds without a warning`, (folder) => bundle(folder, name)],
    ...NAMES.map((page) => [
      `${name}: ${page === 'raw' ? 'a configuration as it is written' : 'a sealed one'} asks, and takes no for an answer`,
      (folder) => visit(join(folder, name.replaceAll(' ', '-')), `/${page}.html`, refuse),
    ]),
  ]),
];
