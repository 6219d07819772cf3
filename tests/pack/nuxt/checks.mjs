// Nuxt: a site of two pages, rendered on its server, built and while developing. By hand: it installs all of it.
import { visit } from '../support/browser.mjs';
import { follow, npm, program, site } from '../support/example.mjs';

let shop;
const served = (...words) => async () => visit(await program(shop, words), '/', follow);

export const checks = [
  ['the site installs and builds', (_folder, tarball) => {
    shop = site('nuxt', tarball);
    npm(shop, 'run', 'build');
  }],
  ['a visitor refuses, accepts, and goes about', served('.output/server/index.mjs')],
  ['the same while developing', served('node_modules/nuxt/bin/nuxt.mjs', 'dev', '--host', '127.0.0.1', '--port', 'PORT')],
];
