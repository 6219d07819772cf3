/** What the site declares whose question the page of views shows, sealed as `npx sluis seal` does it. */

import { seal } from '../../pkg/dist/esm/node.js';

const login = {
  id: 'login',
  name: 'Mijn account',
  category: 'functional',
  provider: 'Kanaalzicht B.V.',
  purpose: { nl: 'Ingelogd blijven', en: 'To stay logged in' },
  items: [{ name: 'session', retention: 'session', purpose: { nl: 'Herkent uw account', en: 'Recognises your account' } }],
};
const measured = { kind: 'analytics', service: { catalogue: 'google-analytics', agreement: true, dataSharing: false, ipAnonymised: true, retentionMonths: 14 } };
const shown = [{ kind: 'social', service: { catalogue: 'youtube' } }, { kind: 'advertising', service: { catalogue: 'meta-pixel' } }];

const site = (...services) => ({
  version: 1,
  controller: {
    name: 'Kanaalzicht B.V.',
    address: 'Havenkade 4, 7201 DA Zutphen',
    email: 'privacy@kanaalzicht.example',
    phone: '+31 575 000 000',
    companyNumber: '00000000',
  },
  statement: { url: '#statement', version: '2026-11-01', effective: '2026-11-01', history: [{ version: '2024-05-01', effective: '2024-05-01' }] },
  // What it does not use it says.
  categories: Object.fromEntries(['analytics', 'social', 'advertising'].map((kind) => [kind, { used: services.some((one) => one.kind == kind) }])),
  services: [login, ...services.map(({ service }) => service)],
  processing: [
    {
      what: { nl: 'Logbestanden van de server', en: 'Log files of the server' },
      purpose: { nl: 'Storingen en aanvallen herkennen', en: 'To recognise failures and attacks' },
      basis: 'legitimate-interest',
      retention: { nl: '12 dagen', en: '12 days' },
    },
  ],
  authority: { name: 'Autoriteit Persoonsgegevens', url: 'https://www.autoriteitpersoonsgegevens.nl/' },
});

/** One that asks, one with nothing to ask, and the first as it asks those who chose before it had videos and advertising. */
export async function sites() {
  const asking = site(measured, ...shown);
  const [plain, quiet, again] = await Promise.all([seal(asking), seal(site()), seal(asking, { earlier: [site(measured)] })]);
  return { asking: plain, quiet, again };
}
