/**
 * Sends the receipts that wait (`undelivered.ts`) to the site's own server: one by one, oldest first, each until it is
 * answered. Loaded only where the configuration names `receipts`. docs/receipts.md is the contract with the server.
 *
 * All that a choice does is done before: this begins after the event, in a task of its own.
 */

import type { Gate, Sluis } from './types';
import { idOf, PREFIX } from './undelivered';

/** In local storage: how often the server has failed in a row, and before when it is left in peace. */
const PAUSE = 'sluis_delivery';
/** As many as wait at most; the oldest go. The visitor's own list (`sluis_receipts`) is no longer than half of it. */
const MOST = 20;
/** How long a server may take, and how long other tabs leave a receipt to the one that is sending it. */
const PATIENCE = 10_000;
/** The first pause, which doubles, and the longest. */
const SHORTEST = 5_000;
const LONGEST = 3_600_000;
/** The longest that a server can ask for (`Retry-After`). */
const DAY = 86_400_000;
/** Answers to this very receipt, which trying again can't change. */
const REFUSED = [400, 409, 410, 413, 415, 422];

interface Entry {
  key: string;
  id: string;
  at: number;
  receipt: object;
}

interface Pause {
  failures: number;
  until: number;
}

export function start(config: any, page: Sluis): void {
  const { gate } = page;
  const { endpoint, thirdParty } = config.receipts;
  const address = new URL(endpoint, location.origin);
  if (!thirdParty && !own(address.hostname, config.domains || [])) {
    // Kept, a few of them, for when this is put right.
    waiting(gate);
    return say(`${address.host} is not this site's, so receipts are not sent there`);
  }
  const said = new Set<string>();
  const once = (text: string) => said.has(text) || (said.add(text), say(text));

  let timer: number | undefined;
  const later = (time: number) => {
    clearTimeout(timer);
    timer = setTimeout(start, time) as unknown as number;
  };
  // One turn at a time, and one more for whoever asked meanwhile.
  let turn: Promise<void> | undefined;
  let another = false;
  const start = () => {
    if (turn) another = true;
    else {
      turn = alone(empty).catch(() => {}).then(() => {
        turn = undefined;
        if (another) start();
      });
      another = false;
    }
  };

  /** Sends until nothing waits or the server fails. */
  async function empty(): Promise<void> {
    for (let entry; (entry = waiting(gate)[0]); ) {
      const { failures, until } = pause();
      if (until > Date.now()) return later(until - Date.now());
      // Nobody's failure; the browser tells when it is over.
      if (offline()) return;
      rest({ failures, until: Date.now() + PATIENCE });
      const answer = await send(address, entry);
      const status = answer ? answer.status : 0;
      if (answer && answer.ok) {
        rest();
        drop(gate, entry.key);
      } else if (REFUSED.includes(status)) {
        rest();
        drop(gate, entry.key);
        once(`${address} refuses a receipt with ${status}, so it is not sent again`);
      } else {
        let wait = Math.min(LONGEST, SHORTEST * 2 ** failures);
        if (answer && answer.type == 'opaqueredirect') {
          once(`${address} answers with a redirect, which is not followed: name the address that it leads to. It is tried again`);
          wait = LONGEST;
        } else if (status >= 300 && status < 500 && ![408, 425, 429].includes(status)) {
          once(`${address} answers ${status}. It is tried again`);
          wait = LONGEST;
        }
        // By chance, so that visitors who failed together do not come back together.
        wait = Math.max(wait * (0.5 + Math.random() / 2), asked(answer));
        rest({ failures: failures + 1, until: Date.now() + wait });
        return later(wait);
      }
    }
  }

  /** Whoever leaves takes no answer along: what was sent now is sent again by the next page, under the same id. */
  const leave = () => {
    const { failures, until } = pause();
    const entries = waiting(gate);
    if (!entries.length || until > Date.now() || offline()) return;
    rest({ failures, until: Date.now() + PATIENCE });
    for (const entry of entries) {
      if ('keepalive' in Request.prototype) send(address, entry);
      else navigator.sendBeacon(address, new Blob([body(entry)], { type: 'application/json' }));
    }
  };

  // A choice that this page only follows is sent by the tab where it was made, as long as that is there.
  let mine = false;
  const { receipt } = gate;
  gate.receipt = (text) => {
    mine = true;
    receipt!(text);
  };
  page.on('change', () => {
    later(mine ? 0 : PATIENCE);
    mine = false;
  });
  addEventListener('online', () => {
    if (waiting(gate).length) rest({ ...pause(), until: 0 });
    start();
  });
  addEventListener('pagehide', leave);
  addEventListener('pageshow', ({ persisted }) => persisted && start());
  start();
}

