/**
 * The page's side of the service worker: brings it up where the configuration names it, tells it what is granted, and
 * takes it away where it is named no longer.
 */

import { enforce } from './enforce';
import type { Sluis } from './types';
import { CACHE, FILE, QUESTION, type WorkerState } from './worker-state';

/** `config` is complete; undefined when it was refused, and then nothing is granted. */
export async function start(config: any, page: Sluis): Promise<void> {
  const workers = navigator.serviceWorker;
  if (config?.enforce) enforce(config, page);
  // Not on a page without https.
  if (!workers) return;
  if (config && !config.worker) return dismiss(workers);
  const tell = async () => (await workers.ready).active?.postMessage(state(config, page));
  workers.addEventListener('message', ({ data, ports }) => {
    if (data == QUESTION) ports[0].postMessage(state(config, page));
  });
  // A new version takes over, or the first one.
  workers.addEventListener('controllerchange', tell);
  page.on('change', tell);
  if (config && FILE.test(config.worker)) await register(workers, config.worker);
  await tell();
}

async function register(workers: ServiceWorkerContainer, address: string): Promise<void> {
  // The first page does not share its bandwidth with what only the next one needs.
  if (document.readyState != 'complete') await new Promise((done) => window.addEventListener('load', done));
  const standing = script(await workers.getRegistration(own('/')));
  if (standing && !FILE.test(standing)) {
    throw new Error(
      `this site has a service worker already (${standing}). Put importScripts('${address}') first in it, and name it as "worker" in consent.json.`,
    );
  }
  try {
    await workers.register(own(address), { scope: own('/'), updateViaCache: 'none' });
  } catch (error) {
    throw new Error(`the service worker ${address} can't be used (${(error as Error).message}).`);
  }
}

/** Of this site, wherever a `<base>` of the page points to. */
const own = (path: string): string => new URL(path, location.href).href;

async function dismiss(workers: ServiceWorkerContainer): Promise<void> {
  for (const registration of await workers.getRegistrations()) {
    if (FILE.test(script(registration))) await registration.unregister();
  }
  await caches.delete(CACHE);
}

const script = (registration?: ServiceWorkerRegistration): string => {
  const { active, waiting, installing } = registration || {};
  return (active || waiting || installing)?.scriptURL || '';
};

function state(config: any, page: Sluis): WorkerState {
  const { services, record } = page.state();
  const declared: any[] = (config && config.services) || [];
  return {
    format: 1,
    services: config && declared.map(({ id, hosts, consentMode }) => ({ hosts: hosts || [], granted: services[id] == 'granted' || consentMode == 'advanced' })),
    until: lapses(record, config?.record?.months || 6),
  };
}

/** The minute of the choice stands in the record. Without one, what is granted runs unasked. */
function lapses(record: string | null, months: number): number {
  const [, year, month, day] = /~(\d{4})(\d\d)(\d\d)T/.exec(record || '') || [];
  return year ? Date.UTC(+year, +month - 1 + months, +day) : Date.now() + 864e5 * 30 * months;
}
