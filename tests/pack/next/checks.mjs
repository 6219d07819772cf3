// examples/next with both of its bundlers, built and developed. By hand: it installs Next.
import { visit } from '../support/browser.mjs';
import { example, npm, program, refuse } from '../support/example.mjs';

let site;
const served = (...words) => async () => visit(await program(site, ['node_modules/next/dist/bin/next', ...words, '-H', '127.0.0.1', '-p', 'PORT']), '/', refuse);

export const checks = [
  ['the example installs and builds with Turbopack', (_folder, tarball) => {
    site = example('next', tarball);
    npm(site, 'run', 'build');
  }],
  ['Turbopack: a visitor refuses', served('start')],
  ['the example builds with webpack', () => void npm(site, 'run', 'build:webpack')],
  ['webpack: a visitor refuses', served('start')],
  ['Turbopack, development: a visitor refuses', served('dev')],
];
