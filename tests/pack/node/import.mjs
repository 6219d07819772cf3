import assert from 'node:assert/strict';
import { start } from 'sluis';
import { start as external } from 'sluis/external';
import { arm } from 'sluis/guard';

arm();
for (const begin of [start, external]) {
  const sluis = await begin({ version: 1, controller: { name: 'Voorbeeld B.V.' } });
  const { ready, decided, categories } = sluis.state();
  assert.deepEqual({ ready, decided, categories }, {
    ready: false,
    decided: false,
    categories: { functional: 'granted', analytics: 'denied', social: 'denied', advertising: 'denied' },
  });
  sluis.on('ready', () => assert.fail('nothing happens on a server'))();
  for (const act of ['open', 'accept', 'reject', 'withdraw']) assert.equal(sluis[act](), undefined);
  assert.equal(sluis.state().categories.analytics, 'denied');
}
