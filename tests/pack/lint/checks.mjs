// What two linters of packages say about the tarball: publint about its layout, arethetypeswrong about its declarations.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { bundled, sizes } from '../../../pkg/sizes.mjs';

const types = join(dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')), 'dist/index.js');

export const checks = [
  ['publint has nothing to say', async (folder) => {
    const { messages, pkg } = await publint({ pkgDir: join(folder, 'node_modules/sluis'), strict: true, pack: false });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);
  }],
  ['the declarations are what Node and bundlers find', (_folder, { file }) => {
    try {
      execFileSync(process.execPath, [types, file, '--no-emoji', '--no-color', '--format', 'ascii',
        // Left out: what is no module; resolvers that know no exports; that some entries are modules only, which Node
        // can require since 20.19.
        '--exclude-entrypoints', 'sluis.css', 'consent.schema.json', 'web',
        '--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm'], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      throw new Error(`${error.stdout}${error.stderr}`);
    }
  }],
  ['each binding is less than 1.4 KB, brotli, with all it imports, and less than 1 KB where nothing is embedded', async () => {
    const large = (await sizes()).filter(({ entry, brotli }) => /react|vue|svelte|solid/.test(entry) && brotli >= 1434);
    assert.deepEqual(large, []);
    // What only a component of Svelte imports, no bundler leaves out of its entry.
    for (const name of ['react', 'vue', 'solid']) {
      const text = await bundled(`export { Consent, useConsent } from 'sluis/${name}';`);
      assert.ok(brotliCompressSync(text).length < 1024, name);
    }
  }],
  ['what is not used of an entry is not bundled', async () => {
    for (const entry of ['.', 'guard', 'react', 'vue', 'svelte', 'solid']) {
      assert.equal(await bundled(`import 'sluis/${entry}';`.replace('/.', '')), '', entry);
    }
    // Nor is the gate with the state.
    for (const name of ['react', 'vue', 'svelte', 'solid']) {
      assert.match(await bundled(`export { Consent } from 'sluis/${name}';`), /fallback/);
      assert.doesNotMatch(await bundled(`export { useConsent } from 'sluis/${name}';`), /fallback/, name);
    }
  }],
];
