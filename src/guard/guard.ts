/** The barrier alone, for the head of a page. */

import { arm } from './arm';

arm();
