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

import { reader, recordEndpoint, type Choice } from 'sluis/server';

const site = reader('{}');
const choice: Choice = site.read('a=1', { objects: true });
console.log(choice.services.youtube === 'granted', choice.record?.length);
const judged = site.judge('1~');
// @ts-expect-error only one of the two is there
judged.cookie.length;
const answer: (request: Request) => Promise<Response> = recordEndpoint(site.config, { used: async (once, until) => once.length > +until });
answer(new Request('https://a.test/sluis/record'));

import { csp, cspFor, diff, manifest, seal, statement, type Csp, type Problem } from 'sluis/node';
import { sluis as plugin } from 'sluis/vite';

const policy: Csp = await csp(config, { state: ['analytics'], hashes: ['sha256-x'] });
console.log(policy.header.length, await cspFor('nginx', JSON.stringify(config)), (await diff(config, config)).again.length);
const { text } = await statement(await seal(config, { earlier: [config] }), { form: 'page', language: 'nl-je' });
const severity: Problem['severity'] = 'note';
plugin({ earlier: ['old.json'], import: 'import.json', csp: { for: 'netlify', file: `${severity}${text}`, allow: ['a.nl'] } });
manifest(config, { languages: ['nl'] });
// @ts-expect-error no such server
cspFor('iis', config);
