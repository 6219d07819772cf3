/** Why a command stops. Of a file it is told in the words that src/author/files.rs has: the same on every system. */

/// <reference types="node" />

import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is no folder',
  EACCES: 'it is not allowed here',
  EPERM: 'it is not allowed here',
  EROFS: 'it is not allowed here',
};

/** An error of Node's, about a file or an option, as a sentence; any other as it is. A wrong call is told how it is done. */
export function sentence(error: unknown, help = ''): string {
  const { code = '', path, syscall, message } = error as NodeJS.ErrnoException;
  if (/^ERR_PARSE_ARGS/.test(code)) return `${message.replace(/\.? To specify [^]*$/, '').replace(/\.?$/, '.')}\n\n${help}`.trimEnd();
  if (!path || !code || !syscall || /^spawn/.test(syscall)) return message;
  return `Could not ${/^(write|mkdir|copy)/.test(syscall) ? 'write' : 'read'} ${path}: ${REASONS[code] || code}.`;
}

/**
 * Looks whether these can be written, before the work is done that they are for.
 *
 * @throws an Error that names the first that can't.
 */
export function writable(files: (string | undefined)[]): void {
  for (const file of files) {
    if (!file) continue;
    try {
      const there = statSync(file, { throwIfNoEntry: false });
      if (there?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      accessSync(there ? file : dirname(file), constants.W_OK);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      throw new Error(`Could not write ${file}: ${code == 'ENOENT' ? `there is no folder ${dirname(file)}` : REASONS[code] || code}.`);
    }
  }
}
