/** What both forms of the proof are made of. */

import type { Question } from './question';
import type { Stored, StoredReceipt } from './stored';
import type { Words } from './words';

export interface Facts {
  /** Complete and sealed. */
  config: any;
  words: Words;
  stored: Stored;
  asked: Question;
  /** Now. */
  at: Date;
  /** The site's own address. */
  site: { origin: string; href: string };
}

/** A mean Gregorian month in milliseconds, to the minute: `MONTH` of `src/core/time.rs`. */
const MONTH = 43_829 * 60_000;

/** A moment as receipts write it: `2026-11-22T10:14Z`. */
export const minute = (at: Date): string => at.toISOString().replace(/:\d\d\.\d+Z$/, 'Z');

/** Until when a choice stands, a refusal as long as a grant (L-01). */
export function until({ config }: Facts, { at }: StoredReceipt): string {
  const end = new Date(+new Date(at) + (config.record?.months ?? 6) * MONTH);
  return isNaN(+end) ? at : minute(end);
}

/** Where the choice can be changed and consent withdrawn: on every page of the site (GDPR art. 7(3)). */
export const wayBack = ({ site }: Facts): string => `${site.origin}/#sluis`;

/** An address of the configuration, whole. */
export function whole(address: unknown, { site }: Facts): string | undefined {
  try {
    return address ? new URL(address as string, site.href).href : undefined;
  } catch {
    return undefined;
  }
}

/** Whether this choice was an answer to what the page asks now, in the words that it uses now. */
export const isCurrent = ({ config, words }: Facts, { asked, language }: StoredReceipt): boolean =>
  asked == config.sealed?.asked && language == words.language;
