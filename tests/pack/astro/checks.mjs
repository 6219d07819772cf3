// examples/astro, built and while developing. By hand: it installs Astro.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../support/browser.mjs';
import { example, npm, program, refuse } from '../support/example.mjs';
import { HOST } from '../support/site.mjs';

let site;
export const checks = [
  ['the example installs and builds', (_folder, tarball) => {
    site = example('astro', tarball);
    npm(site, 'run', 'build');
  }],
  ['a visitor refuses', () => visit(join(site, 'dist'), '/', refuse)],
  ['while developing, a visitor refuses', async () => {
    // Astro, too, answers no host that it does not know; and its toolbar is no part of the page.
    const config = { devToolbar: { enabled: false }, server: { allowedHosts: [HOST] } };
    writeFileSync(join(site, 'astro.config.mjs'), `export default ${JSON.stringify(config)};`);
    await visit(await program(site, ['node_modules/astro/astro.js', 'dev', '--host', '127.0.0.1', '--port', 'PORT']), '/', refuse);
  }],
];
