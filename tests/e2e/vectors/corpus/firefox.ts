// Firefox ESR as it is installed, over WebDriver BiDi, by the Playwright of tests/firefox. Names are found by a proxy
// on loopback.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firefox, type Browser } from '@playwright/test';
import type { Network } from '../../support/network.ts';
import { proxy } from '../../support/proxy.ts';

export interface Running {
  browser: Browser;
  close(): Promise<void>;
}

/** What the browser does by itself would only be noise in the log. */
const silent = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
};

export async function launch(network: Network, executablePath: string): Promise<Running> {
  const way = await proxy(network);
  const saved = mkdtempSync(join(tmpdir(), 'sluis-saved-'));
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    firefoxUserPrefs: {
      ...silent,
      // What a test saves stays out of the folder of whoever runs it.
      'browser.download.folderList': 2,
      'browser.download.dir': saved,
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': way.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': way.port,
      'network.proxy.allow_hijacking_localhost': true,
      'network.proxy.no_proxies_on': '',
    },
  });
  // Chromium is told by its command line, for every profile.
  const make = browser.newContext.bind(browser);
  browser.newContext = (options) => make({ ...options, ignoreHTTPSErrors: true });
  return {
    browser,
    close: async () => {
      await browser.close();
      await way.close();
      rmSync(saved, { recursive: true, force: true });
    },
  };
}
