import { defineConfig } from '@playwright/test';
import base from '../playwright.config.ts';

// `cargo xtask test firefox`. Left out is what no browser changes, what drives a Chromium of its own, and the ways in,
// which `cargo xtask platform` measures.
export default defineConfig({
  ...base,
  testDir: '../e2e',
  outputDir: '../e2e/results/firefox',
  testIgnore: /e2e\/(vectors|journey|robots|scan|statement|website|views|screenshots)/,
  reporter: [['list']],
});
