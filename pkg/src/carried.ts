/** A later module with its bytes inside, for bundlers: one chunk that is loaded when it is needed. */

import { bytes } from 'sluis:part-module';
import { start } from 'sluis:part';

export const part = async () => start(await WebAssembly.compile(bytes()));
