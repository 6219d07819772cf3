/** The barrier alone, for the head of a page. */

import { armPage } from './arm';

armPage();
