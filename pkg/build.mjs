/**
 * Everything under dist that ships, from what `cargo xtask build` has put there: the module and its glue in
 * dist/wasm, texts, catalogue and known hosts in dist/generated. Prints nothing but errors.
 */

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execFileSync } from 'node:child_process';
import { brotliCompressSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { minify as squeeze } from 'terser';
import uglify from 'uglify-js';
import { carry } from './encode.mjs';
import { bare, important } from './important.mjs';
import { lean } from './lean.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const generated = join(dist, 'generated');
const { version } = JSON.parse(read(join(here, 'package.json')));

function read(path) {
  if (!existsSync(path)) throw new Error(`${path} is missing. Run "cargo xtask build", which makes it.`);
  return readFileSync(path, 'utf8');
}

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const hash = (...contents) => contents.reduce((sum, part) => sum.update(part), createHash('sha256')).digest('hex').slice(0, 8);

/** The generated files `NAME-<key>.json`, by key. */
function listed(name) {
  if (!existsSync(generated)) throw new Error(`${generated} is missing. Run "cargo xtask build", which makes it.`);
  const pattern = new RegExp(`^${name}-(.+)\\.json$`);
  const found = readdirSync(generated).sort().flatMap((file) => {
    const match = pattern.exec(file);
    // Written again, so that layout does not ship.
    return match ? [[match[1], JSON.stringify(JSON.parse(read(join(generated, file))))]] : [];
  });
  if (!found.length) throw new Error(`${generated} holds no ${name}-*.json. Run "cargo xtask build", which makes them.`);
  return new Map(found);
}

/** `pattern id` lines of these files become one part for each service, parted by semicolons: each id is then written once. */
function knownHosts(...files) {
  const services = new Map();
  for (const line of files.flatMap((file) => read(join(generated, file)).split('\n')).filter(Boolean)) {
    const [pattern, id] = line.split(' ');
    services.set(id, [...(services.get(id) || []), pattern]);
  }
  return [...services].map(([id, patterns]) => [...patterns, id].join(' ')).join(';');
}

/** A service of the catalogue as far as telling who is who goes. */
const whoIs = (id, { name, hosts = [], items = [] }) => ({
  id, name, hosts, items: items.filter((item) => item.name && item.party != 'third').map((item) => [item.name, item.storage || 'cookie']),
});

for (const folder of ['web', 'esm', 'cjs']) rmSync(join(dist, folder), { recursive: true, force: true });

const wasm = readFileSync(join(dist, 'wasm', 'sluis_bg.wasm'));
/** What most visits do without, each a module of its own. */
const LATER = ['check', 'detail', 'embed'];
/** The same of JavaScript alone. */
const SMALL = ['enlist', 'delivery', 'endpoint', 'belated', 'inspect', 'notice', 'sweep'];
const keys = JSON.parse(read(join(generated, 'keys.json')));
/** The places of the texts that src/notice.ts shows. */
const NOTICE = ['functional_only.notice', 'btn.close_info', 'link.settings'].map((name) => keys.indexOf(name));
const later = new Map(LATER.map((name) => [name, readFileSync(join(dist, 'wasm', `${name}_bg.wasm`))]));
const glue = read(join(dist, 'wasm', 'sluis.js'));
const texts = listed('text');
const rest = listed('rest');
const tags = [...texts.keys()].filter((id) => !id.includes('-'));
const hasTwo = (tag) => texts.has(`${tag}-informal`);
/** As src/language.ts wants them: shorter than a name for each list of texts. */
const languages = [...tags.filter(hasTwo), '--', ...tags.filter((tag) => !hasTwo(tag))].join('');
if (tags.some((tag) => tag.length != 2)) throw new Error('src/language.ts reads tags of two letters.');
const services = listed('service');
const minify = async (name) =>
  (await esbuild.transform(important(read(join(here, '../src/style', name))), { loader: 'css', minify: true, logLevel: 'error' })).code.trim()
    // What belongs to a custom property is left as it is there, spaces too; these mean nothing.
    .replace(/(--\w+): /g, '$1:').replaceAll(', ', ',');
const style = await minify('sluis.css');
const detailStyle = await minify('detail.css');
const embedStyle = await minify('embed.css');

write(join(dist, 'web', 'sluis.css'), style + detailStyle + embedStyle);
// For whoever weighs them (xtask/src/size.rs).
write(join(generated, 'question.css'), bare(style));
write(join(generated, 'question-settings.css'), bare(style) + bare(detailStyle));
write(join(generated, 'all.css'), bare(style) + bare(detailStyle) + bare(embedStyle));
for (const [language, list] of texts) {
  write(join(dist, 'esm', 'text', `${language}.js`), `export default ${list};\n`);
  write(join(dist, 'esm', 'rest', `${language}.js`), `export default ${rest.get(language)};\n`);
}
for (const [id, entry] of services) write(join(dist, 'web', `service-${id}.json`), entry);
// One chunk for bundlers: hundreds of small ones would be worse for whoever looks into their own output.
write(join(dist, 'esm', 'catalogue.js'), `export default {${[...services].map(([id, entry]) => `${JSON.stringify(id)}:${entry}`)}};\n`);

/** What a site brings itself, if it uses one of them. */
const FRAMEWORKS = ['react', 'vue', 'svelte', 'svelte/store', 'solid-js', 'solid-js/web'];

/** The modules that only a build can write; `parts` is where the entry point finds texts and services, `part` what it carries. */
const written = (parts, part) => {
  const imports = (folder, keys) =>
    `{${[...keys].map((key) => `${JSON.stringify(key)}: () => import(${JSON.stringify(`${parts}/${folder}/${key}.js`)})`)}}`;
  return {
    'sluis:style': () => `export default ${JSON.stringify(bare(style))};`,
    'sluis:detail-style': () => `export default ${JSON.stringify(bare(detailStyle))};`,
    'sluis:embed-style': () => `export default ${JSON.stringify(bare(embedStyle))};`,
    'sluis:files': () => `export default ${JSON.stringify({ hash: release, languages })};`,
    'sluis:parts': () => `export const texts = ${imports('text', texts.keys())};
      export const rest = ${imports('rest', rest.keys())};
      export const languages = ${JSON.stringify(languages)};
      export const chunks = {${SMALL.map((name) => `${name}: () => import(${JSON.stringify(`${parts}/${name}.js`)})`)}};
      export const later = {${LATER.map((name) => `${name}: () => import(${JSON.stringify(`${parts}/${name}.js`)})`)}};
      export const catalogue = () => import(${JSON.stringify(`${parts}/catalogue.js`)});`,
    'sluis:known': () => `export default ${JSON.stringify([...services].map(([id, entry]) => whoIs(id, JSON.parse(entry))))};`,
    'sluis:keys': () => `export default ${read(join(generated, 'keys.json'))};`,
    'sluis:module': () => carry(wasm),
    'sluis:part-module': () => carry(later.get(part)),
    // In the script itself: frameworks put what runs on their server into files of their own.
    'sluis:studio-module': () => {
      const text = brotliCompressSync(readFileSync(join(dist, 'wasm', 'studio_bg.wasm'))).toString('base64');
      return `import { brotliDecompressSync } from 'node:zlib';
        export const bytes = () => brotliDecompressSync(Buffer.from(${JSON.stringify(text)}, 'base64'));`;
    },
    'sluis:inline': () =>
      ['guard.js', 'policy.js', 'first.js', 'names.json']
        .map((file) => `export const ${file.split('.')[0]} = ${JSON.stringify(read(join(dist, 'web', `sluis.${file}`)).trimEnd())};`)
        .concat(`export const prerendered = ${JSON.stringify(read(join(here, '../src/author/prerender.js')).trimEnd())};`)
        .join('\n'),
    'sluis:address': () => `export const address = () => new URL('../web/sluis-${release}.wasm', import.meta.url);`,
  };
};

/**
 * Nearly all of the loader runs on every page. Chromium then makes it ready beside the page's own work, while it
 * arrives; otherwise it reads each function once more when that is called. https://v8.dev/blog/explicit-compile-hints
 */
const HINT = '//# allFunctionsCalledOnLoad\n';

async function bundle(entry, format, out, { parts = '.', banner = '', readable = false, hinted = false, known = ['known-hosts.txt'], part } = {}) {
  const modules = written(parts, part);
  await esbuild.build({
    entryPoints: [join(here, entry)],
    outfile: join(dist, out),
    bundle: true,
    minifyIdentifiers: true,
    minifySyntax: true,
    minifyWhitespace: !readable,
    format,
    target: 'es2020',
    banner: { js: banner },
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'error',
    define: { VERSION: JSON.stringify(version), MINOR: JSON.stringify(version.replace(/[^.]*$/, '')), NOTICE: JSON.stringify(NOTICE), KNOWN_HOSTS: JSON.stringify(knownHosts(...known)) },
    external: ['node:*', ...FRAMEWORKS, './Consent.svelte', './Embed.svelte', `${parts}/text/*`, `${parts}/rest/*`, `${parts}/catalogue.js`, './proof*.js', ...[...LATER, ...SMALL].map((name) => `${parts}/${name}.js`)],
    plugins: [{
      name: 'written',
      setup(build) {
        // Chunks of this package that stand beside the entry points, so that all of them share one.
        build.onResolve({ filter: /^\.\.?\/(node|consent|scan|migrate|studio)$/ }, ({ path, kind }) => (kind == 'entry-point' ? null : { path: `./${basename(path)}.js`, external: true }));
        build.onResolve({ filter: /^sluis:(catalogue|check|detail)$/ }, ({ path }) => ({ path: path.replace('sluis:', './') + '.js', external: true }));
        build.onResolve({ filter: /^sluis:proof$/ }, () => ({ path: out.startsWith('web/') ? `./${proofFile}.js` : './proof.js', external: true }));
        build.onResolve({ filter: /^sluis:part$/ }, () => ({ path: join(here, `src/${part}.ts`) }));
        build.onResolve({ filter: /^sluis:/ }, ({ path }) => ({ path, namespace: 'written' }));
        // That of the authors' module is no visitor's.
        build.onLoad({ filter: /dist[\\/]wasm[\\/]\w+\.js$/ }, ({ path }) => (path.endsWith('studio.js') ? null : { contents: lean(read(path)), loader: 'js' }));
        build.onLoad({ filter: /.*/, namespace: 'written' }, ({ path }) => ({ contents: modules[path](), loader: 'js' }));
      },
    }],
  });
  if (out.startsWith('web/')) write(join(dist, out), (hinted ? HINT : '') + (await small(read(join(dist, out)))));
}

/**
 * What visitors load as it is: a second pass that knows more ways saves 3 to 5 % of it (brotli), and most of the time a
 * third one 1 or 2 %, above all by giving one variable several uses. Neither may take a getter for something without
 * effect, because a page's own may have one; nor write a template as a sum, which asks an object for a number.
 */
async function small(text) {
  const compress = { passes: 2, sequences: false, pure_getters: false, hoist_funs: true };
  const { code } = await squeeze(text, { compress: { ...compress, ecma: 2020 }, format: { ecma: 2020, ascii_only: true } });
  const { code: again, error } = uglify.minify(code, { compress: { ...compress, inline: 1, templates: false }, output: { ascii_only: true } });
  if (error) throw error;
  return brotliCompressSync(again).length < brotliCompressSync(code).length ? again : code;
}

// What makes the proof of a choice, for the module that shows the settings: nobody else loads it, so that nobody else
// has to know its name.
await bundle('src/proof.ts', 'esm', 'web/proof.js');
const proofFile = `proof-${hash(read(join(dist, 'web/proof.js')))}`;
renameSync(join(dist, 'web/proof.js'), join(dist, 'web', `${proofFile}.js`));
await bundle('src/proof.ts', 'esm', 'esm/proof.js');
for (const name of [...LATER, ...SMALL]) await bundle(`src/${name}.ts`, 'esm', `web/${name}.js`);
for (const name of LATER) await bundle('src/carried.ts', 'esm', `esm/${name}.js`, { part: name });
for (const name of SMALL) await bundle(`src/${name}.ts`, 'esm', `esm/${name}.js`);

// All that the loader fetches, by name and ending. They only work as the set that they were made as (a module's name
// depends on its glue too), so they share one hash: that is also the only one that the loader has to carry.
const parts = [
  ['sluis', 'wasm', wasm],
  ...[...LATER, ...SMALL].map((name) => [name, 'js', read(join(dist, 'web', `${name}.js`))]),
  ...[...later].map(([name, module]) => [name, 'wasm', module]),
  ...[...texts].map(([language, list]) => [`text-${language}`, 'json', list]),
  ...[...rest].map(([language, list]) => [`rest-${language}`, 'json', list]),
];
const release = hash(glue, ...parts.flat());
for (const [name, ending, content] of parts) write(join(dist, 'web', `${name}-${release}.${ending}`), content);
for (const name of [...LATER, ...SMALL]) rmSync(join(dist, 'web', `${name}.js`));
// For whoever writes snippets.
write(join(dist, 'web', 'sluis.names.json'), JSON.stringify({ module: `sluis-${release}.wasm`, texts: release }));

// Where it is loaded no page waits for it, so it knows every host.
await bundle('src/worker.ts', 'iife', 'web/sluis.worker.js', { known: ['known-hosts.txt', 'known-hosts-rest.txt'] });
await bundle('src/early.ts', 'iife', 'web/sluis.policy.js');
await bundle('src/first.ts', 'iife', 'web/sluis.first.js');
await bundle('../src/guard/guard.ts', 'iife', 'web/sluis.guard.js');
await bundle('src/sluis.ts', 'iife', 'web/sluis.js', { hinted: true });
await bundle('src/core.ts', 'iife', 'web/sluis.core.js', { hinted: true });
await bundle('src/platform/wordpress.ts', 'iife', 'web/sluis.wordpress.js');
await bundle('src/platform/shopify.ts', 'iife', 'web/sluis.shopify.js');
await bundle('src/import-tag.ts', 'iife', 'web/sluis.import.js');
await bundle('src/platform/cmp.ts', 'iife', 'web/sluis.cmp.js');
await bundle('src/import.ts', 'esm', 'esm/import.js');
await bundle('src/cmp.ts', 'esm', 'esm/cmp.js');
await bundle('src/index.ts', 'esm', 'esm/index.js');
await bundle('src/external.ts', 'esm', 'esm/external.js');
await bundle('src/guard.ts', 'esm', 'esm/guard.js');
// For whoever builds: no page can reach that folder.
await bundle('src/studio.ts', 'esm', 'esm/studio.js');
await bundle('src/node.ts', 'esm', 'esm/node.js');
await bundle('src/server.ts', 'esm', 'esm/server.js');
await bundle('src/cli.ts', 'esm', 'esm/cli.js', { banner: '#!/usr/bin/env node' });
await bundle('src/scan.ts', 'esm', 'esm/scan.js');
await bundle('src/migrate.ts', 'esm', 'esm/migrate.js');
// Its parser of JavaScript is acorn, whose licence goes with every copy.
cpSync(join(here, 'node_modules/acorn/LICENSE'), join(dist, 'esm/acorn.LICENSE'));
await bundle('src/vite.ts', 'esm', 'esm/vite.js');
await bundle('src/consent.ts', 'esm', 'esm/consent.js');
await bundle('src/frame.ts', 'esm', 'esm/frame.js');
// A site's own minifier comes over these, and needs the remarks on what it may leave out.
for (const name of ['vue', 'svelte', 'solid']) await bundle(`src/${name}.ts`, 'esm', `esm/${name}.js`, { readable: true });
// A component with a hook can't be rendered where React only renders on a server.
await bundle('src/react.ts', 'esm', 'esm/react.js', { banner: '"use client";' });
for (const name of ['Consent.svelte', 'Embed.svelte']) cpSync(join(here, 'src', name), join(dist, 'esm', name));
await bundle('src/index.ts', 'cjs', 'cjs/index.cjs', { parts: '../esm' });
await bundle('src/guard.ts', 'cjs', 'cjs/guard.cjs');

declare(['index', 'external', 'guard', 'import', 'cmp', 'node', 'studio', 'server', 'record', 'keep', 'handoff', 'files', 'inject', 'vite', 'consent', 'frame', 'react', 'vue', 'svelte', 'solid', 'types', 'consent-receipt']);

/** Declarations of the public modules; for require too where there is something to require. */
function declare(names) {
  const scratch = join(dist, 'declarations');
  rmSync(scratch, { recursive: true, force: true });
  execFileSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '-p', here, '--outDir', scratch], { stdio: 'inherit' });
  cpSync(join(here, 'types/config.d.ts'), join(scratch, 'pkg/src/config.d.ts'));
  for (const name of ['config', ...names]) {
    const text = read(join(scratch, 'pkg/src', `${name}.d.ts`));
    const required = ['config', 'index', 'guard', 'types', 'consent-receipt'].includes(name);
    for (const [from, to] of [['ts', 'js'], ...(required ? [['cts', 'cjs']] : [])]) {
      const relative = text.replace(/(from ['"]\.)(?:\.\/types)?\/([\w-]+)(?:\.js)?(['"])/g, `$1/$2.${to}$3`);
      write(join(dist, `${name}.d.${from}`), relative);
    }
  }
  rmSync(scratch, { recursive: true });
}
