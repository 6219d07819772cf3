// What the layout puts into its head, written down before a build: the elements, and apart from them what is inside.
import { readFileSync, writeFileSync } from 'node:fs';
import { elements } from 'sluis/node';

const head = await elements(JSON.parse(readFileSync('consent.json', 'utf8')), { form: 'inline' });
const texts = head.map(({ text }) => text);
writeFileSync('sluis.json', JSON.stringify({ head: head.map(({ text, ...element }) => element), texts }));
