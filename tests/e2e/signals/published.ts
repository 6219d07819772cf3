// The vendors' own code as they publish it on npm, answered on loopback in their name.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../support/network.ts';

export const published = (path: string): string => readFileSync(fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url)), 'utf8');

/** For a script of any site, `integrity` and `crossorigin` included. */
export const script = (body: string): Answer => ({ type: 'text/javascript', headers: { 'access-control-allow-origin': '*' }, body });
