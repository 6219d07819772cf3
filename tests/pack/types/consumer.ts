import { start, type Config, type Sluis, type State } from 'sluis';
import { start as external } from 'sluis/external';
import { arm } from 'sluis/guard';

const config: Config = { version: 1, controller: { name: 'Voorbeeld B.V.' }, services: [{ catalogue: 'youtube' }] };

const early: Sluis = arm();
const sluis: Sluis = await start(config, { styles: 'own' });
await external(config, { module: '/sluis.wasm' });
const stop: () => void = sluis.on('change', (state: State) => console.log(state.categories.analytics === 'granted'));
sluis.accept(['analytics']);
window.sluis?.open();
stop();
early.reject();

// @ts-expect-error there is no version 2
await start({ version: 2, controller: { name: 'Voorbeeld B.V.' } });
// @ts-expect-error nor such an event
sluis.on('consent', () => {});
