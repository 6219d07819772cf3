/** `sluis.import.js`: goes between the sealed configuration and the core, with the file of `migrate --import` beside it. */

import { importChoice } from './import';

function json(name: string): any {
  const text = document.querySelector(`script[type="application/json"][data-sluis=${name}]`)?.textContent;
  if (!text) throw new Error(`<script type="application/json" data-sluis="${name}"> has to stand before sluis.import.js`);
  return JSON.parse(text);
}

try {
  const config = json('config');
  const result = importChoice(config, json('import'));
  if (result == 'unsealed') console.warn('Sluis: no choice was imported, as the configuration is not sealed (npx sluis seal).');
} catch (error) {
  console.error(`Sluis: no choice was imported: ${(error as Error).message}.`);
}
