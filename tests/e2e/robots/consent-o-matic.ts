// Ghostery's engine of 2020, which runs Consent-O-Matic's rules: it opens the settings, sets each switch as its visitor
// wants it, and saves. The background runs here, the content script in the page, as in its extension.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const require = createRequire(import.meta.url);
const { default: AutoConsent } = require('@cliqz/autoconsent');
const module = readFileSync(require.resolve('@cliqz/autoconsent').replace('.cjs.', '.esm.'), 'base64');
const file = fileURLToPath(new URL('../../../robots/consent-o-matic.json', import.meta.url));

export interface Engine {
  /** The rule that fits the page, by its name. */
  finds(): Promise<string | null>;
  showing(): Promise<boolean>;
  optOut(): Promise<boolean>;
  /** Allows these kinds of Consent-O-Matic's: B statistics, E content, F advertising. */
  allow(kinds: string[]): Promise<void>;
}

export async function engine(page: Page): Promise<Engine> {
  const { sluis } = JSON.parse(readFileSync(file, 'utf8'));
  // This engine takes one matcher, where the extension takes a list.
  const [detector] = sluis.detectors;
  const rule = { ...sluis, detectors: [{ presentMatcher: detector.presentMatcher[0], showingMatcher: detector.showingMatcher[0] }] };
  await page.evaluate(async (text) => {
    const { handleContentMessage } = await import(`data:text/javascript;base64,${text}`);
    (window as any).robot = handleContentMessage;
  }, module);
  const send = (_tab: number, message: object): Promise<unknown> => page.evaluate((given) => (window as any).robot(given), message);
  const browser = { tabs: { get: async () => ({ url: page.url() }) } };
  const background = new AutoConsent(browser, send);
  background.addConsentomaticCMP('sluis', rule);
  const tab = await background.checkTab(1);
  return {
    finds: async () => (await tab.checked)?.name ?? null,
    showing: () => tab.isPopupOpen(),
    optOut: () => tab.doOptOut(),
    async allow(kinds) {
      const found = await tab.checked;
      for (const [method, param] of [['OPEN_OPTIONS'], ['DO_CONSENT', kinds], ['SAVE_CONSENT']] as const) await found.executeAction(tab.tab, method, param);
    },
  };
}
