// Configs of the test sites. A test takes one of these and changes what it is about.

export type Config = Record<string, unknown>;
export type Category = 'functional' | 'analytics' | 'social' | 'advertising';

export interface Service {
  id?: string;
  catalogue?: string;
  name?: string;
  category?: Category;
  provider?: string;
  purpose?: string | Record<string, string>;
  hosts?: string[];
  items?: Array<Record<string, unknown>>;
  [other: string]: unknown;
}

export const googleAnalytics: Service = { catalogue: 'google-analytics' };

export const tracker: Service = {
  id: 'tracker',
  name: 'Tracker',
  category: 'advertising',
  provider: 'Tracker Inc.',
  purpose: { nl: 'Reclame tonen die bij u past', en: 'To show ads that fit your interests' },
  hosts: ['tracker.test'],
  countries: ['US'],
  items: [
    { name: '_tracker', purpose: { nl: 'Bezoeker herkennen', en: 'To recognise a visitor' }, retention: 'P1Y' },
    {
      name: '_tracker',
      storage: 'localStorage',
      purpose: { nl: 'Bezoeker herkennen', en: 'To recognise a visitor' },
      retention: 'persistent',
    },
  ],
};

export const videos: Service = {
  id: 'videos',
  name: 'Videos',
  category: 'social',
  provider: 'Videos Ltd',
  purpose: { nl: 'Video’s tonen', en: 'To show videos' },
  hosts: ['videos.test'],
  countries: ['IE'],
  items: [{ name: 'video_id', party: 'third', purpose: { nl: 'Voorkeur onthouden', en: 'To remember a preference' }, retention: 'P6M' }],
};

export const visits: Service = {
  id: 'visits',
  name: 'Visits',
  category: 'analytics',
  provider: 'Visits BV',
  purpose: { nl: 'Bezoek meten', en: 'To measure visits' },
  hosts: ['visits.test'],
  countries: ['NL'],
  items: [{ name: '_visits', purpose: { nl: 'Bezoek meten', en: 'To measure visits' }, retention: 'P30D' }],
};

/** A config of a small Dutch company with these services; `more` replaces whole members. */
export function config(services: Service[], more: Config = {}): Config {
  const uses = (category: Category): boolean =>
    services.some((service) => service.category === category || (category === 'analytics' && service === googleAnalytics));
  return {
    version: 1,
    controller: {
      name: 'Voorbeeld B.V.',
      address: 'Dorpsstraat 1, 7500 AA Enschede',
      email: 'privacy@voorbeeld.test',
    },
    language: 'en',
    statement: { url: '/statement.html', version: '2026-01', effective: '2026-01-01' },
    categories: {
      functional: { used: true },
      analytics: { used: uses('analytics') },
      social: { used: uses('social') },
      advertising: { used: uses('advertising') },
    },
    services,
    ...more,
  };
}
