// What a layout puts into its head, written down before a build, so that no server has to read it again.
import { readFileSync, writeFileSync } from 'node:fs';
import { elements } from 'sluis/node';

const head = await elements(JSON.parse(readFileSync('consent.json', 'utf8')), { form: 'inline' });
writeFileSync('sluis.json', JSON.stringify(head));
