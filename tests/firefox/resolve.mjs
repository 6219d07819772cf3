// The specs say `@playwright/test`; for Firefox that is the one of this folder. Loaded with `node --import`, which
// Playwright hands on to its workers.
import { register } from 'node:module';

register('./hook.mjs', import.meta.url);
