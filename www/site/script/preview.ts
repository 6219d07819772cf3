/** Inside the frame of the preview: Sluis with the configuration that stands there. */

import { start } from 'sluis';
import type { Config } from '../../../pkg/src/types';

// A sandboxed page may not even ask whether there are service workers: https://w3c.github.io/ServiceWorker/#navigator-service-worker
Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
const config: Config = JSON.parse(document.getElementById('config')!.textContent!);
delete config.worker;
delete config.enforce;
void start(config).then((sluis) => {
  if (document.body.dataset.view === 'settings') sluis.open();
});
