/**
 * What the barrier has held, and where the core takes over. One for each page, so a value rather than something to be
 * passed around; nothing here touches the window until `arm` does.
 */

import type { Gate } from '../../pkg/src/types';
import { readConfig } from './config';
import { patch, text } from './patch';
import { holds } from './rules';

/** What elements load by. */
export const ATTRIBUTES = 'data imagesrcset background srcset srcdoc src poster href'.split(' ');
/** Stands before the name of an attribute that must not take effect. */
export const RENAMED = 'data-sluis-';

export const gate: Gate = {
  held: [],
  queue: [],
  declare: readConfig,
  holds,
  patch,
  text,
};
