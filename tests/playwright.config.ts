import { defineConfig } from '@playwright/test';

// No browser is downloaded: the tests drive the Chromium of the machine (see e2e/support/fixtures.ts).
export default defineConfig({
  testDir: './e2e',
  outputDir: './e2e/results/work',
  // Pictures are made on request only: `npm run screens`.
  grepInvert: process.argv.some((word) => word.includes('@screens')) ? undefined : /@screens/,
  // A retry would hide the race that a blocker must not have.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The second is for the table of requirements (xtask/src/requirements.rs).
  reporter: [['list'], ['json', { outputFile: './e2e/results/report.json' }]],
});
