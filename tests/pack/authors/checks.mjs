// The commands for authors as npm has them (wasm) against the same commands as cargo has them (native): to the byte, on
// every configuration of this repository, on their five statements, and on thousands of spoiled configurations.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import webpack from 'webpack';
import { spoiled } from './samples.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const xtask = process.env.XTASK ?? join(root, 'target/debug/xtask');
const sites = readdirSync(join(root, 'www/sites')).map((name) => join(root, 'www/sites', name));
const packed = (folder, name) => import(pathToFileURL(join(folder, 'node_modules/sluis/dist/esm', name)));

function native(words) {
  const program = spawn(xtask, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  for (const [stream, name] of [[program.stdout, 'out'], [program.stderr, 'err']]) stream.setEncoding('utf8').on('data', (text) => (said[name] += text));
  return new Promise((done, failed) => {
    program.once('error', () => failed(new Error(`${xtask} is not there: run cargo build --package xtask.`)));
    // What a call looks like is the one thing that differs.
    program.once('close', (code) => done({ out: said.out.replaceAll('cargo xtask', 'npx sluis'), err: said.err.replaceAll('cargo xtask', 'npx sluis'), code }));
  });
}

/** Both say the same; a few programs at a time. */
async function same(folder, calls) {
  const { run } = await packed(folder, 'studio.js');
  const waiting = [...calls];
  const work = async () => {
    for (let words = waiting.shift(); words; words = waiting.shift()) assert.deepEqual({ words, ...run(words) }, { words, ...(await native(words)) });
  };
  await Promise.all([work(), work(), work()]);
}

export const checks = [
  ['every command says what cargo xtask says, for the five companies', async (folder) => {
    const calls = sites.flatMap((site, place) => {
      const file = join(site, 'consent.json');
      const other = join(sites.at(place - 1), 'consent.json');
      return [
        ['check', file, other], ['check', file, '--json'], ['seal', file], ['seal', file, '--earlier', other],
        ['snippet', file], ['snippet', file, '--no-wait', '--base', 'https://files.example/'], ['snippet', file, '--tag', '--earlier', other],
        ['prerender', file, '--host', 'www.a.nl'], ['prerender', file, '--language', 'et', '--base', '/b/', '--host', 'a'],
        ['csp', file, '--all'], ['csp', file, '--meta', '--state', 'analytics,social'], ['csp', file, '--for', 'nginx', '--allow', 'cdn.example.nl'],
        ['csp', file, '--for', 'apache', '--nonce', '%{reqenv:UNIQUE_ID}'], ['csp', file, '--for', 'node', '--report-uri', '/csp'],
        ['csp', file, '--for', 'netlify'], ['csp', file, '--for', 'cloudflare'],
        ['statement', file], ['statement', file, '--page', '--language', 'en', '--draft'], ['statement', file, '--markdown', '--language', 'nl-je'], ['statement', file, '--language', 'de-du'], ['statement', file, '--markdown', '--language', 'fr'],
        ['lint-statement', join(site, 'privacyverklaring/index.html')], ['diff', file, other], ['diff', other, file, '--json'],
        ['manifest', file, '--languages', 'nl,en', '--url', 'https://a.nl/', '--code', join(root, 'src/guard')],
      ];
    });
    await same(folder, calls);
  }],
  ['so does a wrong call, and a file that can not be read', (folder) => {
    const file = join(sites[0], 'consent.json');
    const commands = ['check', 'seal', 'snippet', 'prerender', 'csp', 'statement', 'lint-statement', 'diff', 'manifest'];
    return same(folder, [
      ...commands.flatMap((name) => [[name], [name, '--help'], [name, file, '--colour'], [name, '/absent', '/absent'], [name, root, root]]),
      ['lint-statement', join(root, 'tests/sample/statements/bakker.txt'), join(root, 'tests/sample/statements/fietsen.html')],
      ['csp', file, '--state', 'marketing'], ['csp', file, '--hash', 'x'], ['csp', file, '--for', 'iis'], ['csp', file, '--allow', 'https://x.nl/a b'],
      ['manifest', file, '--code', file], ['manifest', file, '--code', '/absent'], ['manifest', file, '--verify', file],
      ['snippet', file, '--import', file], ['seal', file, '-o', '/absent/x'], ['snippet', file, '--base', 'x'],
    ]);
  }],
  ['the judge of npx sluis, that of cargo xtask and that of a visitor refuse the same, for the same reasons', async (folder) => {
    const place = join(folder, 'spoiled');
    mkdirSync(place);
    const files = spoiled().map((text, number) => {
      const file = join(place, `${number}.json`);
      writeFileSync(file, text);
      return file;
    });
    assert(files.length > 1_500, `${files.length} samples`);
    const words = ['check', '--json', ...files];
    const { run } = await packed(folder, 'studio.js');
    const told = run(words);
    const judged = JSON.parse(told.out);
    const other = await native(words);
    for (const [number, { file, ...verdict }] of JSON.parse(other.out).entries()) {
      assert.deepEqual(judged[number], { file, ...verdict }, readFileSync(file, 'utf8'));
    }
    assert.deepEqual(told, other);
    assert(judged.filter(({ refused }) => refused).length > 1_000 && judged.some(({ refused }) => !refused));

    // A visitor's judge has shorter words, no list of languages, and leaves where receipts and records may go to the
    // scripts that send them. For the rest it finds the same kinds in the same places.
    const check = await (await packed(folder, 'check.js')).part();
    const { default: catalogue } = await packed(folder, 'catalogue.js');
    const entries = Object.entries(catalogue);
    /** What it says, which is for the console. */
    const complaint = (config) => {
      const { error } = console;
      let said = '';
      console.error = (text) => (said += text);
      try {
        check.check(config, entries, { declare() {} });
      } finally {
        console.error = error;
      }
      return said;
    };
    const codes = new Set();
    for (const { file, problems } of judged) {
      for (const { code } of problems) codes.add(code);
      if (problems.some(({ code }) => code === 'not-json')) continue;
      const errors = problems.filter(({ severity, code, path }) => severity === 'error' && !/^(foreign|insecure)-endpoint$/.test(code) && !(code === 'unknown-key' && /^\$\.texts\.\w+$/.test(path)));
      const text = readFileSync(file, 'utf8');
      const lines = complaint(JSON.parse(text.replace(/^\ufeff/, ''))).split('\n').filter((line) => line.startsWith('error '));
      // It refuses what can be no language at all.
      const left = lines.map((line) => line.split(': found')[0]).filter((line) => !/^error unknown-key at \$\.texts\.\w+$/.test(line));
      assert.deepEqual(left, errors.map(({ code, path }) => `error ${code} at ${path}`), text);
    }
    for (const code of ['foreign-endpoint', 'insecure-endpoint', 'unknown-key', 'duplicate', 'not-exempt', 'outside-area', 'category-empty']) assert(codes.has(code), `no sample has ${code}`);
  }],
  ['a foreign endpoint is refused by the command', (folder) => {
    const config = { version: 1, controller: { name: 'A' }, record: { endpoint: 'https://elsewhere.example/keep' }, domains: ['a.nl'], receipts: { endpoint: 'http://a.nl/', retentionMonths: 6 } };
    writeFileSync(join(folder, 'foreign.json'), JSON.stringify(config));
    const { status, stdout } = spawnSync(join(folder, 'node_modules/.bin/sluis'), ['check', 'foreign.json'], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 1);
    for (const line of ['foreign-endpoint at $.record.endpoint', 'insecure-endpoint at $.receipts.endpoint']) assert(stdout.includes(`error ${line}`), stdout);
  }],
  ['the functions of sluis/node give what the commands print', async (folder) => {
    const { csp, cspFor, diff, elements, lintStatement, manifest, seal, snippet, statement } = await packed(folder, 'node.js');
    const { run } = await packed(folder, 'studio.js');
    const file = join(root, 'www/sites/twisted-bytes/consent.json');
    const earlier = join(root, 'www/sites/codex-connectors/consent.json');
    const [text, older] = [file, earlier].map((name) => readFileSync(name, 'utf8'));
    const said = (...words) => run(words).out;
    const policy = await csp(text, { state: ['analytics'], allow: ['cdn.example.nl'], reportUri: '/csp' });
    assert.equal(`Content-Security-Policy: ${policy.header}\n`, said('csp', file, '--state', 'analytics', '--allow', 'cdn.example.nl', '--report-uri', '/csp'));
    assert(said('csp', file, '--state', 'analytics', '--allow', 'cdn.example.nl', '--meta').includes(`content="${policy.meta}"`));
    assert.equal((await csp(JSON.parse(text), { state: [] })).header, (await csp(text, { state: ['none'] })).header);
    assert.equal(await cspFor('nginx', text, { hashes: ['sha256-abc'], trustedTypes: [] }), said('csp', file, '--for', 'nginx', '--hash', 'sha256-abc', '--trusted-types', 'sluis'));
    assert.deepEqual(await statement(text, { language: 'en', form: 'markdown', draft: true }), { text: said('statement', file, '--language', 'en', '--markdown', '--draft'), report: run(['statement', file, '--language', 'en', '--draft']).err });
    const own = join(root, 'www/sites/twisted-bytes/privacyverklaring/index.html');
    assert.deepEqual(await lintStatement(readFileSync(own, 'utf8')), JSON.parse(said('lint-statement', own, '--json'))[0].findings);
    assert.deepEqual(await diff(older, text), JSON.parse(said('diff', earlier, file, '--json')));
    assert.deepEqual(await manifest(text, { url: 'https://a.nl/', languages: ['nl'], code: folder }), JSON.parse(said('manifest', file, '--url', 'https://a.nl/', '--languages', 'nl', '--code', folder)));
    assert.deepEqual(await seal(text, { earlier: [older] }), JSON.parse(said('seal', file, '--earlier', earlier)));
    // In a page of the build's own, without the remarks for who pastes.
    const bare = said('snippet', file, '--earlier', earlier).replace(/<!--[^]*?-->\n/g, '').trimEnd();
    assert.equal(await snippet(text, { earlier: [older] }), bare);
    const html = (await elements(text, { earlier: [older] })).map(({ name, attributes, text }) => {
      const written = Object.entries(attributes).map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${value}"`));
      return `<${name}${written.join('')}>${name == 'script' ? `${text}</script>` : ''}`;
    });
    assert.equal(html.join('\n'), bare, 'the elements are the same');
    await assert.rejects(csp(text, { state: ['marketing'] }), /^Error: error state at --state: found marketing, expected some of .*$/);
    await assert.rejects(csp({ version: 1 }), /^Error: consent\.json is refused:\nerror missing at \$\.controller/);
    await assert.rejects(diff('{', text), /earlier is refused:\nerror not-json/);
    await assert.rejects(statement(text, { language: 'it' }), /nl, nl-je, en, de/);
    await assert.rejects(manifest(text, { code: '/absent' }), /Could not read the folder \/absent: there is no such file or folder/);
  }],
  ['no bundle for a browser can have it', async (folder) => {
    const source = join(folder, 'page.js');
    const bundle = (contents) => esbuild.build({ stdin: { contents, resolveDir: folder }, bundle: true, write: false, format: 'esm', logLevel: 'silent', outdir: 'unused', splitting: true });
    await assert.rejects(bundle("import { csp } from 'sluis/node'; csp({});"), /sluis\/node/);
    const { outputFiles } = await bundle("import { start } from 'sluis'; start({});");
    assert(outputFiles.every(({ text }) => !text.includes('lint-statement')), 'the commands are in a page');
    writeFileSync(source, "import { csp } from 'sluis/node'; csp({});");
    const stats = await new Promise((done, failed) => webpack({ mode: 'production', entry: source, context: folder, output: { path: join(folder, 'out') } }, (error, found) => (error ? failed(error) : done(found))));
    assert.match(stats.toString(), /"?\.\/node"? is not exported|sluis\/node/);
    assert(stats.hasErrors());
  }],
];
