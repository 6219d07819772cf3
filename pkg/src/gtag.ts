/** Google's command queue: https://developers.google.com/tag-platform/gtagjs/reference */

export function gtag(..._command: unknown[]): void {
  const page = window as any;
  // gtag.js drops plain arrays without a word: an entry has to be an `arguments` object.
  (page.dataLayer = page.dataLayer || []).push(arguments);
}