/** The same rule as `is_own` of `src/core/deliver.rs`; a page's own host is its own without being declared. */
function own(host: string, domains: string[]): boolean {
  return [location.hostname, ...domains].some((domain) => `.${host}`.endsWith(`.${domain.replace(/^www\./, '')}`));
}

/** What waits, the oldest first. What somebody else has put there is thrown away. */
function waiting(gate: Gate): Entry[] {
  const found = { ...gate.unsent };
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) found[key] = localStorage[key];
    }
  } catch {}
  const entries: Entry[] = [];
  for (const key in found) {
    try {
      const [at, receipt] = JSON.parse(found[key]);
      const id = idOf(key);
      if (!/^[0-9a-f]{32}$/.test(id) || receipt.schema != 1) throw 0;
      entries.push({ key, id, at, receipt });
    } catch {
      drop(gate, key);
    }
  }
  entries.sort((one, other) => one.at - other.at);
  entries.splice(0, entries.length - MOST).forEach(({ key }) => drop(gate, key));
  return entries;
}

function drop(gate: Gate, key: string): void {
  delete gate.unsent![key];
  try {
    localStorage.removeItem(key);
  } catch {}
}

const NONE: Pause = { failures: 0, until: 0 };
/** Counts where nothing can be stored. */
let remembered = NONE;

function pause(): Pause {
  try {
    remembered = { ...NONE, ...JSON.parse(localStorage[PAUSE] || '{}') };
  } catch {}
  // Longer than any pause there is: the clock was wrong then, or is now.
  return remembered.until > Date.now() + DAY ? { ...remembered, until: 0 } : remembered;
}

function rest(given?: Pause): void {
  remembered = given || NONE;
  try {
    if (given) localStorage[PAUSE] = JSON.stringify(given);
    else localStorage.removeItem(PAUSE);
  } catch {}
}

const offline = () => navigator.onLine === false;

const body = ({ id, receipt }: Entry) => JSON.stringify({ id, receipt });

/** The answer, or nothing where there was none. */
async function send(address: URL, entry: Entry): Promise<Response | undefined> {
  const stop = new AbortController();
  const bell = setTimeout(() => stop.abort(), PATIENCE);
  try {
    return await fetch(address, {
      method: 'POST',
      body: body(entry),
      // https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${entry.id}"` },
      // The request goes on when the page does not.
      keepalive: true,
      // No cookie and no address of a page: a receipt is nobody's.
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      cache: 'no-store',
      signal: stop.signal,
    });
  } catch {
    return;
  } finally {
    clearTimeout(bell);
  }
}

/** What the server asks for with `Retry-After`, in seconds or as a date. */
function asked(answer?: Response): number {
  const text = (answer && answer.headers.get('retry-after')) || '';
  const time = /^\d+$/.test(text) ? +text * 1000 : Date.parse(text) - Date.now();
  return time > 0 ? Math.min(time, DAY) : 0;
}

/** One tab at a time. Without locks (a page without https) the pause that is stored before each request does nearly the same. */
const alone = async (work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request(PAUSE, work) : work();

const say = (text: string) => console.error(`Sluis: ${text}.`);
