// One small application per framework: rendered by Node, taken over in the browser, and changed by the choice.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import solid from 'vite-plugin-solid';
import { visit } from '../support/browser.mjs';

const consent = new URL('../support/consent.json', import.meta.url);
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

const FRAMEWORKS = {
  react: { entry: 'server.js' },
  vue: {
    entry: 'server.js',
    // Vue asks for a decision about each.
    defined: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
  },
  svelte: { entry: 'server.js', plugins: () => [svelte({ configFile: false })] },
  solid: { entry: 'server.jsx', plugins: () => [solid({ ssr: true })] },
};

/** What every framework has to make of the same properties. */
const MARKED = '<iframe data-sluis="youtube" data-src="https://www.youtube-nocookie.com/embed/clip?a=1&amp;b=&quot;2&quot;" title="Clip &quot;&lt;1>&quot;"'
  + ' width="480" height="270" allowfullscreen="" class="wide"></iframe>';
const CLIP = '/embed/clip?a=1&b=%222%22';

async function bundle(folder, name) {
  const { entry, plugins = () => [], defined } = FRAMEWORKS[name];
  const root = join(folder, name);
  cpSync(consent, join(root, 'consent.json'));
  const { sluis } = await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve('sluis/vite')));
  const shared = { root, configFile: false, logLevel: 'error' };
  await build({
    ...shared,
    plugins: [...plugins(), sluis()],
    // What a framework warns of, such as a page that is not as the server rendered it, only a development build says.
    define: { 'process.env.NODE_ENV': '"development"', ...defined },
    build: { minify: false },
  });
  await build({ ...shared, plugins: plugins(), build: { ssr: join(root, entry), outDir: 'server' } });

  assert.equal(typeof window, 'undefined');
  const { render, head = () => '' } = await import(pathToFileURL(join(root, 'server', 'server.js')));
  const rendered = await render();
  assert.match(rendered, /Bekijk de film/);
  assert.doesNotMatch(rendered, /<iframe[^>]* src=|Gemeten/);
  const [embed] = rendered.match(/<iframe[^]*?<\/iframe>/g);
  assert.equal(embed, MARKED);
  const page = join(root, 'dist/index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<!--app-->', () => rendered).replace('</head>', () => `${head()}</head>`));
}

async function follow({ page, asked, complaints, strangers }) {
  const banner = page.locator('[data-sluis=banner]');
  await banner.waitFor();
  assert.equal(await page.locator('#decided').textContent(), 'false');
  assert.equal(await page.locator('a[href="#film"]').count(), 1);
  assert.equal(await page.locator('iframe[title=Film], #measured').count(), 0);
  const placeholder = page.getByRole('group', { name: 'YouTube: Clip' });
  await placeholder.waitFor();
  assert.equal(await page.locator('section iframe').count(), 1);
  assert.equal(await page.evaluate(() => window.listening), 1, 'one listener for three components, mounted twice or not');
  assert.deepEqual(strangers(), []);

  await banner.locator('[data-do=accept]').click();
  await page.locator('iframe[title=Film]').waitFor();
  await page.locator('#measured').waitFor();
  assert.equal(await page.locator('#decided').textContent(), 'true');
  assert.equal(await page.locator('a[href="#film"]').count(), 0);
  await page.waitForTimeout(300);
  await placeholder.waitFor({ state: 'detached' });
  const paths = asked.filter(({ host }) => strangers().includes(host)).map(({ pathname, search }) => pathname + search);
  assert.deepEqual(paths.sort(), [CLIP, '/embed/x'], 'each asked for once');

  // A choice that is there already when the page is taken over.
  await page.reload();
  await page.locator('iframe[title=Film]').waitFor();
  assert.equal(await page.locator('a[href="#film"]').count(), 0);
  await page.locator('section iframe[src]').waitFor();

  const before = asked.length;
  await page.locator('#withdraw').click();
  await page.locator('a[href="#film"]').waitFor();
  assert.equal(await page.locator('iframe[title=Film], #measured').count(), 0);
  await placeholder.waitFor();
  assert.equal(await page.locator('section iframe').count(), 1);
  assert.equal(await page.locator('section iframe[src]').count(), 0, 'what was shown goes');
  assert.deepEqual(asked.slice(before).filter(({ host }) => host.includes('youtube')), []);

  await placeholder.locator('[data-do=once]').click();
  await page.locator('section iframe[src]').waitFor();
  await placeholder.waitFor({ state: 'detached' });

  await page.evaluate(() => window.leave());
  assert.equal(await page.evaluate(() => window.listening), 0, 'nobody listens any more');
  assert.equal(await page.locator('iframe, [role=group]').count(), 0, 'nothing of it stays');
  // The frame of somebody who does not exist.
  assert.deepEqual(complaints.filter((line) => !line.includes('youtube-nocookie')), [], 'console');
}

export const checks = [
  ['the declarations hold for React, Vue, Svelte, Solid and Vite', (folder) => {
    try {
      execFileSync(process.execPath, [compiler, '-p', '.'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      throw new Error(error.stdout || error.message);
    }
  }],
  ['who takes the gate alone does not carry the embed, and who takes nothing carries nothing', async (folder) => {
    for (const name of ['react', 'vue', 'solid']) {
      const built = async (what, word = 'export') => (await esbuild.build({
        stdin: { contents: `${word} ${what} from 'sluis/${name}';`, resolveDir: folder }, bundle: true, minify: true, format: 'esm', write: false,
        external: ['react', 'vue', 'solid-js', 'solid-js/web'],
      })).outputFiles[0].text;
      assert.match(await built('*'), /<iframe/, name);
      assert.doesNotMatch(await built('{ Consent, useConsent }'), /<iframe/, name);
      assert.equal(await built('{ Consent, Embed, useConsent }', 'import'), '', `${name}, and nothing of it used`);
      if (name === 'react') assert.doesNotMatch(await built('{ Place }'), /<iframe|sluis:change/, name);
    }
  }],
  ...Object.keys(FRAMEWORKS).flatMap((name) => [
    [`${name} renders in Node, with nothing granted`, (folder) => bundle(folder, name)],
    [`${name} takes the page over and follows the choice, with one listener`, (folder) => visit(join(folder, name, 'dist'), '/', follow)],
  ]),
];
