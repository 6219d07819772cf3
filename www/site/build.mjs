/**
 * What the website takes from the package: its files, the snippet and the banner of the pages that carry Sluis, and the
 * scripts, bundled. `cargo xtask site` runs it with the folder to write into, and makes the pages afterwards.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from '../../pkg/node_modules/esbuild/lib/main.js';
import { files, folder as web, guard, prerender, prerenderScript, snippet } from '../../pkg/dist/esm/node.js';
import { sites } from './views.mjs';
import { zip } from './zip.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const out = process.argv[2];
if (!out) throw new Error('Name the folder to write into: node www/site/build.mjs FOLDER');
const consent = JSON.parse(readFileSync(join(here, 'consent.json'), 'utf8'));

function write(name, content) {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), content);
}

execFileSync(process.execPath, [join(root, 'pkg/node_modules/typescript/bin/tsc'), '-p', here], { stdio: 'inherit' });

/** The files that pages with this configuration ask for, beside each other as in the package. */
const packaged = files(consent);
mkdirSync(join(out, 'sluis'), { recursive: true });
// The last one is for the configurator, which writes the snippet.
for (const name of [...packaged, 'sluis.names.json']) copyFileSync(new URL(name, web), join(out, 'sluis', name));
// What an owner without npm uploads.
write('sluis.zip', zip(packaged.map((name) => [`sluis/${name}`, readFileSync(new URL(name, web))])));

const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** A page's own copy: the address of the statement is relative to it. Where the folder will be served nobody knows yet. */
async function part(at, language, { statement = `${at}cookies/`, names = {} } = {}) {
  const services = consent.services.map((service) => ({ ...service, name: names[service.id] ?? service.name }));
  const config = { ...consent, services, statement: { ...consent.statement, url: statement } };
  const options = { base: `${at}sluis/` };
  const head = await snippet(config, { ...options, form: 'inline' });
  const first = language ? await prerender(config, { ...options, language, host: language == 'nl' ? 'deze website' : 'this website' }) : '';
  return { head, first, hashes: [hash(guard()), ...(first ? [hash(prerenderScript)] : [])] };
}
/** A service has one name, and each of these pages one language. */
const DUTCH = { draft: 'Concept van de configurator', meter: 'Demoteller' };
write('parts.json', JSON.stringify({
  en: await part('./', 'en'),
  nl: await part('../', 'nl', { statement: './cookies/', names: DUTCH }),
  'cookies.en': await part('../'),
  'cookies.nl': await part('../../', '', { statement: './', names: DUTCH }),
}));

const common = {
  absWorkingDir: root,
  outdir: join(out, 'script'),
  bundle: true,
  minify: true,
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'error',
};
const script = (name) => join(here, 'script', name);
await esbuild.build({ ...common, format: 'esm', entryPoints: ['home.ts', 'catalogue.ts', 'configurator.ts'].map(script), external: ['./studio.js'] });
// Everything in one classic script: a sandboxed frame may load nothing else.
await esbuild.build({ ...common, format: 'iife', entryPoints: [script('preview.ts')], alias: { sluis: join(root, 'pkg/dist/esm/index.js') } });
const spoken = readdirSync(join(root, 'src/core/text')).sort().flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
const define = { SITES: JSON.stringify(await sites()), LANGUAGES: JSON.stringify(spoken) };
await esbuild.build({ ...common, format: 'esm', entryPoints: ['view.ts', 'views.ts'].map(script), external: ['./studio.js'], define });
await esbuild.build({ ...common, outdir: join(out, 'style'), entryPoints: ['site.css', 'configurator.css', 'preview.css', 'views.css'].map((name) => join(here, 'style', name)) });
for (const [from, to] of [['studio.js', 'studio.js'], ['studio_bg.wasm', 'studio.wasm']]) copyFileSync(join(root, 'pkg/dist/wasm', from), join(out, 'script', to));
write('script/meter.js', readFileSync(script('meter.js')));
