/**
 * `sluis.policy.js`: inline in the head of a page that enforces, it puts the policy of the stored choice there before
 * anything else is parsed. It only holds for the very choice that the cookie tells of.
 */

import { KEY, put } from './meta';

try {
  const [record, policy] = localStorage.getItem(KEY)!.split('\n');
  if (document.cookie.split('; ').includes('sluis_consent=' + record)) put(policy);
} catch {
  // Nothing is kept, or a sandboxed page may not look. Then the policy comes with the core, if it does.
}
