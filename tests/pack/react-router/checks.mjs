// React Router in framework mode: a site of two pages, rendered on its server, built and while developing. By hand: it installs all of it.
import { framework } from '../support/example.mjs';

export const checks = framework('react-router', { built: ['node_modules/@react-router/serve/bin.js', 'build/server/index.js'], developing: 'node_modules/@react-router/dev/bin.js' });
