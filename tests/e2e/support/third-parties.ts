// What other companies answer. Google's tag is the miniature of the demo (www/stand-in/gtag.js): it
// reads the data layer, keeps to the consent state, sets `_ga` and reports to google-analytics.com.
// Everyone else is a plain tracker that answers in the form that was asked for.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer, Hit } from './network.ts';

const standIn = fileURLToPath(new URL('../../../www/stand-in/', import.meta.url));

export const TAG_MANAGER = 'www.googletagmanager.com';
export const ANALYTICS = 'www.google-analytics.com';
/** A tracker that no list knows: held because the config declares it. */
export const TRACKER = 'cdn.tracker.test';

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect id="i" width="8" height="8"/></svg>';

export function thirdParty(hit: Hit): Answer {
  const headers = {
    'access-control-allow-origin': String(hit.headers.origin ?? '*'),
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'content-type',
    'timing-allow-origin': '*',
  };
  if (hit.method === 'OPTIONS') return { status: 204, headers };
  if (hit.host === TAG_MANAGER && hit.path === '/gtag/js') {
    return { headers, type: 'text/javascript', body: readFileSync(`${standIn}gtag.js`, 'utf8') };
  }
  switch (hit.path.slice(hit.path.lastIndexOf('.') + 1)) {
    case 'js':
      return { headers, type: 'text/javascript', body: script(hit) };
    case 'gif':
      return { headers, type: 'image/gif', body: pixel };
    case 'svg':
      return { headers, type: 'image/svg+xml', body: drawing };
    case 'css':
      return { headers, type: 'text/css', body: ':root { --tracker: loaded }' };
    case 'html':
      return { headers, type: 'text/html', body: '<!doctype html><html lang="en"><title>Embed</title><p>Embedded page</p>' };
    case 'events':
      return { headers, type: 'text/event-stream', body: 'data: hello\n\n' };
    case 'mp4':
    case 'vtt':
      return { headers, status: 404, type: 'text/plain', body: '' };
    default:
      return { status: 204, headers };
  }
}

/** Leaves its mark in `window.ran`, in a cookie of the site and in its storage, as trackers do. */
function script(hit: Hit): string {
  const name = JSON.stringify(hit.query.get('name') ?? hit.path);
  return `(window.ran = window.ran || []).push(${name});
document.cookie = '_tracker=1; path=/; max-age=31536000';
localStorage.setItem('_tracker', '1');`;
}
