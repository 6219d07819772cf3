/** The second module with its bytes inside, for bundlers: one chunk that is loaded when it is needed. */

import { bytes } from 'sluis:detail-module';
import { start } from './detail';

export const detail = async () => start(await WebAssembly.compile(bytes()));
