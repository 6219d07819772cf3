// What a layout puts into its head, written down before a build, so that no server has to read it again.
import { readFileSync, writeFileSync } from 'node:fs';
import { guard, seal } from 'sluis/node';

const config = await seal(JSON.parse(readFileSync('consent.json', 'utf8')));
// Inside a script element only `<` can end it or change how it is read.
writeFileSync('sluis.json', JSON.stringify({ config: JSON.stringify(config).replace(/</g, '\\u003c'), guard: guard(config.enforce) }));
