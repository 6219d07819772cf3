// The package as others get it: packed, installed from the tarball into one tiny project per kind of consumer, and
// used there. What only works inside this repository fails here.
import { rmSync } from 'node:fs';
import { check, counts } from '../verdicts.mjs';
import { contents, install, pack, WORK } from './support/packing.mjs';

const CONSUMERS = ['types', 'lint', 'node', 'authors', 'cli', 'plain', 'vite', 'vite-plugin', 'bundlers', 'frameworks', 'document'];
/** Too slow, or too large to install, for every run: only when named. */
const BY_HAND = ['next', 'react-router', 'sveltekit', 'nuxt', 'solidstart', 'astro', 'parcel', 'rspack', 'deno', 'bun', 'wordpress'];
/** `node run.mjs cli vite` runs those two. */
const wanted = process.argv.length > 2 ? [...CONSUMERS, ...BY_HAND].filter((name) => process.argv.includes(name)) : CONSUMERS;

rmSync(WORK, { recursive: true, force: true });
const tarball = pack();
await check('tarball: holds what it exports and nothing that only builds it', () => contents(tarball));
for (const name of wanted) {
  const folder = install(name, tarball);
  const { checks } = await import(`./${name}/checks.mjs`);
  for (const [title, work] of checks) {
    const verdict = await check(`${name}: ${title}`, () => work(folder, tarball));
    // What could not be installed or built can't be visited.
    if (verdict !== 'ok' && work === checks[0][1] && BY_HAND.includes(name)) break;
  }
}
console.log(`\n${counts.ok} passed, ${counts.FAIL} failed`);
process.exitCode = counts.FAIL ? 1 : 0;
