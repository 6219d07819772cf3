// SvelteKit: a site of two pages, rendered on its server, built and while developing. By hand: it installs all of it.
import { framework } from '../support/example.mjs';

export const checks = framework('sveltekit', { built: ['build'], developing: 'node_modules/vite/bin/vite.js' });
