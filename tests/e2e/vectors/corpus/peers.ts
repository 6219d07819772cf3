// Others, set up as their documentation says for one service that needs consent, first in the head. Their packages
// are in tests/compare, which only `cargo xtask compare` installs.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(new URL('../../../compare/package.json', import.meta.url));

export interface Contender {
  name: string;
  head: string;
  /** By the path at which the page asks for them. */
  files: Record<string, string>;
}

/** Where a package lies, whatever its `exports` say. */
function folder(name: string): string {
  const found = require.resolve.paths(name)?.map((place) => join(place, name)).find((place) => {
    try {
      return readFileSync(join(place, 'package.json'));
    } catch {
      return false;
    }
  });
  if (!found) throw new Error(`${name} is not installed: run \`npm ci --ignore-scripts\` in tests/compare`);
  return found;
}

const version = (name: string): string => `${name} ${(JSON.parse(readFileSync(join(folder(name), 'package.json'), 'utf8')) as { version: string }).version}`;

/** Everything in a folder of a package, under /peer/. */
function under(place: string, path = '/peer/'): Record<string, string> {
  return Object.fromEntries(readdirSync(place, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? Object.entries(under(join(place, entry.name), `${path}${entry.name}/`))
      : [[path + entry.name, join(place, entry.name)]]));
}

/** One file of a package that only comes as modules, with `code` that uses it, as a site's own bundler makes it. */
function bundled(name: string, code: string): string {
  const { buildSync } = require('esbuild') as { buildSync(options: object): void };
  const place = fileURLToPath(new URL('../../../compare/', import.meta.url));
  const outfile = join(place, 'node_modules/.bundled', `${name}.js`);
  const stdin = { contents: code, resolveDir: place };
  buildSync({ stdin, outfile, bundle: true, minify: true, format: 'iife', platform: 'browser', logLevel: 'error' });
  return outfile;
}

export const peers = (): Contender[] => [
  {
    // https://github.com/elbywan/yett#usage
    name: version('yett'),
    head: '<script>window.YETT_BLACKLIST = [/tracker\\.test/];</script>\n<script src="/peer/yett.min.js"></script>',
    files: under(join(folder('yett'), 'dist')),
  },
  {
    // https://cookieconsent.orestbida.com/essential/getting-started.html
    name: version('vanilla-cookieconsent'),
    head: `<link rel="stylesheet" href="/peer/cookieconsent.css">
<script src="/peer/cookieconsent.umd.js"></script>
<script>addEventListener('DOMContentLoaded', () => CookieConsent.run({ hideFromBots: false, categories: { necessary: { enabled: true, readOnly: true }, ads: { services: { tracker: { label: 'Tracker' } } } },
  language: { default: 'en', translations: { en: { consentModal: { title: 'Cookies', description: 'We use cookies.', acceptAllBtn: 'Accept', acceptNecessaryBtn: 'Reject' }, preferencesModal: { title: 'Cookies', sections: [{ title: 'Ads', linkedCategory: 'ads' }] } } } } }));</script>`,
    files: under(join(folder('vanilla-cookieconsent'), 'dist')),
  },
  {
    // https://klaro.org/docs/getting-started
    name: version('klaro'),
    head: `<script>window.klaroConfig = { acceptAll: true, default: false, mustConsent: false, services: [{ name: 'tracker', title: 'Tracker', purposes: ['advertising'], cookies: ['_tracker'] }] };</script>
<script src="/peer/klaro.js"></script>`,
    files: under(join(folder('klaro'), 'dist')),
  },
  {
    // https://github.com/AmauriC/tarteaucitron.js#installation-guide
    name: version('tarteaucitronjs'),
    head: `<script src="/peer/tarteaucitron.min.js"></script>
<script>tarteaucitron.init({ privacyUrl: '/statement.html', highPrivacy: true, DenyAllCta: true, AcceptAllCta: true }); (tarteaucitron.job = tarteaucitron.job || []).push('youtube');</script>`,
    files: under(folder('tarteaucitronjs')),
  },
  {
    // https://github.com/boscop-fr/orejime#configuration
    name: version('orejime'),
    head: `<link rel="stylesheet" href="/peer/orejime-standard.css">
<script>window.orejimeConfig = { privacyPolicyUrl: '/statement.html', purposes: [{ id: 'tracker', title: 'Tracker', description: 'Ads', cookies: ['_tracker'] }] };</script>
<script src="/peer/orejime-standard-en.js"></script>`,
    files: under(join(folder('orejime'), 'dist')),
  },
  {
    // https://c15t.com/docs/frameworks/javascript/network-blocker, but as favourably as can be: in the head, where what
    // waits for marked frames would throw, and with `enabled`, which its example leaves out and its code asks for.
    name: version('c15t'),
    head: '<script src="/peer/c15t.js"></script>',
    files: {
      '/peer/c15t.js': bundled('c15t', `import { getOrCreateConsentRuntime } from 'c15t';
getOrCreateConsentRuntime({
  mode: 'offline', overrides: { country: 'NL' }, consentCategories: ['necessary', 'marketing'],
  networkBlocker: { enabled: true, rules: [{ id: 'tracker', domain: 'tracker.test', category: 'marketing' }] },
  iframeBlockerConfig: { disableAutomaticBlocking: true },
});`),
    },
  },
];
