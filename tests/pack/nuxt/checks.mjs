// Nuxt: a site of two pages, rendered on its server, built and while developing. By hand: it installs all of it.
import { framework } from '../support/example.mjs';

export const checks = framework('nuxt', { built: ['.output/server/index.mjs'], developing: 'node_modules/nuxt/bin/nuxt.mjs' });
