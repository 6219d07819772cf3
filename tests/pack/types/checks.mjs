// The declarations as a TypeScript project resolves them, with every check on, also those of libraries.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

const compile = (project) => (folder) => {
  try {
    execFileSync(process.execPath, [compiler, '-p', project], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(error.stdout || error.message);
  }
};

export const checks = [
  ['node16 resolution, import and require', compile('tsconfig.node16.json')],
  ['bundler resolution', compile('tsconfig.bundler.json')],
];
