/**
 * What each entry adds to a site: bundled and minified with all it imports at once, and without what it loads later or
 * what the site brings itself. `npm run sizes` prints the table that docs/packages.md has.
 */

import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import * as esbuild from 'esbuild';

const ENTRIES = ['sluis', 'sluis/external', 'sluis/guard', 'sluis/react', 'sluis/vue', 'sluis/svelte', 'sluis/solid'];

/** The text of an application that consists of this code. */
export async function bundled(contents) {
  const { outputFiles } = await esbuild.build({
    // A package can import itself by its name.
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'unused',
    write: false,
    legalComments: 'none',
    logLevel: 'error',
    external: ['react', 'vue', 'svelte', 'svelte/store', 'solid-js', 'solid-js/web'],
    // Compiled by the site; the text comes close to it.
    loader: { '.svelte': 'text' },
  });
  return outputFiles.find(({ path }) => path.endsWith('stdin.js')).text.trim();
}

export async function sizes() {
  const rows = [];
  for (const entry of ENTRIES) {
    // What only a component of Svelte imports, no bundler sees here.
    const besides = entry == 'sluis/svelte' ? "export * from './dist/esm/frame.js';" : '';
    const text = await bundled(`export * from '${entry}';${besides}`);
    rows.push({ entry, raw: text.length, brotli: brotliCompressSync(text).length });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await sizes());
