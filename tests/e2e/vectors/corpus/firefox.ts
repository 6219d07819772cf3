// Firefox ESR as it is installed, over WebDriver BiDi. That is in Playwright 1.57 (here as `playwright-firefox-bidi`);
// later ones ask Firefox 153 for what it does not have yet. Names are found by a proxy on loopback.
import type { Browser } from '@playwright/test';
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
  const { firefox } = (await import('playwright-firefox-bidi' as string)) as typeof import('@playwright/test');
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    firefoxUserPrefs: {
      ...silent,
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': way.port,
      'network.proxy.allow_hijacking_localhost': true,
      'network.proxy.no_proxies_on': '',
    },
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      await way.close();
    },
  };
}
