// SolidStart: a site of two pages, rendered on its server, built and while developing. By hand: it installs all of it.
import { framework } from '../support/example.mjs';

export const checks = framework('solidstart', { built: ['.output/server/index.mjs'], developing: 'node_modules/vinxi/bin/cli.mjs' });
