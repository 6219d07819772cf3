// The Vite plugin: a build, a build with a relative base, and a server whose consent.json changes and breaks.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, createServer } from 'vite';
import { visit } from '../support/browser.mjs';
import { refuse } from '../support/journey.mjs';

async function options(folder, more = {}) {
  const entry = createRequire(join(folder, 'package.json')).resolve('sluis/vite');
  const { sluis } = await import(pathToFileURL(entry));
  const { plugin, ...rest } = more;
  return { root: folder, configFile: false, logLevel: 'silent', plugins: [sluis(plugin)], ...rest };
}

const consent = (folder) => join(folder, 'consent.json');

async function bundle(folder) {
  for (const name of ['consent.json', 'trackers.js']) cpSync(new URL(`../support/${name}`, import.meta.url), join(folder, name));
  const input = { index: join(folder, 'index.html'), deep: join(folder, 'deep/index.html') };
  await build(await options(folder, { build: { rollupOptions: { input } } }));
  writeFileSync(join(folder, 'import.json'), JSON.stringify({ from: 'klaro', covers: ['youtube'], until: '2027-05-22' }));
  writeFileSync(join(folder, 'old.json'), JSON.stringify({ version: 1, controller: { name: 'Voorbeeld B.V.' } }));
  const more = { import: 'import.json', earlier: ['old.json'], csp: { for: 'netlify', file: 'more/_headers', hashes: [], reportUri: '/csp' } };
  await build(await options(folder, { plugin: more, build: { outDir: 'more', rollupOptions: { input } } }));
  const drawn = { prerender: true, csp: { for: 'netlify', file: 'drawn/_headers', hashes: [] } };
  await build(await options(folder, { plugin: drawn, build: { outDir: 'drawn', rollupOptions: { input } } }));
  await build(await options(folder, { base: './', plugin: { form: 'tag', folder: 'lock' }, build: { outDir: 'relative', rollupOptions: { input } } }));
}

/** A development server, and how to change its consent.json. */
async function developing(folder, work) {
  cpSync(new URL('../support/consent.json', import.meta.url), consent(folder));
  const server = await createServer(await options(folder, { server: { host: '127.0.0.1', port: 0, allowedHosts: true } }));
  await server.listen();
  const { port } = server.httpServer.address();
  const change = (edit) => {
    const config = JSON.parse(readFileSync(new URL('../support/consent.json', import.meta.url), 'utf8'));
    edit(config);
    writeFileSync(consent(folder), JSON.stringify(config));
  };
  await visit({ port, close: () => server.close() }, '/', (seen) => work(seen, change));
}

const declared = () => JSON.parse(document.querySelector('[data-sluis=config]')?.textContent ?? '{"services":[]}').services.map(({ id }) => id);

