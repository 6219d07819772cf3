/**
 * `sluis.wordpress.js`, for a site whose plugins go by the WP Consent API 2 (https://wordpress.org/plugins/wp-consent-api/):
 * tells them of each choice. It goes after the guard, and it is told before anything held is let go.
 */

import type { State } from '../types';

const page = window as any;

/** Before a choice it is silent: the API remembers each answer in a cookie of its own. */
function say({ decided, categories, services }: State): void {
  if (!decided || !page.wp_set_consent) return;
  const { analytics, advertising } = categories;
  const kinds = {
    functional: 'granted',
    // Choices that a visitor made on the site; those that are needed for it are functional here.
    preferences: 'denied',
    'statistics-anonymous': analytics,
    statistics: analytics,
    // `social` has no kind of its own, so embeds go by service.
    marketing: advertising,
  };
  for (const [kind, permission] of Object.entries(kinds)) page.wp_set_consent(kind, permission == 'granted' ? 'allow' : 'deny');
  for (const [id, permission] of Object.entries(services)) page.wp_set_service_consent?.(id, permission == 'granted');
}

function repeat(): void {
  if (page.sluis?.state().ready) say(page.sluis.state());
}

// Where no type is set at all, the API says yes to everything.
page.wp_consent_type = 'optin';
document.dispatchEvent(new CustomEvent('wp_consent_type_defined'));
page.sluis?.on('ready', say);
page.sluis?.on('change', say);
// The API's own script may stand further down.
document.addEventListener('DOMContentLoaded', repeat);
