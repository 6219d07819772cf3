/**
 * Has the site's own server keep the record (docs/records.md): Safari keeps a cookie that a script has set for seven
 * days, and one that a server has set for as long as it says. Loaded only where `record.endpoint` names that server.
 *
 * The choice is stored before and holds without this. A request never outlives its page: an answer to an old choice
 * that came late would put it in the place of a newer one.
 */

import type { Sluis } from './types';

/** In local storage: the record that the server has kept, or has refused for good. `KEPT` of `record.rs`. */
const KEY = 'sluis_kept';
/** Milliseconds. */
const PATIENCE = 10_000;

export function start(config: any, page: Sluis): void {
  const address = new URL(config.record.endpoint, location.origin);
  if (address.origin != location.origin) return say(`${address.host} is not this site's host, so no record is sent there`);
  let flight: AbortController | undefined;

  const stop = () => flight && flight.abort();
  const send = async () => {
    stop();
    const { record } = page.state();
    if (!record || kept() == record) return;
    const own = (flight = new AbortController());
    const bell = setTimeout(() => own.abort(), PATIENCE);
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: record,
        headers: { 'Content-Type': 'text/plain' },
        credentials: 'same-origin',
        redirect: 'manual',
        cache: 'no-store',
        signal: own.signal,
      });
      const { status, type } = answer;
      // A server that answers everything with a page has kept nothing.
      if (status == 204 || status == 422) kept(record);
      if (status != 204) {
        const why = status == 422 ? `: ${(await answer.text()).trim().slice(0, 200)}` : '';
        say(`${address} did not keep the record (${type == 'opaqueredirect' ? 'a redirect' : status}${why}). It stays as the page has stored it`);
      }
    } catch {
      // Not there, or the page has been left: the next page tries again.
    }
    clearTimeout(bell);
  };

  page.on('change', send);
  addEventListener('pagehide', stop);
  addEventListener('pageshow', ({ persisted }) => persisted && send());
  send();
}

let remembered: string | null = null;

function kept(record?: string): string | null {
  if (record) remembered = record;
  try {
    if (record) localStorage.setItem(KEY, record);
    return localStorage.getItem(KEY);
  } catch {
    // Where nothing can be stored, each page sends it once.
    return remembered;
  }
}

const say = (text: string) => console.error(`Sluis: ${text}.`);
