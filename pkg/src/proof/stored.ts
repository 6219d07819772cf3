/** What this browser keeps of the visitor's choices, as it stands. */

import type { StoredReceipt } from '../consent-receipt';

export type { StoredReceipt };

export interface Stored {
  /** The record as it stands in the cookie, where there is one. */
  cookie: string | null;
  /** The receipts as they stand in local storage, the oldest first. */
  receipts: StoredReceipt[];
}

export function stored(): Stored {
  const cookie = /(?:^|; )sluis_consent=([^;]+)/.exec(document.cookie);
  const receipts = JSON.parse(localStorage.getItem('sluis_receipts') || '[]');
  return { cookie: cookie && cookie[1], receipts };
}

/** The receipts that can be read: a visitor, or a script, may have changed the others. */
export const readable = ({ receipts }: Stored): StoredReceipt[] =>
  Array.isArray(receipts) ? receipts.filter((one) => one && typeof one.at == 'string' && one.services && one.choices) : [];
