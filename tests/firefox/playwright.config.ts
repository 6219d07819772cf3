import { defineConfig } from '@playwright/test';
import base from '../playwright.config.ts';

/**
 * What a visitor meets and what the page does, as far as each was gone through. Not among them are the ways in, which
 * `cargo xtask platform` measures, and what no browser changes.
 */
const folders = [
  'accessible', 'analytics-snippet', 'apart', 'api', 'base', 'before-choice', 'categories', 'companies',
  'cookie-guard', 'copies', 'embeds', 'equal-buttons', 'external', 'first-layer', 'functional-only', 'google-consent',
  'hidden', 'late', 'late-scripts', 'left', 'lifetime', 'no-grant', 'objection', 'panel', 'per-service', 'prerender',
  'record', 'redrawn', 'release', 'signals', 'tabs', 'undeclared', 'way-back', 'withdrawal',
];

// `cargo xtask test firefox`. What is known to be otherwise there, and why, is in differs.ts.
export default defineConfig({
  ...base,
  testDir: '../e2e',
  // And what is for Firefox alone.
  testMatch: [...folders.map((folder) => `${folder}/*.spec.ts`), 'worker/firefox.spec.ts'],
  outputDir: '../e2e/results/firefox',
  reporter: [['list'], ['json', { outputFile: '../e2e/results/report.json' }]],
});
