// examples/next with both of its bundlers, built and developed. By hand: it installs Next.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../support/browser.mjs';
import { example, npm, program, refuse } from '../support/example.mjs';
import { HOST } from '../support/site.mjs';

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
  ['Turbopack, development: a visitor refuses', () => {
    // While developing, Next gives its scripts to no other host than localhost.
    writeFileSync(join(site, 'next.config.mjs'), `export default ${JSON.stringify({ allowedDevOrigins: [HOST] })};`);
    return served('dev')();
  }],
];
