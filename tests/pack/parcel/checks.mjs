// The two applications of the other bundlers, through Parcel. By hand: its binaries for every platform can't be had from
// every registry, so they are in no lock file here.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { visit } from '../support/browser.mjs';
import { elsewhere, npm, program } from '../support/example.mjs';
import { refuse } from '../support/journey.mjs';

const PARCEL = '2.16.4';
const PAGES = ['raw', 'sealed'];
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

let shop;
const built = (page) => [`${page}: asks, and takes no for an answer`, () => visit(join(shop, 'dist'), `/${page}.html`, refuse)];

export const checks = [
  ['installs and builds', async (_folder, { file }) => {
    shop = elsewhere('parcel');
    cpSync(here('../bundlers/source'), shop, { recursive: true });
    for (const name of ['consent.json', 'trackers.js']) cpSync(here(`../support/${name}`), join(shop, name));
    // Parcel knows no entries but the main one without being told to.
    writeFileSync(join(shop, 'package.json'), JSON.stringify({ private: true, '@parcel/resolver-default': { packageExports: true } }));
    npm(shop, 'install', '--silent', '--no-audit', '--no-fund', `parcel@${PARCEL}`, file);
    const { seal } = await import(pathToFileURL(createRequire(join(shop, 'package.json')).resolve('sluis/node')));
    writeFileSync(join(shop, 'sealed.json'), JSON.stringify(await seal(JSON.parse(readFileSync(join(shop, 'consent.json'), 'utf8')))));
    execFileSync(process.execPath, ['node_modules/parcel/lib/bin.js', 'build', '--no-cache', ...PAGES.map((page) => `${page}.html`)], { cwd: shop, stdio: 'pipe' });
  }],
  ...PAGES.map(built),
  ['while developing: asks, and takes no for an answer', async () => {
    const server = await program(shop, ['node_modules/parcel/lib/bin.js', 'serve', '--no-cache', '--no-hmr', '--port', 'PORT', 'raw.html']);
    await visit(server, '/raw.html', refuse);
  }],
];
