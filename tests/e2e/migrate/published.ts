// The peers' own demo configurations, read from their npm packages when a test runs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** A file of an installed package, whatever its `exports` hide. */
export function published(name: string, path: string): string {
  const [first] = require.resolve.paths(name)!.map((folder) => join(folder, name)).filter((folder) => {
    try {
      return readFileSync(join(folder, 'package.json'));
    } catch {
      return false;
    }
  });
  return join(first!, path);
}

export const folder = (name: string): string => dirname(published(name, 'package.json'));

/** The block of code in a text of a package that holds these words. */
export function block(file: string, words: string): string {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/```\w*\n([\s\S]*?)\n\s*```/g)].map(([, code]) => code);
  const found = blocks.find((code) => code!.includes(words));
  if (!found) throw new Error(`${file} has no block with ${words}`);
  return found;
}

/** The peers, as they are configured in their own documentation, and one of ours where a package has no example. */
export const demos: { tool: string; file: string; text: () => string; mentions: string[] }[] = [
  { tool: 'klaro', file: 'klaro.js', text: () => readFileSync(published('klaro', 'dist/config.js'), 'utf8'), mentions: ['twitter', 'youtube', 'matomo', 'inlineTracker', 'externalTracker', 'intercom', 'mouseflow', 'adsense', 'camera', 'cloudflare'] },
  { tool: 'orejime', file: 'orejime.js', text: () => block(published('orejime', 'README.md'), 'var orejimeConfig'), mentions: ['google-tag-manager', 'inline-tracker'] },
  { tool: 'tarteaucitron', file: 'tarteaucitron.html', text: () => `${block(published('tarteaucitronjs', 'README.md'), 'tarteaucitron.init(')}<script>${block(published('tarteaucitronjs', 'README.md'), 'tarteaucitron.services.mycustomservice')}
(tarteaucitron.job = tarteaucitron.job || []).push('mycustomservice');
tarteaucitron.user.gtagUa = 'G-XXXX'; (tarteaucitron.job = tarteaucitron.job || []).push('gtag');</script>`, mentions: ['mycustomservice', 'gtag'] },
  { tool: 'osano', file: 'osano.html', text: () => readFileSync(published('cookieconsent', 'examples/example-5-opt-in.html'), 'utf8'), mentions: ['*'] },
  { tool: 'cookieconsent-2', file: 'cookieconsent-2.js', text: () => block(published('vanilla-cookieconsent-2', 'Readme.md'), 'cc.run('), mentions: ['necessary', 'analytics', 'targeting'] },
  { tool: 'c15t', file: 'c15t.mjs', text: () => block(published('c15t', 'docs/frameworks/javascript/quickstart.md'), 'getOrCreateConsentRuntime('), mentions: ['measurement', 'marketing'] },
];
