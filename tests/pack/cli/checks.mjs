// `npx sluis` as somebody without a bundler uses it, from a folder that has the package.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../support/browser.mjs';
import { refuse } from '../support/journey.mjs';

const support = new URL('../support/', import.meta.url);
const CONFIG = { version: 1, controller: { name: 'Voorbeeld B.V.' } };

/** What the command npm made of `bin` prints and ends with. */
function sluis(folder, ...words) {
  const { status, stdout, stderr } = spawnSync(join(folder, 'node_modules/.bin/sluis'), words, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function given(folder, name, content) {
  writeFileSync(join(folder, name), typeof content == 'string' ? content : JSON.stringify(content));
  return name;
}

/** A site on loopback with pages at two depths, of which one is in an old encoding and one is no page. */
function site(folder) {
  const place = join(folder, 'site');
  mkdirSync(join(place, 'deep'), { recursive: true });
  cpSync(new URL('trackers.js', support), join(place, 'trackers.js'));
  const head = '<link rel="icon" href="data:,"><title>Proef</title></head>';
  const body = '<body><h1>Voorbeeld</h1><script src="/trackers.js"></script></body></html>';
  writeFileSync(join(place, 'index.html'), `<!doctype html><html lang="nl"><head>\n<meta charset="utf-8">\n${head}${body}`);
  writeFileSync(join(place, 'deep/late.html'), `<!doctype html><html lang="nl"><head><script>window.first = !window.sluis</script><meta charset=utf-8>${head}${body}`);
  writeFileSync(join(place, 'deep/old.HTM'), Buffer.from(`<!doctype html><html lang="nl"><head><meta charset="iso-8859-1">${head}<h1>Caf\u00e9</h1>${body}`, 'latin1'));
  writeFileSync(join(place, 'deep/piece.html'), '<p>A piece of a page</p>');
  return place;
}

const everything = (place) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath || entry.path, entry.name))
    .sort()
    .map((path) => [path, readFileSync(path, 'latin1')]);

