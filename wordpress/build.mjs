// The plugin as WordPress takes it: this folder's with the package's files beside it. `node wordpress/build.mjs OUT`
// makes OUT/sluis, from pkg/dist/web or from the folder that a second word names.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const [out, web = join(here, '../pkg/dist/web')] = process.argv.slice(2);

if (!out || !existsSync(join(web, 'sluis.core.js'))) {
  console.error(out ? `${web} holds no sluis.core.js. Run "cargo xtask build", which makes it.` : 'Usage: node wordpress/build.mjs OUT [WEB]');
  process.exit(2);
}
const plugin = join(out, 'sluis');
mkdirSync(plugin, { recursive: true });
cpSync(join(here, 'sluis'), plugin, { recursive: true });
cpSync(web, join(plugin, 'web'), { recursive: true });
