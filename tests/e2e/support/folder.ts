// A folder for the files of one test, beside its results: gone with the next run.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';

export function folder(): string {
  const all = test.info().outputPath('files');
  mkdirSync(all, { recursive: true });
  return mkdtempSync(join(all, 'a-'));
}
