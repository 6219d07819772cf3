/** Parts of the receipt that its records point to. */

import { whole, type Facts } from './facts';
import type { StoredReceipt } from './stored';

export const PARTS = {
  visitor: { '@id': '_:visitor' },
  controller: { '@id': '_:controller' },
  control: { '@id': '_:control' },
} as const;

/** What a choice was an answer to, by the hash and the language. */
export const noticeOf = ({ asked, language }: StoredReceipt) => ({ '@id': `_:asked-${asked}-${language}` });

/** The site's statement, by its address; nothing where there is none. */
export function statementOf(facts: Facts): { '@id': string } | undefined {
  const { url, version } = facts.config.statement || {};
  const address = whole(url, facts);
  return address || version ? { '@id': address || '_:statement' } : undefined;
}
