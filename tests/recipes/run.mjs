// The recipes of `cargo xtask csp --for …` in the servers they are for: requests with different cookies, and the policy
// that comes back. What is right is what `cargo xtask csp --state …` says.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { apache, nginx, nodeServer } from './servers.mjs';
import { check, counts } from '../verdicts.mjs';

const FILE = fileURLToPath(new URL('consent.json', import.meta.url));
const csp = (...options) => execFileSync(process.env.XTASK, ['csp', FILE, ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const state = (list) => directives(csp(...(list ? ['--state', list] : [])).replace(/^[\w-]+: /, '').trim());

/** The order of sources says nothing, nor does one that is there twice. */
function directives(policy) {
  return Object.fromEntries(policy.split('; ').map((part) => part.split(' ')).map(([name, ...values]) => [name, [...new Set(values)].sort()]));
}

const hash = /~c\\\.([0-9a-f]{8})/.exec(csp('--for', 'nginx'))[1];
const other = hash.replace(/./, (digit) => (digit === '0' ? '1' : '0'));
const minute = (shift) => new Date(Date.now() + shift * 60_000).toISOString().slice(0, 16).replace(/[-:]/g, '') + 'Z';
const record = (answers, { asked = hash, services = [], at = minute(-5), method = 'b' } = {}) =>
  `sluis_consent=1~${at}~${answers}${asked && `~c.${asked}`}~s.2018-06-12~${method}${services.map((id) => `~v.${id}`).join('')}`;

const none = state();
const refused = state('none');
assert.notDeepEqual(none, refused, 'what may run unasked is refused by a refusal');

const CATEGORIES = ['analytics', 'social', 'advertising'];
const answers = [...Array(8).keys()].map((bits) => CATEGORIES.map((_name, place) => (bits >> place) & 1));
const CASES = [
  ['no cookie at all', undefined, none],
  ['other cookies only', 'a=1; xsluis_consent=1; b=2', none],
  ...answers.map((given) => {
    const list = CATEGORIES.filter((_name, place) => given[place]).join(',') || 'none';
    return [`B-04 the answer ${list}`, record(`a${given[0]}s${given[1]}r${given[2]}`), state(list)];
  }),
  ['B-04 one service', record('a0s0r0', { services: ['youtube'], method: 'e' }), state('youtube')],
  ['B-04 a category and two services', record('a1s0r0', { services: ['google-maps', 'meta-pixel'] }), state('analytics,google-maps,meta-pixel')],
  ['between other cookies', `a=1; ${record('a0s1r0')}; b=2`, state('social')],
  ['a refusal that was preset', record('a0s0r0', { asked: '', method: 'x' }), refused],
  ['L-07 a grant without what it was for', record('a1s1r1', { asked: '' }), none],
  ['L-07 a service without what it was for', record('a0s0r0', { asked: '', services: ['youtube'] }), none],
  ['L-04 a grant for another question', record('a1s1r1', { asked: other }), none],
  ['L-07 a changed record', record('a1s1r1').replace('~a', '~b'), none],
  ['L-07 a record with something behind it', record('a1s1r1') + '~extra', none],
  ['L-07 another version', record('a1s1r1').replace('=1~', '=2~'), none],
  ['L-07 somebody else\'s cookie', record('a1s1r1').replace('sluis', 'notsluis'), none],
];
/** Where the age of a choice can be told. */
const TIMED = [
  ['L-08 an expired choice', record('a1s1r1', { at: minute(-7 * 43_829) }), none],
  ['L-07 a choice from the future', record('a1s1r1', { at: minute(60) }), none],
  ['two records: the newer counts', `${record('a1s1r1', { at: minute(-90) })}; ${record('a0s1r0')}`, state('social')],
];
const DOUBLE = [['two records: no choice', `${record('a1s1r1', { at: minute(-90) })}; ${record('a0s1r0')}`, none]];

/** A server that does not even start fails a test of its own. */
const within = (name, start, recipe, work) => start(recipe, work).catch((error) => check(`${name}: starts`, () => { throw error; }));

const SERVERS = [
  ['nginx', nginx, [...CASES, ...DOUBLE], '$request_id'],
  ['apache', apache, [...CASES, ...DOUBLE], '%{reqenv:UNIQUE_ID}'],
  ['node', nodeServer, [...CASES, ...TIMED], undefined],
];
for (const [name, start, cases, nonce] of SERVERS) {
  await within(name, start, csp('--for', name), async (ask) => {
    for (const [title, cookie, expected] of cases) {
      await check(`${name}: ${title}`, async () => {
        const { policies, vary } = await ask(cookie);
        assert.equal(policies.length, 1);
        assert.deepEqual(directives(policies[0]), expected);
        assert.match(vary, /\bcookie\b/i, 'a cache must not hand one visitor\'s policy to another');
      });
    }
  });
  if (!nonce) continue;
  await within(name, start, csp('--for', name, '--nonce', nonce, '--allow', 'cdn.winkel.example/a%20b/'), async (ask) => {
    await check(`${name}: a nonce of its own for every answer, and the site's own policy beside it`, async () => {
      const nonces = await Promise.all([1, 2].map(async () => {
        const { policies } = await ask(record('a0s1r0'), '/own');
        assert.equal(policies.length, 2);
        assert(policies.includes("frame-ancestors 'none'"));
        const { 'script-src': scripts, 'default-src': rest } = directives(policies.find((policy) => policy.includes('script-src')));
        assert(scripts.includes('youtube.com') && !scripts.includes("'unsafe-inline'") && !scripts.includes('hotjar.com'), `${scripts}`);
        assert(rest.includes('cdn.winkel.example/a%20b/'), `${rest}`);
        return scripts.find((source) => source.startsWith("'nonce-"));
      }));
      assert.match(nonces[0], /^'nonce-[\w@+/-]{20,}'$/);
      assert.notEqual(nonces[0], nonces[1]);
    });
  });
}

await check('netlify and cloudflare: every path gets the policy of a visitor who has not chosen', () => {
  for (const name of ['netlify', 'cloudflare']) {
    const lines = csp('--for', name).split('\n').filter((line) => line && !line.startsWith('#'));
    assert.equal(lines[0], '/*');
    const [, header, value] = /^ {2}([\w-]+): (.+)$/.exec(lines[1]);
    assert.equal(header, 'Content-Security-Policy');
    assert.deepEqual(directives(value), none);
    assert.equal(lines.length, 2);
  }
});

console.log(`\n${counts.ok} passed, ${counts.FAIL} failed`);
process.exitCode = counts.FAIL ? 1 : 0;
