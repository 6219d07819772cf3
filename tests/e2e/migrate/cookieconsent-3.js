import * as CookieConsent from 'vanilla-cookieconsent';

const table = [
  { name: '_ga', domain: 'example.test', desc: 'Tells visitors apart', duration: '2 years' },
  { name: 'theme', domain: 'example.test', desc: 'Remembers light or dark', duration: '1 month' },
];

CookieConsent.run({
  revision: 3,
  guiOptions: { consentModal: { layout: 'box inline', position: 'bottom right' } },
  cookie: { name: 'my_consent', expiresAfterDays: 120, domain: '.example.test' },
  categories: {
    necessary: { enabled: true, readOnly: true },
    functionality: {},
    analytics: {
      autoClear: { cookies: [{ name: /^(_ga|_gid)/ }, { name: /^x(?=y)/ }] },
      services: { ga: { label: 'Google Analytics', onAccept: () => start() }, own: { label: 'Own counter', cookies: [{ name: 'counter' }] } },
    },
    ads: { enabled: true, services: { pixel: { label: 'Meta Pixel' } } },
  },
  onChange({ changedCategories }) { console.log(changedCategories); },
  language: {
    default: 'nl',
    translations: {
      nl: {
        consentModal: { title: 'Cookies', acceptAllBtn: 'Ja', acceptNecessaryBtn: 'Nee' },
        preferencesModal: { title: 'Instellen', sections: [{ title: 'Meten', description: 'Om bezoek te <b>meten</b>', linkedCategory: 'analytics', cookieTable: { headers: { name: 'Naam', desc: 'Doel', duration: 'Duur' }, body: table } }] },
      },
      en: './en.json',
    },
  },
});
