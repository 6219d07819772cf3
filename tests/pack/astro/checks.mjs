// examples/astro, built. By hand: it installs Astro.
import { join } from 'node:path';
import { visit } from '../support/browser.mjs';
import { example, npm, refuse } from '../support/example.mjs';

let site;
export const checks = [
  ['the example installs and builds', (_folder, tarball) => {
    site = example('astro', tarball);
    npm(site, 'run', 'build');
  }],
  ['a visitor refuses', () => visit(join(site, 'dist'), '/', refuse)],
];
