// Servers that read and keep a visitor's choice. First the readers, held to what the core answers; then each endpoint,
// started here and asked over HTTP; then a choice on its way from the one to the other.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reader, recordEndpoint } from '../../pkg/dist/esm/server.js';
import { endpoints } from './endpoints.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const vectors = JSON.parse(readFileSync(here('../vectors/records.json'), 'utf8'));
const counts = { ok: 0, FAIL: 0 };

async function check(title, work) {
  try {
    await work();
    counts.ok += 1;
  } catch (error) {
    counts.FAIL += 1;
    console.log(`FAIL ${title}\n     ${`${error.stack || error}`.replaceAll('\n', '\n     ')}`);
  }
}

// The readers of other languages count for themselves.
for (const [program, file] of [[process.env.PHP_PROGRAM, 'vectors.php'], [process.env.PYTHON_PROGRAM, 'vectors.py']]) {
  let told;
  try {
    told = execFileSync(program, [here(file)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    told = `${error.stdout ?? error}`;
  }
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(told) || [told, 0, 1];
  console.log(`${file}: ${passed} passed, ${failed} failed`);
  if (+failed) console.log(told);
  counts.ok += +passed;
  counts.FAIL += +failed;
}

const sites = Object.fromEntries(Object.entries(vectors.sites).map(([name, config]) => [name, reader(config)]));
for (const { name, config, path } of vectors.refused) {
  await check(`node: refused: ${name}`, () => assert.throws(() => reader(config), (error) => error.message.split(':')[0] === path));
}
for (const { name, site, cookies, now, objects, expected } of vectors.read) {
  await check(`node: ${name}`, () => assert.deepEqual(sites[site].read(cookies, { objects, now: new Date(now * 60_000) }), expected));
}
for (const { name, site, body, now, cookie, refusal } of vectors.keep) {
  await check(`node: keep: ${name}`, () => {
    const judged = sites[site].judge(body, { now: new Date(now * 60_000) });
    assert.deepEqual([judged.cookie ?? null, judged.refusal ?? null], [cookie, refusal]);
  });
}

const { shop } = vectors.sites;
const { asked } = shop.sealed;
const minute = (shift) => new Date(Date.now() + shift * 60_000).toISOString().slice(0, 16).replace(/[-:]/g, '') + 'Z';
const record = (answers, at = 0, hash = asked) => `1~${minute(at)}~${answers}~c.${hash}~s.2018-06-12~b`;
const HOST = 'winkel.test';
const own = { host: HOST, origin: `https://${HOST}`, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' };
const without = (headers, ...names) => Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

const SECRET = 'a secret that the servers of one owner share';
const { asks: started, stop } = await endpoints(shop, SECRET);
try {
  for (const [name, ask] of Object.entries(started)) {
    const post = (body, headers = own) => ask({ method: 'POST', headers, body });
    await check(`L-06 ${name}: a choice comes back as Set-Cookie`, async () => {
      const text = record('a1s0r0');
      const { status, headers, body } = await post(text);
      assert.deepEqual([status, body, headers['cache-control']], [204, '', 'no-store']);
      assert.equal(headers['set-cookie'].length, 1);
      // A minute may have begun in between.
      assert.match(headers['set-cookie'][0], /^sluis_consent=\S+; Path=\/; SameSite=Lax; Max-Age=157784[04]0; Secure$|^sluis_consent=\S+; Path=\/; SameSite=Lax; Max-Age=15778380; Secure$/);
      assert(headers['set-cookie'][0].startsWith(`sluis_consent=${text};`));
    });
    await check(`L-06 ${name}: one of months ago keeps what is left of its life`, async () => {
      const { headers } = await post(record('a0s0r0', -2 * 43_829));
      const left = +/Max-Age=(\d+)/.exec(headers['set-cookie'][0])[1];
      assert(Math.abs(left - 4 * 43_829 * 60) <= 60, `${left}`);
    });
    await check(`R-05 ${name}: on http it is not marked secure`, async () => {
      const { headers } = await post(record('a0s0r0'), { ...own, origin: `http://${HOST}` });
      assert.doesNotMatch(headers['set-cookie'][0], /Secure/);
    });
    await check(`${name}: a browser without Sec-Fetch-Site is known by its Origin`, async () => {
      assert.equal((await post(record('a0s0r0'), without(own, 'sec-fetch-site'))).status, 204);
    });
    for (const [title, given] of [
      ['another site', { ...own, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
      ['another site, in an old browser', without({ ...own, origin: 'https://evil.test' }, 'sec-fetch-site')],
      ['a subdomain', { ...own, origin: `https://evil.${HOST}`, 'sec-fetch-site': 'same-site' }],
      ['a longer host', without({ ...own, origin: `https://${HOST}.evil.test` }, 'sec-fetch-site')],
      ['another port', without({ ...own, origin: `https://${HOST}:8443` }, 'sec-fetch-site')],
      ['a sandboxed frame', { ...own, origin: 'null', 'sec-fetch-site': 'cross-site' }],
      ['nobody', without(own, 'origin', 'sec-fetch-site')],
    ]) {
      await check(`L-07 ${name}: ${title} can have nothing kept`, async () => {
        const { status, headers } = await post(record('a1s1r1'), given);
        assert.deepEqual([status, headers['set-cookie']], [403, undefined]);
      });
    }
    for (const [title, body, expected, why] of [
      ['no record', 'yes', 422, 'this is no record\n'],
      ['nothing', '', 422, 'this is no record\n'],
      ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 422, 'this is no record\n'],
      ['a header behind it', `${record('a1s1r1')}\r\nSet-Cookie: evil=1`, 422, 'this is no record\n'],
      ['three years ahead', record('a1s1r1', 3 * 525_600), 422, 'this record is from the future: a clock is wrong\n'],
      ['two years behind', record('a1s1r1', -2 * 525_600), 422, 'this choice is over\n'],
      ['another question', record('a1s1r1', 0, '00000000'), 422, 'this record is for another question\n'],
      ['a thousand bytes too many', record('a1s1r1') + '~v.x'.repeat(300), 413, 'a record is no longer than 1000 bytes\n'],
      ['half a megabyte', 'x'.repeat(60_000), 413, 'a record is no longer than 1000 bytes\n'],
    ]) {
      await check(`L-07 ${name}: ${title} is refused, and why`, async () => {
        const answer = await post(body);
        assert.deepEqual([answer.status, answer.body, answer.headers['set-cookie']], [expected, why, undefined]);
      });
    }
    await check(`L-07 ${name}: a path that looks like another host is none`, async () => {
      const { headers } = await ask({ method: 'POST', path: '//evil.test/sluis/record', headers: { host: HOST, origin: 'https://evil.test' }, body: record('a1s1r1') });
      assert.equal(headers['set-cookie'], undefined);
    });
    await check(`${name}: nonsense takes nobody else's answer away`, async () => {
      for (const question of [{ method: 'TRACE', headers: own }, { headers: { host: '::' } }, { method: 'POST', headers: own, cut: record('a1s1r1') }]) {
        await ask(question).catch(() => undefined);
      }
      assert.equal((await post(record('a0s0r0'))).status, 204);
    });
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      await check(`${name}: ${method} keeps nothing`, async () => {
        const { status, headers } = await ask({ method, headers: own });
        assert.deepEqual([status, headers['set-cookie']], [405, undefined]);
        assert.match(headers.allow, /POST/);
        assert.equal(headers['access-control-allow-origin'], undefined);
      });
    }
  }
  for (const name of ['node', 'rust']) {
    await check(`${name}: a page knows what its visitor has granted`, async () => {
      const { body } = await started[name]({ path: '/', headers: { host: HOST, cookie: `a=1; sluis_consent=${record('a0s1r0', -5)}` } });
      const { services, asked: asks } = JSON.parse(body);
      assert.deepEqual([services, asks], [{ login: 'granted', visits: 'denied', counter: 'denied', videos: 'granted', maps: 'granted', ads: 'denied' }, false]);
    });
  }
  const told = await started.nginx({
    method: 'POST', path: '/vectors',
    body: JSON.stringify({ ...vectors, sites: Object.fromEntries(Object.entries(vectors.sites).map(([name, config]) => [name, JSON.stringify(config, null, 2)])) }),
  });
  const nginx = JSON.parse(told.body);
  for (const [index, { name, path }] of vectors.refused.entries()) await check(`nginx: refused: ${name}`, () => assert.equal(nginx.refused[index], path));
  for (const [index, { name, expected }] of vectors.read.entries()) await check(`nginx: ${name}`, () => assert.deepEqual(nginx.read[index], expected));
  for (const [index, { name, cookie, refusal }] of vectors.keep.entries()) {
    await check(`nginx: keep: ${name}`, () => assert.deepEqual([nginx.keep[index].cookie ?? null, nginx.keep[index].refusal ?? null], [cookie, refusal]));
  }
  await check('nginx: a variable names what its visitor has granted', async () => {
    const granted = async (cookie) => (await started.nginx({ path: '/', headers: { host: HOST, cookie } })).body;
    assert.equal(await granted(`a=1; sluis_consent=${record('a0s1r0', -5)}`), ' login videos maps ');
    assert.equal(await granted('sluis_consent=rubbish'), ' login counter ');
  });
  await handOffs(started);
} finally {
  await stop();
}


async function handOffs({ node, rust }) {
  const cookie = `sluis_consent=${record('a0s1r0', -5)}`;
  const PAGE = 'https://shop.test/page?x=1&y=%C3%A9#part';
  const to = (target, page = PAGE, headers = {}) => target({ path: `/sluis/record?${new URLSearchParams({ to: page })}`, headers: { host: HOST, cookie, ...headers } });
  /** What a browser does with the answer of the first server. */
  const follow = (target, location, headers = {}) => {
    const { pathname, search } = new URL(location);
    return target({ path: pathname + search, headers: { host: 'shop.test', referer: `https://${HOST}/`, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', ...headers } });
  };
  const changed = (location, change) => {
    const url = new URL(location);
    change(url.searchParams);
    return url.href;
  };

  for (const [first, a] of Object.entries({ node, rust })) {
    for (const [second, b] of Object.entries({ node, rust })) {
      const title = `hand-off from ${first} to ${second}`;
      await check(`${title}: the choice arrives, once`, async () => {
        const { status, headers } = await to(a);
        assert.equal(status, 303);
        assert.match(headers.location, /^https:\/\/shop\.test\/sluis\/record\?choice=1%7E|^https:\/\/shop\.test\/sluis\/record\?choice=1~/);
        const taken = await follow(b, headers.location);
        assert.deepEqual([taken.status, taken.headers.location], [303, '/page?x=1&y=%C3%A9#part']);
        assert(taken.headers['set-cookie'][0].startsWith(`${cookie};`), taken.headers['set-cookie'][0]);
        assert.match(taken.headers['set-cookie'][0], /; Path=\/; SameSite=Lax; Max-Age=\d+; Secure$/);
        const again = await follow(b, headers.location);
        assert.deepEqual([again.status, again.headers.location, again.headers['set-cookie']], [303, '/page?x=1&y=%C3%A9#part', undefined]);
      });
      const cases = {
        'one letter of the record': (asks) => asks.set('choice', asks.get('choice').replace('a0s1r0', 'a1s1r1')),
        'the signature': (asks) => asks.set('choice', asks.get('choice').replace(/~([0-9a-f])([0-9a-f]{63})~/, (_all, digit, rest) => `~${digit === '0' ? '1' : '0'}${rest}~`)),
        'its end': (asks) => asks.set('choice', asks.get('choice').replace(/^1~(\d+)~/, (_all, until) => `1~${+until + 30}~`)),
        'its number': (asks) => asks.set('choice', asks.get('choice').replace(/^(1~\d+~)[0-9a-f]{32}/, `$1${'0'.repeat(32)}`)),
        'the page': (asks) => asks.set('page', '/other'),
        'everything': (asks) => asks.set('choice', 'rubbish'),
        'its parts': (asks) => asks.set('choice', '1~~~~'),
        'digits of another script': (asks) => asks.set('choice', asks.get('choice').replace(/^1~\d/, '1~２')),
      };
      for (const [what, change] of Object.entries(cases)) {
        await check(`${title}: ignored when somebody changed ${what}`, async () => {
          const { headers } = await to(a);
          const { status, headers: told } = await follow(b, changed(headers.location, change));
          assert.deepEqual([status, told['set-cookie']], [303, undefined]);
          assert.match(told.location, /^\/(?!\/)/);
        });
      }
      for (const [what, headers] of Object.entries({
        'from a link on another site': { referer: 'https://evil.test/' },
        'from a link in a mail': { referer: undefined },
        'from this very site': { referer: 'https://shop.test/' },
        'by a frame': { 'sec-fetch-dest': 'iframe' },
        'by an image': { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
        'for another host': { host: 'winkel.test' },
      })) {
        await check(`${title}: ignored ${what}`, async () => {
          const { headers: { location } } = await to(a);
          const { status, headers: told } = await follow(b, location, headers);
          assert.deepEqual([status, told['set-cookie']], [303, undefined]);
        });
      }
      await check(`${title}: what was chosen there later stands, what was chosen earlier does not`, async () => {
        const { headers: { location } } = await to(a);
        const later = await follow(b, location, { cookie: `sluis_consent=${record('a0s0r0', -1)}` });
        assert.equal(later.headers['set-cookie'], undefined);
        const { headers: { location: next } } = await to(a);
        const earlier = await follow(b, next, { cookie: `sluis_consent=${record('a0s0r0', -9)}` });
        assert(earlier.headers['set-cookie'][0].startsWith(`${cookie};`));
      });
      await check(`${title}: a page that leads elsewhere leads to the start`, async () => {
        for (const page of ['//evil.test/', '/\\evil.test/', 'https://evil.test/', 'javascript:alert(1)', '', '/\t/evil.test/']) {
          const { status, headers } = await follow(b, `https://shop.test/sluis/record?${new URLSearchParams({ choice: 'x', page })}`);
          assert.equal(status, 303);
          assert.match(headers.location, /^\/(?![/\\])/, page);
        }
      });
    }
    await check(`hand-off from ${first}: without a choice the link just leads there`, async () => {
      for (const none of ['', 'sluis_consent=rubbish', `sluis_consent=${record('a1s1r1', -7 * 43_829)}`]) {
        assert.equal((await to(a, PAGE, { cookie: none })).headers.location, PAGE);
      }
    });
    await check(`hand-off from ${first}: a link within the site needs none`, async () => {
      assert.equal((await to(a, `https://${HOST}/page`)).headers.location, `https://${HOST}/page`);
    });
    await check(`hand-off from ${first}: nobody is sent to what is not one of domains`, async () => {
      for (const foreign of ['https://evil.test/', 'https://shop.test.evil.test/', 'https://shop.test@evil.test/', 'http://shop.test/', '//shop.test/', 'javascript:alert(1)', '']) {
        const { status, headers, body } = await to(a, foreign);
        assert.deepEqual([status, headers.location], [422, undefined], foreign);
        assert.match(body, /expected an address on one of domains: winkel\.test, shop\.test/);
      }
    });
  }

  // By a clock of our own.
  const at = (shift, used) => recordEndpoint(shop, { secret: SECRET, used, now: () => new Date(Date.now() + shift * 1000) });
  const ask = (endpoint, url, headers) => endpoint(new Request(url, { headers }));
  const arrive = (endpoint, location) => ask(endpoint, location, { referer: `https://${HOST}/` });
  const location = async (endpoint = at(0)) => (await ask(endpoint, `https://${HOST}/sluis/record?${new URLSearchParams({ to: PAGE })}`, { cookie })).headers.get('location');
  for (const [title, shift, good] of [['after 55 seconds', 55, true], ['after 62 seconds', 62, false], ['after a year', 31_536_000, false], ['on a server that is a minute behind', -58, true], ['on a server that is years behind', -90_000_000, false]]) {
    await check(`hand-off ${title}: ${good ? 'good' : 'over'}`, async () => {
      assert.equal((await arrive(at(shift), await location())).headers.has('set-cookie'), good);
    });
  }
  await check('hand-off with another secret is ignored', async () => {
    const other = recordEndpoint(shop, { secret: SECRET.toUpperCase() });
    assert.equal((await arrive(other, await location())).headers.get('set-cookie'), null);
  });
  await check('L-04 hand-off to a site that asks something else is ignored', async () => {
    const { sealed, ...rest } = vectors.sites.shop;
    const changed = { ...rest, sealed: { ...sealed, asked: '11111111', earlier: [] } };
    assert.equal((await arrive(recordEndpoint(changed, { secret: SECRET }), await location())).headers.get('set-cookie'), null);
  });
  await check('hand-offs that were used can be kept in a store of several processes', async () => {
    const store = new Set();
    const used = async (once, until) => {
      assert(until > new Date() && until < new Date(Date.now() + 61_000));
      return store.size === store.add(once).size;
    };
    const link = await location();
    assert.equal((await arrive(at(0, used), link)).headers.has('set-cookie'), true);
    assert.equal((await arrive(at(0, used), link)).headers.has('set-cookie'), false);
  });
  await check('a secret that is short is refused, and none hands nothing over', async () => {
    assert.throws(() => recordEndpoint(shop, { secret: 'short' }), /found 5 characters, expected 32/);
    const { status, headers } = await ask(recordEndpoint(shop), `https://${HOST}/sluis/record?${new URLSearchParams({ to: PAGE })}`, { cookie });
    assert.deepEqual([status, headers.get('allow')], [405, 'POST']);
  });
}

console.log(`\n${counts.ok} passed, ${counts.FAIL} failed`);
process.exitCode = counts.FAIL ? 1 : 0;
