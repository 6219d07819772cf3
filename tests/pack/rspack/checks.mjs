// The two applications of the other bundlers, through Rspack. By hand: its binary is large.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { visit } from '../support/browser.mjs';
import { elsewhere, npm } from '../support/example.mjs';
import { refuse } from '../support/journey.mjs';

const RSPACK = '2.3.2';
const PAGES = ['raw', 'sealed'];
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

let shop;

export const checks = [
  ['installs, and builds without a warning', async (_folder, { file }) => {
    shop = elsewhere('rspack');
    cpSync(here('../bundlers/source'), shop, { recursive: true });
    for (const name of ['consent.json', 'trackers.js']) cpSync(here(`../support/${name}`), join(shop, name));
    writeFileSync(join(shop, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    npm(shop, 'install', '--silent', '--no-audit', '--no-fund', `@rspack/core@${RSPACK}`, file);
    const own = (name) => import(pathToFileURL(createRequire(join(shop, 'package.json')).resolve(name)));
    const { seal } = await own('sluis/node');
    writeFileSync(join(shop, 'sealed.json'), JSON.stringify(await seal(JSON.parse(readFileSync(join(shop, 'consent.json'), 'utf8')))));
    const { rspack } = await own('@rspack/core');
    const stats = await new Promise((done, failed) => {
      rspack({
        context: shop,
        mode: 'production',
        entry: Object.fromEntries(PAGES.map((name) => [name, `./${name}.js`])),
        output: { path: join(shop, 'dist') },
        // Sizes are judged elsewhere.
        performance: { hints: false },
      }, (error, result) => (error ? failed(error) : done(result)));
    });
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    assert.deepEqual([...errors, ...warnings].map(({ message }) => message), []);
    for (const page of PAGES) cpSync(join(shop, `${page}.html`), join(shop, 'dist', `${page}.html`));
  }],
  ...PAGES.map((page) => [`${page}: asks, and takes no for an answer`, () => visit(join(shop, 'dist'), `/${page}.html`, refuse)]),
];
