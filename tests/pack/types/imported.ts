// What TypeScript makes of files has wider types than what is written out: the first lines of the README have to hold.
import { start } from 'sluis';
import { start as external } from 'sluis/external';
import { importChoice } from 'sluis/import';
import choices from './choices.json';
import config from './consent.json';

const sluis = await start(config);
sluis.on('change', (state) => console.log(state.categories.analytics)); // 'granted' or 'denied'
await external(config, { module: '/sluis.wasm' });
importChoice(config, choices);

// @ts-expect-error a key that there is not
await start({ ...config, controler: config.controller } satisfies Parameters<typeof start>[0]);
// @ts-expect-error nobody is responsible
await start({ version: config.version });
// @ts-expect-error what is written out is checked to the letter
await start({ version: 1, controller: { name: 'Voorbeeld B.V.' }, ui: { layout: 'baar' } });
