/**
 * `sluis.shopify.js`, for a shop at Shopify: hands each choice to the Customer Privacy API
 * (https://shopify.dev/docs/api/customer-privacy), by which Shopify's own pixels and apps go. It goes after the guard.
 */

import type { State } from '../types';

const page = window as any;

/** Before a choice nothing is said: Shopify then holds to what the shop's settings say for the visitor's country. */
function say({ decided, categories }: State): void {
  if (!decided) return;
  const advertising = categories.advertising == 'granted';
  const consent = { analytics: categories.analytics == 'granted', marketing: advertising, preferences: false, sale_of_data: advertising };
  page.Shopify?.loadFeatures?.([{ name: 'consent-tracking-api', version: '0.1' }], (error: unknown) => {
    // Without the API nothing of Shopify's hears a grant, which is the safe side.
    if (!error) page.Shopify.customerPrivacy?.setTrackingConsent(consent, () => {});
  });
}

page.sluis?.on('ready', say);
page.sluis?.on('change', say);
