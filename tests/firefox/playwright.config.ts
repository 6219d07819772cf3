import { defineConfig } from '@playwright/test';
import base from '../playwright.config.ts';

/** What a visitor meets and what the page does: not the ways in, which `cargo xtask platform` measures, nor what no browser changes. */
const folders = [
  'accessible', 'analytics-snippet', 'apart', 'api', 'base', 'before-choice', 'categories', 'companies', 'cookie-guard', 'copies', 'embeds',
  'equal-buttons', 'first-layer', 'functional-only', 'google-consent', 'hidden', 'late', 'late-scripts', 'lifetime', 'no-grant', 'objection',
  'panel', 'per-service', 'prerender', 'record', 'redrawn', 'release', 'tabs', 'way-back', 'withdrawal',
];

// `cargo xtask test firefox`. What is known to be otherwise there, and why, is in differs.ts.
export default defineConfig({
  ...base,
  testDir: '../e2e',
  testMatch: folders.map((folder) => `${folder}/*.spec.ts`),
  outputDir: '../e2e/results/firefox',
  reporter: [['list']],
});
