// A profile of Chromium, or of any browser that Playwright drives, as the measurement sees it.
import type { Browser } from '@playwright/test';
import type { Visit } from './measure.ts';

/** `complain` hears of exceptions that nobody caught. */
export async function visit(browser: Browser, complain: (message: string) => void = () => undefined): Promise<Visit> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.on('pageerror', (error) => complain(error.message));
  return {
    open: async (address) => void (await page.goto(address, { waitUntil: 'load', timeout: 15_000 }).catch((error: Error) => {
      // A page whose picture hangs is still a page.
      if (!/Timeout/.test(error.message)) throw error;
    })),
    run: (code) => page.evaluate(code),
    close: () => context.close(),
  };
}
