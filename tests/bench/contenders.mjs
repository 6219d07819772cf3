// Who is measured, each set up as its own documentation says, in Dutch, asking for one and the same
// thing: Google Analytics. Peers are the npm releases that tests/package.json pins.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const cookieconsent = dirname(require.resolve('vanilla-cookieconsent/package.json'));
const orejime = dirname(require.resolve('orejime/package.json'));

/** `cargo xtask bench` writes the two snippets before it starts this. */
const snippet = (name) => readFileSync(join(here, `../../target/bench/${name}.html`), 'utf8');

// https://cookieconsent.orestbida.com/essential/getting-started.html
const cookieconsentSetup = `CookieConsent.run({
  hideFromBots: false, // a browser that is driven counts as one
  guiOptions: { consentModal: { layout: 'bar', position: 'bottom' } },
  categories: { necessary: { enabled: true, readOnly: true }, analytics: { services: { ga: { label: 'Google Analytics' } } } },
  language: { default: 'nl', translations: { nl: {
    consentModal: {
      title: 'Cookies op deze website',
      description: 'Wij gebruiken cookies om te meten hoe onze website wordt gebruikt. Wij vragen daarvoor toestemming. Uw keuze kunt u altijd wijzigen.',
      acceptAllBtn: 'Accepteren', acceptNecessaryBtn: 'Weigeren', showPreferencesBtn: 'Zelf instellen' },
    preferencesModal: {
      title: 'Kies welke cookies u goed vindt', acceptAllBtn: 'Accepteren', acceptNecessaryBtn: 'Weigeren', savePreferencesBtn: 'Keuze opslaan',
      sections: [{ title: 'Functioneel', linkedCategory: 'necessary' }, { title: 'Statistieken', linkedCategory: 'analytics' }] } } } } });`;

// https://github.com/boscop-fr/orejime#configuration
const orejimeSetup = `window.orejimeConfig = {
  privacyPolicyUrl: '/statement.html',
  purposes: [{ id: 'ga', title: 'Google Analytics', description: 'Meten hoe de website wordt gebruikt', cookies: ['_ga', /^_ga_/] }] };`;

const ACCEPT = /^(accepteren|aanvaarden)$/i;

/** Nobody: what the page costs by itself, to subtract. */
export const bare = { id: 'bare', name: 'the page alone', head: () => '', tag: () => '', files: {} };

const held = '<script type="text/plain" data-sluis="analytics" data-src="/tag.js" async></script>';

export const contenders = [
  { id: 'sluis', name: 'Sluis, guard inline', accept: ACCEPT, files: {}, head: () => snippet('inline'), tag: () => held },
  { id: 'sluis-tag', name: 'Sluis, one tag', accept: ACCEPT, files: {}, head: () => snippet('tag'), tag: () => held },
  {
    id: 'cookieconsent',
    name: 'vanilla-cookieconsent 3.1.0',
    accept: ACCEPT,
    files: {
      '/cookieconsent.css': join(cookieconsent, 'dist/cookieconsent.css'),
      '/cookieconsent.js': join(cookieconsent, 'dist/cookieconsent.umd.js'),
      '/cookieconsent-setup.js': Buffer.from(cookieconsentSetup),
    },
    head: () => '<link rel="stylesheet" href="/cookieconsent.css">\n<script defer src="/cookieconsent.js"></script>\n<script defer src="/cookieconsent-setup.js"></script>',
    tag: () => '<script type="text/plain" data-category="analytics" data-service="ga" data-src="/tag.js" async></script>',
  },
  {
    id: 'orejime',
    name: 'orejime 3.2.1',
    accept: ACCEPT,
    files: { '/orejime.css': join(orejime, 'dist/orejime-standard.css'), '/orejime.js': join(orejime, 'dist/orejime-standard-nl.js') },
    head: () => `<link rel="stylesheet" href="/orejime.css">\n<script>${orejimeSetup}</script>\n<script defer src="/orejime.js"></script>`,
    tag: () => '<template data-purpose="ga"><script src="/tag.js" async></script></template>',
  },
];
