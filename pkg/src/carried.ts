/** A later module with its bytes inside, for bundlers: one chunk that is loaded when it is needed. */

import { bytes } from 'sluis:part-module';
import { start } from 'sluis:part';
import { once } from './once';

// A server asks for every page; and the glue is made for one (lean.mjs).
export const part = once(async () => start(await WebAssembly.compile(bytes())));
