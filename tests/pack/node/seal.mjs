import assert from 'node:assert/strict';
import { check, files, folder, seal, snippet } from 'sluis/node';

const config = { version: 1, controller: { name: 'Voorbeeld B.V.' }, services: [{ catalogue: 'youtube' }] };

assert.equal((await check(config)).report, '');
for (const wrong of [null, undefined, [], 'text', {}, { ...config, version: 2 }]) {
  const { config: none, report } = await check(wrong);
  assert.equal(none, null);
  assert.match(report, /^error [\w-]+ at \$/, JSON.stringify(wrong));
  await assert.rejects(seal(wrong), /consent\.json is refused:\nerror/);
}
for (const base of ['', '/sluis', 'a b/', '"/', '<x>/', '&quot;/', 'é/']) await assert.rejects(snippet(config, { base }), /has to be a path or an address/, base);
for (const base of ['/', './', '/a-b/', 'https://files.example.com:8080/sluis/']) assert.match(await snippet(config, { base }), new RegExp(`src="${base}sluis.core.js"`));

const sealed = await seal(config);
assert.deepEqual(await seal(sealed), sealed);
assert(folder.href.endsWith('/dist/web/'));
assert(files(sealed).includes('service-youtube.json'));
assert(!files({}).some((name) => name.startsWith('service-')));