export const checks = [
  ['builds', bundle],
  ['a built page is guarded from its first script, asks, and takes no for an answer', async (folder) => {
    await visit(join(folder, 'dist'), '/', async (seen) => {
      assert.equal(await seen.page.evaluate(() => window.first), true);
      await refuse(seen);
      // Sealed: no visitor loads the catalogue. (The page has an embed, whose placeholder brings a module of its own.)
      assert.deepEqual(seen.asked.map(({ pathname }) => pathname).filter((path) => /service-/.test(path)), []);
    });
  }],
  ['emits what pages of this site can ask for', (folder) => {
    assert(existsSync(join(folder, 'dist/sluis/service-youtube.json')));
    assert(!existsSync(join(folder, 'dist/sluis/service-hotjar.json')));
  }],
  ['takes over stored choices, knows what was published before, and writes the policy with the hash of its guard', async (folder) => {
    const page = readFileSync(join(folder, 'more/index.html'), 'utf8');
    assert.match(page, /data-sluis="import">\{"from":"klaro".*<\/script>\n<script src="\/sluis\/sluis\.import\.js"><\/script>\n<script src="\/sluis\/sluis\.core\.js" async fetchpriority="high">/);
    assert.match(page, /"earlier":\[\{"asked":"[0-9a-f]{8}","again":\["analytics"/);
    assert(existsSync(join(folder, 'more/sluis/sluis.import.js')));
    const [, guard] = /<script>([^]*?)<\/script>/.exec(page);
    const policy = readFileSync(join(folder, 'more/_headers'), 'utf8');
    assert.match(policy, /\n {2}Content-Security-Policy: default-src .*; report-uri \/csp\n/);
    assert(policy.includes(`'sha256-${createHash('sha256').update(guard).digest('base64')}'`), policy);
    for (const [plugin, why] of [
      [{ import: 'consent.json' }, /from, covers, until is missing/],
      [{ import: 'absent.json' }, /no such file.*absent\.json/],
      [{ import: 'import.json', form: 'tag' }, /does not go with --tag/],
      [{ earlier: ['import.json'] }, /earlier\[0\] is refused/],
      [{ csp: { for: 'iis', file: 'x' } }, /There is no recipe for `iis`/],
    ]) await assert.rejects(async () => build(await options(folder, { plugin, build: { outDir: 'refused' } })), why);
  }],
  ['draws the question into each page, from where the core takes it over', async (folder) => {
    const page = readFileSync(join(folder, 'drawn/deep/index.html'), 'utf8');
    const [, banner, script] = /<body>\s*<!-- Sluis[^>]*--><link rel="stylesheet" href="\/sluis\/sluis\.css">(<sluis-root [^]*?)<script>([^]*?)<\/script><!-- \/Sluis -->/.exec(page);
    assert.match(banner, /lang="nl"[^>]* hidden|hidden[^>]* lang="nl"/);
    assert(banner.includes('shop.example'), banner);
    const policy = readFileSync(join(folder, 'drawn/_headers'), 'utf8');
    assert(policy.includes(`'sha256-${createHash('sha256').update(script).digest('base64')}'`), policy);
    await visit(join(folder, 'drawn'), '/', async (seen) => {
      assert.equal(await seen.page.locator('[data-sluis=banner]').count(), 1);
      await refuse(seen);
    });
    writeFileSync(join(folder, 'nameless.json'), JSON.stringify({ ...JSON.parse(readFileSync(consent(folder), 'utf8')), domains: [] }));
    const refused = async (plugin) => build(await options(folder, { plugin: { config: 'nameless.json', ...plugin }, build: { outDir: 'refused' } }));
    await assert.rejects(() => refused({ prerender: true }), /names no domains.*prerender: \{ host/s);
    await refused({ prerender: { host: 'www.shop.example' } });
    assert.match(readFileSync(join(folder, 'refused/index.html'), 'utf8'), /<sluis-root [^]*www\.shop\.example[^]*<\/sluis-root>/);
  }],
  ['with a relative base a deeper page finds the files too', (folder) => visit(join(folder, 'relative'), '/deep/', async (seen) => {
    await refuse(seen);
    assert(seen.asked.some(({ pathname }) => pathname === '/lock/sluis.js'));
  })],
  ['a refused configuration stops a build and says why', async (folder) => {
    writeFileSync(consent(folder), '{ "version": 1, "controler": {} }');
    await assert.rejects(async () => build(await options(folder, { build: { outDir: 'refused' } })), /unknown-key at \$\.controler/);
    writeFileSync(consent(folder), '{ "version": 1, }');
    await assert.rejects(async () => build(await options(folder, { build: { outDir: 'refused' } })), /consent\.json.*is not JSON/);
  }],
  ['while developing it asks, and takes no for an answer', (folder) => developing(folder, async (seen) => {
    assert.equal(await seen.page.evaluate(() => window.first), true);
    await refuse(seen);
  })],
  ['while developing a change of consent.json loads the page anew, and an error shows what it is', (folder) => developing(folder, async ({ page }, change) => {
    await page.locator('[data-sluis=banner]').waitFor();
    assert.deepEqual(await page.evaluate(declared), ['google-analytics', 'youtube', 'partner']);

    change(({ services }) => services.push({ catalogue: 'vimeo' }));
    await page.waitForFunction(`(${declared})().includes('vimeo')`);

    change(({ services }) => services.push({ catalogue: 'vimio' }));
    const overlay = page.locator('vite-error-overlay .message-body');
    await overlay.waitFor();
    assert.match(await overlay.textContent(), /consent\.json is refused.*\$\.services\[3\]\.catalogue: found "vimio"/s);

    change(() => {});
    await page.waitForFunction(`(${declared})().length === 3`);
    await page.locator('[data-sluis=banner]').waitFor();
  })],
];
