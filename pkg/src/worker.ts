/**
 * `sluis.worker.js`: a service worker that a site serves from its root. What a page asks of another host goes through
 * here, also what the browser's preload scanner, a stylesheet or `import()` asks, and what is known and not granted
 * gets no further. It decides nothing itself: pages tell it what is granted. Until one has, everything known is
 * refused.
 *
 * It can also be imported by a worker that the site already has: first in it, `importScripts('/sluis.worker.js')`.
 */

import { addCatalogue, addPattern, catalogue, type Hosts, hosts, matches, use } from '../../src/guard/rules';
import { CACHE, FILE, QUESTION, type WorkerState } from './worker-state';

// TypeScript knows either pages or workers, and the rest of this package are pages.
const worker = self as any;

/** Where the state is kept. Never fetched. */
const KEY = '/sluis-worker-state';
/** For how long a page may think about whether something was just granted, in milliseconds. */
const PATIENCE = 1_000;

let state: WorkerState | undefined;
/** Everything that needs a grant, and what has one. */
let known: Hosts;
let granted: Hosts;
/** Pages that have told something, and so can be asked. */
const pages = new Set<string>();
let isReady = false;

function take(told?: WorkerState): void {
  // Of a state that another version has left, only what is declared counts.
  const stale = !told?.services || told.format != 1;
  state = stale ? { format: 1, services: told?.services || state?.services, until: 0 } : told;
  const services = state.services || [];
  const declared = services.flatMap((service) => service.hosts);
  const passes = new Set(services.filter((service) => service.granted).flatMap((service) => service.hosts));
  known = list([...Object.values(catalogue).flat(), ...declared], () => true);
  // Declared twice, a pattern passes when one of the two is granted.
  granted = list(declared, (pattern) => passes.has(pattern));
}

/** The guard's rules work on one list at a time, as a parameter for it would be in everybody's guard. */
function list(patterns: string[], value: (pattern: string) => boolean): Hosts {
  use({ __proto__: null } as any);
  patterns.forEach((pattern) => addPattern(pattern, value(pattern)));
  return hosts;
}

async function recall(): Promise<void> {
  addCatalogue();
  take();
  try {
    const kept = await (await (await caches.open(CACHE)).match(KEY))?.json();
    if (kept) {
      kept.pages.forEach((page: string) => pages.add(page));
      take(kept.state);
    }
  } catch {
    // Unreadable, or no storage: then nothing is granted until a page says so.
  }
  isReady = true;
}

async function learn(told: WorkerState, page?: string): Promise<void> {
  await ready;
  take(told);
  const living = new Set((await worker.clients.matchAll({ includeUncontrolled: true })).map(({ id }: any) => id));
  if (page) pages.add(page);
  for (const one of pages) if (!living.has(one)) pages.delete(one);
  const body = JSON.stringify({ state, pages: [...pages] });
  await (await caches.open(CACHE)).put(KEY, new Response(body));
}

/** The declared pattern that fits best decides; where none does, it is enough to be known. */
function isHeld({ hostname, pathname }: URL): boolean {
  // As the guard does: `www.youtube.com.localhost` stands in for the real host.
  const host = hostname.replace(/(\.localhost)?\.?$/, '');
  const fits = (list: Hosts) => {
    use(list);
    return matches(host, pathname);
  };
  return !!fits(known) && !(Date.now() < state!.until && fits(granted));
}

/** A click and the request that it lets go can overtake each other on their way here. So a page that can answer is
 *  asked before it is refused something. */
async function ask(page: string): Promise<void> {
  const client = pages.has(page) && (await worker.clients.get(page));
  if (!client) return;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<WorkerState | undefined>((done) => {
    port1.onmessage = ({ data }) => done(data);
    setTimeout(done, PATIENCE);
  });
  client.postMessage(QUESTION, [port2]);
  const told = await answer;
  if (told) await learn(told, page);
}

async function answer({ request, clientId }: any, address: URL): Promise<Response> {
  await ready;
  if (isHeld(address)) await ask(clientId);
  // An error is what a page gets from an unreachable host, and what every page is written for.
  return isHeld(address) ? Response.error() : fetch(request);
}

const ready = recall();

worker.addEventListener('fetch', (event: any) => {
  const address = new URL(event.request.url);
  if (address.origin == worker.location.origin || (isReady && !isHeld(address))) return;
  event.respondWith(answer(event, address));
  // An importing worker must not answer a second time.
  event.stopImmediatePropagation();
});

worker.addEventListener('message', (event: any) => {
  if (event.data?.format) event.waitUntil(learn(event.data, event.source?.id));
});

if (FILE.test(worker.location.pathname)) {
  worker.addEventListener('install', () => worker.skipWaiting());
  worker.addEventListener('activate', (event: any) => event.waitUntil(worker.clients.claim()));
}
