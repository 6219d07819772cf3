// Configurations that are wrong in one place each, made from those of this repository; and some that are wrong in ways
// that no single place has.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

/** The texts of the configurations that are there: one with every field filled in, those of sites, those of tests. */
export const configurations = () =>
  [
    'tests/sample/full.json', 'tests/recipes/consent.json', 'tests/pack/support/consent.json', 'tests/bench/consent.json', 'www/site/consent.json',
    ...['2twnty4', 'codex-connectors', 'tnp-digital', 'twentenet', 'twisted-bytes'].map((name) => `www/sites/${name}/consent.json`),
    ...['before-choice', 'functional-only', 'analytics-snippet'].map((name) => `tests/e2e/${name}/consent.json`),
  ].map(read);

const WRONG = [null, true, -1, 1.5, '', ' ', 'Something else', '</script>', '\u0000\ud83c\udfac', [], [null], {}, { x: 1 }];
const leave = Symbol('left out');

/** The value with what stands at a path replaced. */
function changed(value, [key, ...rest], to) {
  if (key == undefined) return to;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (rest.length) copy[key] = changed(value[key], rest, to);
  else if (to !== leave) copy[key] = to;
  else if (Array.isArray(copy)) copy.splice(key, 1);
  else delete copy[key];
  return copy;
}

const paths = (value) =>
  value && typeof value === 'object' ? Object.keys(value).flatMap((key) => [[key], ...paths(value[key]).map((path) => [key, ...path])]) : [];

const least = (more) => ({ version: 1, controller: { name: 'Voorbeeld B.V.' }, ...more });

const KNOWN = [
  {}, [], null, 'consent', 1,
  least({ record: { endpoint: 'https://elsewhere.example/keep' } }), least({ record: { endpoint: '//elsewhere.example' } }), least({ record: { endpoint: '/a?b' } }),
  least({ record: { endpoint: '/sluis/record', domain: 'other.nl', months: 13 }, domains: ['voorbeeld.nl'] }),
  ...['https://elsewhere.example/', 'http://voorbeeld.nl/', '//proof.voorbeeld.nl', 'http://localhost:81/', '/receipts', 'receipts?x=#'].flatMap((endpoint) =>
    [{}, { thirdParty: true }, { retentionMonths: 6 }].map((more) => least({ domains: ['www.voorbeeld.nl'], receipts: { endpoint, ...more } }))),
  least({ services: [{ catalogue: 'youtub' }, { catalogue: 'youtube' }, { catalogue: 'youtube' }] }),
  least({ services: [{ catalogue: 'youtube', basis: 'legitimate-interest' }, { catalogue: 'hotjar', basis: 'exempt' }, { catalogue: 'vimeo', basis: 'necessary' }] }),
  least({ services: [{ catalogue: 'google-ads', consentMode: 'advanced' }, { catalogue: 'meta-pixel', consentMode: 'advanced' }] }),
  least({ services: [{ catalogue: 'meta-pixel' }], policy: { euOnly: true, agreementRequired: true } }),
  least({ services: [{ catalogue: 'hotjar' }], categories: { analytics: { used: false }, social: { used: true } } }),
  least({ services: [{ id: 'x', name: 'X', category: 'functional', hosts: ['a.nl'] }, { id: 'y', name: 'Y', category: 'social', hosts: ['a.nl'] }, { id: 'z', name: 'Z', category: 'social' }] }),
  least({ services: [{ id: 'config', name: 'X', category: 'social', hosts: ['a.nl'] }, { id: 'wide', name: 'W', category: 'functional', hosts: ['google.com', '*.youtube.com'] }] }),
  least({ texts: { nl: { 'banner.title': 'Accepteer nu!', 'banner.nonsense': 'x' }, xx: {} } }),
  least({ worker: '/deep/sluis.worker.js', inspect: true, enforce: true }),
];

/** The texts of all of them, each once. */
export function spoiled() {
  const texts = new Set([...configurations(), '', '{', '{"version": 1,}', '\ufeff{}', '[1, 2', '"\\ud800"', 'NaN']);
  for (const config of KNOWN) texts.add(JSON.stringify(config));
  for (const [number, text] of configurations().entries()) {
    const config = JSON.parse(text);
    for (const [place, path] of paths(config).entries()) {
      // Half of them in the one that has every field; in the others each path in one way.
      const ways = [leave, ...WRONG];
      for (const [way, to] of ways.entries()) if (number == 0 ? (way + place) % 2 : way == place % ways.length) texts.add(JSON.stringify(changed(config, path, to)));
    }
  }
  return [...texts];
}
