const assert = require('node:assert/strict');
const { start } = require('sluis');
const { arm } = require('sluis/guard');

assert.equal(arm().state().categories.analytics, 'denied');
start({ version: 1, controller: { name: 'Voorbeeld B.V.' } }).then((sluis) => {
  assert.equal(sluis.state().categories.advertising, 'denied');
  assert.match(require('sluis/package.json').version, /^\d+\.\d+\.\d+/);
});
