/**
 * `sluis.first.js`: inline in the head of a page that enforces before a choice. It puts the policy of what is granted by
 * the visitor's cookie there before anything else is parsed; without a believable choice, of nothing.
 */

import { chosen } from './chosen';
import { put } from './meta';
import { pass } from './pass';
import { policy } from './policy';
import { renew } from './renew';
import { isSealed } from './seal';

/** What is granted by the cookie, and by nothing where a sandboxed page may not look. */
function granted(config: any): Record<string, boolean> {
  let cookies = '';
  try {
    cookies = document.cookie;
  } catch {
    // So nothing is.
  }
  return chosen(config, cookies, Math.floor(Date.now() / 60_000)).granted;
}

let config: any;
try {
  config = JSON.parse(document.querySelector('script[data-sluis=config]')!.textContent!);
} catch {
  // Nobody will understand it, so nothing from elsewhere loads.
  put(policy({}, () => false));
}
// One that is not sealed is only understood by the core, and its policy comes with that.
if (isSealed(config)) {
  const now = granted(config);
  const shown = pass();
  if (Object.values(now).includes(false)) {
    put(policy(config, (id) => now[id], shown), shown);
    // A choice that another script has brought since, say of an earlier tool.
    document.addEventListener('sluis:ready', () => {
      const then = granted(config);
      for (const id in then) if (then[id] && !now[id]) return renew();
    });
  }
}