export const checks = [
  ['check says what is wrong, with its path, and ends with 1', (folder) => {
    const file = given(folder, 'wrong.json', { version: 1, controler: {}, services: [{ catalogue: 'googl' }] });
    const { status, stdout, stderr } = sluis(folder, 'check', file);
    assert.equal(status, 1);
    assert.equal(stderr, '');
    assert.match(stdout, /^wrong\.json: refused/);
    assert.match(stdout, /unknown-key at \$\.controler/);
    assert.match(stdout, /unknown-catalogue at \$\.services\[0\]\.catalogue: found "googl"/);
  }],
  ['check of a right one ends with 0', (folder) => {
    assert.deepEqual(sluis(folder, 'check', given(folder, 'right.json', CONFIG)), { status: 0, stdout: 'right.json: good (0 errors, 0 warnings, 0 notes)\n', stderr: '' });
  }],
  ['a file that is not JSON is named with its line, and ends with 1', (folder) => {
    const file = given(folder, 'broken.json', '{\n  "version": 1,\n  "controller" {}\n}');
    const { status, stdout } = sluis(folder, 'check', file);
    assert.equal(status, 1);
    assert.match(stdout, /^broken\.json: refused.*\nerror not-json at \$: found a mistake at line 3, column 16 \(expected `:`\), expected JSON\n$/);
    assert.match(sluis(folder, 'check', given(folder, 'empty.json', '')).stdout, /^empty\.json: refused.* \(1 error, 0 warnings, 0 notes\)\nerror not-json at \$: found nothing, expected JSON\n$/);
    assert.match(sluis(folder, 'check', given(folder, 'half.json', '{"version": 1')).stdout, /its end at line 1, column 13, before it is complete/);
    assert.match(sluis(folder, 'build', file, '.').stderr, /^sluis: broken\.json is refused:\nerror not-json at \$: found .* line 3/);
  }],
  ['a wrong call ends with 2 and says how it is done', (folder) => {
    const right = given(folder, 'right.json', CONFIG);
    const wrong = [
      [[], /Name a command/],
      [['ceck', right], /no command ceck/],
      [['constructor', right], /no command constructor/],
      [['check'], /Name a file to check: npx sluis check FILE/],
      [['build', right], /needs two names: FILE and DIR. Found 1/],
      [['check', right, '--tag'], /no option `--tag`/],
      [['snippet', right, '--tga'], /no option `--tga`/],
      [['build', right, '.', '--tga'], /no option --tga/],
      [['snippet', right, '--tag', '--no-wait'], /exclude each other/],
      [['snippet', right, '--base'], /--base needs a value/],
      [['snippet', right, '--base', '/sluis'], /has to be a path or an address that ends in \//],
      [['snippet', right, '--base', '"><script>/'], /has to be a path or an address/],
      [['check', 'absent.json'], /Could not read absent\.json: there is no such file/],
      [['build', 'absent.json', '.'], /Could not read absent\.json: there is no such file/],
      [['build', right, 'nowhere'], /There is no folder nowhere\. Build the site first/],
      [['migrate', 'absent.js'], /Could not read absent\.js: there is no such file/],
      [['migrate', right, '-o', 'nowhere/consent.json'], /Could not write nowhere\/consent\.json: there is no folder nowhere/],
      [['migrate', right, '--form', 'klaro'], /Unknown option '--form'\.\n\nUsage: npx sluis migrate FILE/],
      [['build', right, right], /is not a folder/],
    ];
    for (const [words, why] of wrong) {
      const { status, stdout, stderr } = sluis(folder, ...words);
      assert.deepEqual([words, status, stdout], [words, 2, '']);
      assert.match(stderr, why);
    }
  }],
  ['the page of commands has what each says of itself', (folder) => {
    const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
    for (const words of [['--help'], ['build', '--help'], ['csp', '--help'], ['migrate', '--help'], ['scan', '--help']]) {
      const { status, stdout } = sluis(folder, ...words);
      assert.equal(status, 0);
      assert(stdout.startsWith('Usage: ') && page.includes(stdout), `docs/cli.md has not:\n${stdout}`);
    }
  }],
  ['seal writes what needs no check, and sealing that changes nothing', (folder) => {
    const file = join(new URL('consent.json', support).pathname);
    assert.equal(sluis(folder, 'seal', file, '-o', 'sealed.json').status, 0);
    const sealed = readFileSync(join(folder, 'sealed.json'), 'utf8');
    assert.match(JSON.parse(sealed).sealed.check, /^[0-9a-f]{8}$/);
    assert.equal(sluis(folder, 'seal', 'sealed.json').stdout, sealed);
  }],
  ['snippet comes in three forms, in ASCII', (folder) => {
    const file = given(folder, 'right.json', { ...CONFIG, controller: { name: '</script>Café' } });
    const forms = [[], ['--no-wait'], ['--tag', '--base', '/files/']].map((words) => sluis(folder, 'snippet', file, ...words));
    for (const { status, stdout } of forms) {
      assert.equal(status, 0);
      assert.match(stdout, /^[\0-\x7f]*$/);
      assert.match(stdout, /"name":"\\u003c\/script>Caf\\u00e9"/);
    }
    const [waiting, inline, tag] = forms.map(({ stdout }) => stdout);
    assert.match(waiting, /^<!-- Sluis\. [^]* -->\n<meta http-equiv="Content-Security-Policy" content="">/);
    assert.match(inline, /^<!-- Sluis\. .* -->\n<link rel="preload" as="fetch" href="\/sluis\/sluis-\w+\.wasm" crossorigin="">\n(<link rel="prefetch" [^>]*>\n)?<script type="application\/json"/);
    const named = [...inline.matchAll(/<link [^>]*href="\/sluis\/([^"]+)"/g)].map(([, name]) => name);
    for (const name of named) assert(existsSync(join(folder, 'node_modules/sluis/dist/web', name)), name);
    assert.doesNotMatch(tag, /<link /);
    assert.match(tag, /<script src="\/files\/sluis\.js"><\/script>\n$/);
    assert.match(forms[0].stderr, /'sha256-[\w+/]{43}=' and 'wasm-unsafe-eval'/);
    // Of what stands in the name, and of nothing else.
    assert.match(forms[2].stderr, /^warning markup at \$\.controller\.name: .*\n$/);
  }],
  ['build of a refused configuration writes nothing', (folder) => {
    const place = site(folder);
    const before = everything(place);
    assert.equal(sluis(folder, 'build', given(folder, 'wrong.json', { version: 1 }), 'site').status, 1);
    assert.deepEqual(everything(place), before);
  }],
  ['build writes every page, and again nothing', (folder) => {
    const place = site(folder);
    const file = new URL('consent.json', support).pathname;
    const { status, stdout, stderr } = sluis(folder, 'build', file, 'site');
    assert.equal(status, 0, stderr);
    assert.equal(stdout, '3 pages written, 0 as they were.\n');
    assert.match(stderr, /deep\/piece\.html: left alone/);
    const index = readFileSync(join(place, 'index.html'), 'utf8');
    assert.match(index, /<meta charset="utf-8">\n<!-- Sluis, written by its build -->\n<meta http-equiv/);
    assert(readFileSync(join(place, 'deep/old.HTM'), 'latin1').includes('<h1>Caf\u00e9</h1>'), 'bytes of another encoding');
    const names = readdirSync(join(place, 'sluis'));
    for (const name of ['consent.json', 'service-youtube.json', 'sluis.core.js']) assert(names.includes(name), name);
    assert(!names.includes('service-hotjar.json'), 'only services that the site names');

    const before = everything(place);
    assert.equal(sluis(folder, 'build', file, 'site').stdout, '0 pages written, 3 as they were.\n');
    assert.deepEqual(everything(place), before);
  }],
  ['build --print leaves the pages alone', (folder) => {
    const place = site(folder);
    const before = readFileSync(join(place, 'index.html'), 'utf8');
    const { stdout } = sluis(folder, 'build', new URL('consent.json', support).pathname, 'site', '--print', '--tag');
    assert.match(stdout, /<script src="\/sluis\/sluis\.js">/);
    assert.equal(readFileSync(join(place, 'index.html'), 'utf8'), before);
    assert.equal(sluis(folder, 'build', new URL('consent.json', support).pathname, 'site').status, 0);
  }],
  ['migrate and scan come with the package, and say what they lack', (folder) => {
    mkdirSync(join(folder, 'empty'));
    const theirs = given(folder, 'klaro.json', { translations: { zz: { privacyPolicyUrl: '/privacy' } }, services: [{ name: 'google-analytics', purposes: ['analytics'] }] });
    const { status, stderr } = sluis(folder, 'migrate', theirs, '--controller', 'Voorbeeld B.V.', '-o', 'moved.json', '--import', 'import.json');
    assert.equal(status, 0, stderr);
    assert.equal(sluis(folder, 'check', 'moved.json').status, 0);
    assert.match(sluis(folder, 'snippet', 'moved.json', '--import', 'import.json').stdout, /data-sluis="import">\{"from":"klaro".*\n<script src="\/sluis\/sluis\.import\.js"><\/script>\n<script src="\/sluis\/sluis\.core\.js" async /);
    const one = sluis(folder, 'snippet', 'moved.json', '--import', 'import.json', '--tag');
    assert.deepEqual([one.status, one.stdout], [2, '']);
    assert.match(one.stderr, /--import does not go with --tag/);
    assert.match(sluis(folder, 'build', 'moved.json', 'empty', '--print', '--import', 'import.json').stdout, /sluis\.import\.js/);
    const none = sluis(folder, 'scan', 'https://shop.example', '--chrome', '/nowhere/chromium');
    assert.equal(none.status, 2);
    assert.match(none.stderr, /is no program that can be started/);
  }],
  ['a page that was built asks, and takes no for an answer', (folder) => visit(join(folder, 'site'), '/', refuse)],
  ['so does one whose head began with a script', (folder) => visit(join(folder, 'site'), '/deep/late.html', async (seen) => {
    assert.equal(await seen.page.evaluate(() => window.first && document.characterSet), false, 'the guard came after the script');
    await refuse(seen);
  })],
];
