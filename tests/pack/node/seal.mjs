import assert from 'node:assert/strict';
import { check, files, folder, prerender, seal, snippet } from 'sluis/node';

const config = { version: 1, controller: { name: 'Voorbeeld B.V.' }, services: [{ catalogue: 'youtube' }] };

assert.equal((await check(config)).report, '');
assert.deepEqual((await check(config)).problems.map(({ severity, code, path }) => [severity, code, path]), [['warning', 'incomplete', '$.statement']]);
for (const wrong of [null, undefined, [], 'text', {}, { ...config, version: 2 }]) {
  const { config: none, report } = await check(wrong);
  assert.equal(none, null);
  assert.match(report, /^error [\w-]+ at \$/, JSON.stringify(wrong));
  await assert.rejects(seal(wrong), /consent\.json is refused:\nerror/);
}
for (const base of ['', '/sluis', 'a b/', '"/', '<x>/', '&quot;/', 'é/']) await assert.rejects(snippet(config, { base }), /has to be a path or an address/, base);
// A text is a configuration too, as it stands in its file.
assert.deepEqual(await seal(`\ufeff${JSON.stringify(config)}`), await seal(config));
assert.deepEqual((await seal(config, { earlier: [{ version: 1, controller: { name: 'Voorbeeld B.V.' } }] })).sealed.earlier[0].again, ['social']);
const import_ = { from: 'klaro', covers: ['youtube'], until: '2027-05-22' };
assert.match(await snippet(config, { import: import_ }), /<script src="\/sluis\/sluis\.import\.js">/);
await assert.rejects(snippet(config, { import: import_, form: 'tag' }), /does not go with --tag/);
await assert.rejects(snippet(config, { import: { from: 'klaro' } }), /covers, until is missing/);
for (const base of ['/', './', '/a-b/', 'https://files.example.com:8080/sluis/']) assert.match(await snippet(config, { base }), new RegExp(`src="${base}sluis.core.js"`));

const sealed = await seal(config);
assert.deepEqual(await seal(sealed), sealed);
assert(folder.href.endsWith('/dist/web/'));
assert(files(sealed).includes('service-youtube.json'));
assert(!files({}).some((name) => name.startsWith('service-')));

// A server draws the question for every page, in the language of each.
const site = { version: 1, controller: { name: 'Voorbeeld B.V.' }, services: [{ catalogue: 'google-analytics' }] };
const [dutch, english, again] = [
  await prerender(site, { language: 'nl', host: 'www.een.example' }),
  await prerender(site, { language: 'en', host: 'www.twee.example' }),
  await prerender(site, { language: 'nl', host: 'www.een.example' }),
];
assert(dutch.includes('lang="nl"') && dutch.includes('www.een.example'), dutch);
assert(english.includes('lang="en"') && english.includes('www.twee.example'), english);
assert.equal(again, dutch);
