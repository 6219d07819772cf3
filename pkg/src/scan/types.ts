/** What a scan finds: the JSON report. Names and sizes only; the value of a cookie or a key is never written down. */

import type { Config } from '../types';

/** What the visitor had done when something was seen. */
export type Moment = 'before' | 'reject' | 'accept';

export const MOMENTS: Moment[] = ['before', 'reject', 'accept'];

/** Where something is stored, in the words of consent.json. */
export type Storage = 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cacheStorage';

export interface Request {
  url: string;
  host: string;
  method: string;
  /** What the browser fetched it as: `Script`, `Image`, `Ping` … */
  type: string;
  /** Milliseconds since the page was asked for. */
  at: number;
  /** Milliseconds until it ended; null when it had not ended as the scan went on. */
  took: number | null;
  status: number | null;
  /** What made the browser ask: an address, or `parser`, `script`, `preload`, `other`. */
  initiator: string;
  /** Why it never left the browser, such as `csp`; null when it left. */
  blocked: string | null;
  moment: Moment;
}

export interface Page {
  url: string;
  title: string;
  /** What the visitor had done when leaving it: a page on which the choice was made counts as after it. */
  moment: Moment;
  /** When the choice was made on this page, in the milliseconds of `Request.at`; null when none was. */
  chosen: number | null;
  requests: Request[];
}

export interface Stored {
  name: string;
  storage: Storage;
  /** A cookie's domain, or the host of the page that holds the key. */
  host: string;
  path?: string;
  party: 'first' | 'third';
  httpOnly?: boolean;
  secure?: boolean;
  sameSite?: string;
  /** The top-level site that a partitioned cookie is bound to (CHIPS). */
  partition?: string;
  /** Days until it expires, as seen; `null`: ends with the session, or has no end. */
  days: number | null;
  session?: boolean;
  /** Where it was first seen. */
  page: string;
  moment: Moment;
}

/** How one part of the scan went. */
export interface Pass {
  moment: Moment;
  /** Whether the choice was made; for `before`: whether pages could be opened. */
  done: boolean;
  /** Why not, or how. */
  how: string;
}

/** What a host or a stored item turned out to be. */
export interface Verdict {
  /** `own`: the site itself. `declared`: by consent.json. `known`: by our catalogue only. `unknown`: by nobody. */
  as: 'own' | 'declared' | 'known' | 'unknown';
  /** The id of the service. */
  service: string | null;
  category: string | null;
  /** Whether it may be there only once the visitor agreed. Null where nobody can say. */
  consent: boolean | null;
}

export interface Contact extends Verdict {
  host: string;
  counts: Record<Moment, number>;
  /** One address, as an example. */
  example: string;
}

export interface Item extends Verdict, Stored {
  seen: Moment[];
}

export type Code =
  | 'request-before-choice'
  | 'request-after-reject'
  | 'stored-before-choice'
  | 'stored-after-reject'
  | 'undeclared-host'
  | 'undeclared-item'
  | 'kept-longer'
  | 'config-refused';

export interface Finding {
  code: Code;
  what: string;
  why: string;
  /** Where it was seen first. */
  page: string;
  moment: Moment;
}

export interface Report {
  /** Version of this format. */
  version: 1;
  url: string;
  /** The registrable domain, as the browser has it. */
  site: string;
  at: string;
  browser: string;
  sandbox: boolean;
  /** The banner that was recognised: `Sluis`, the name of another tool, `given` by selectors, or null. */
  banner: string | null;
  /** Where the declaration came from: a file, `page`, or null when there is none. */
  declaration: string | null;
  passes: Pass[];
  pages: Page[];
  contacts: Contact[];
  items: Item[];
  findings: Finding[];
  /** Services that consent.json declares and this scan did not meet. No failure: a scan does not see everything. */
  notSeen: string[];
  /** What was not looked at, in plain words. */
  remarks: string[];
  draft: Draft;
}

export interface Draft {
  config: Partial<Config> & Record<string, unknown>;
  /** JSON paths that a person has to fill in. */
  unknown: string[];
}
