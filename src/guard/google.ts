/**
 * Google's consent default: everything denied, in the queue before any Google tag can read it.
 * https://developers.google.com/tag-platform/security/guides/consent
 */

let sent = false;

export function sendConsentDefault(): void {
  if (sent) return;
  sent = true;
  try {
    const page = window as any;
    const layer = (page.dataLayer = page.dataLayer || []);
    // In front, so the last first: the page's own snippet may have queued a command before its tag was found.
    // gtag.js drops plain arrays without a word: an entry has to be an `arguments` object.
    const gtag = function (..._command: unknown[]) {
      layer.unshift(arguments);
    };
    gtag('set', 'url_passthrough', false);
    gtag('set', 'ads_data_redaction', true);
    gtag('consent', 'default', {
      ad_storage: 'denied',
      ad_user_data: 'denied',
      ad_personalization: 'denied',
      analytics_storage: 'denied',
      personalization_storage: 'denied',
      functionality_storage: 'granted',
      security_storage: 'granted',
      wait_for_update: 500,
    });
  } catch {
    // What the page has under that name takes no command: no tag of Google's can read it either. Whoever asks for this
    // is holding somebody, and goes on.
  }
}
