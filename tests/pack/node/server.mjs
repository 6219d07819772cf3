import assert from 'node:assert/strict';
import { seal } from 'sluis/node';
import { reader, recordEndpoint } from 'sluis/server';

const config = await seal({
  version: 1,
  controller: { name: 'Winkel <B.V.> 🎬' },
  statement: { url: '/cookies/' },
  services: [{ catalogue: 'youtube' }],
});
const site = reader(JSON.stringify(config));
const at = new Date().toISOString().slice(0, 16).replace(/[-:]/g, '') + 'Z';
const record = `1~${at}~a0s1r0~c.${config.sealed.asked}~b`;
assert.equal(site.read(`a=1; sluis_consent=${record}`).services.youtube, 'granted');
assert.equal(site.read(null).asked, true);
assert.throws(() => reader({ ...config, language: 'nl' }), /\$\.sealed\.check: found \w{8}, expected \w{8}/);

const kept = await recordEndpoint(config)(
  new Request('https://winkel.nl/sluis/record', { method: 'POST', headers: { origin: 'https://winkel.nl' }, body: record }),
);
assert.equal(kept.status, 204);
assert.match(kept.headers.get('set-cookie'), /^sluis_consent=1~/);
