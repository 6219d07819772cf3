// What Sluis asks of the device: nothing by which one could be told from another. Every property and method that
// fingerprinting scripts use tells of each call, through all that a visitor can do with Sluis.
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const body = `<h1>Quiet</h1><div data-sluis="declaration"></div><p><a href="#" data-sluis="open">Cookie settings</a></p>
  <iframe title="Clip" width="400" height="300" data-sluis="social" data-src="https://cdn.videos.test/embed.html"></iframe>`;

function spy(): void {
  const read: string[] = ((window as any).read = []);
  const watched: [string, any, string[]?][] = [
    ['navigator', Navigator.prototype, [
      'plugins', 'mimeTypes', 'userAgent', 'appVersion', 'platform', 'vendor', 'oscpu', 'hardwareConcurrency', 'deviceMemory', 'maxTouchPoints',
      'userAgentData', 'connection', 'languages', 'language', 'getBattery', 'mediaDevices', 'keyboard', 'gpu', 'webdriver', 'cookieEnabled', 'pdfViewerEnabled',
    ]],
    ['screen', Screen.prototype],
    ['canvas', HTMLCanvasElement.prototype, ['getContext', 'toDataURL', 'toBlob', 'transferControlToOffscreen']],
    ['offscreen', OffscreenCanvas.prototype, ['getContext', 'convertToBlob']],
    ['fonts', FontFaceSet.prototype],
    ['document', Document.prototype, ['fonts']],
    ['window', window, ['devicePixelRatio', 'screenX', 'screenY', 'outerWidth', 'outerHeight']],
    ['date', Date.prototype, ['getTimezoneOffset']],
    ['format', Intl.DateTimeFormat.prototype, ['resolvedOptions']],
    ['voices', SpeechSynthesis.prototype, ['getVoices']],
  ];
  for (const [what, prototype, names] of watched) {
    for (const name of names ?? Object.getOwnPropertyNames(prototype)) {
      const found = Object.getOwnPropertyDescriptor(prototype, name);
      if (!found?.configurable || name === 'constructor') continue;
      const tell = (): void => void read.push(`${what}.${name}`);
      const { get, value } = found;
      if (get) Object.defineProperty(prototype, name, { ...found, get() { tell(); return get.call(this); } });
      else if (typeof value === 'function') {
        Object.defineProperty(prototype, name, { ...found, value(...given: unknown[]) { tell(); return value.apply(this, given); } });
      }
    }
  }
  for (const name of ['AudioContext', 'OfflineAudioContext', 'RTCPeerConnection', 'FontFace']) {
    const real = (window as any)[name];
    if (real) (window as any)[name] = new Proxy(real, { construct: (target, given) => (read.push(name), Reflect.construct(target, given)) });
  }
}

test('B-14 nothing of the device is read for recognition, from the first paint to the withdrawal', async ({ page, site, visitor }) => {
  await page.addInitScript(spy);
  site.config(config([visits, videos, tracker]));
  site.mayAsk('cdn.videos.test');
  site.page('/', html('Quiet', { body }));
  await site.open(page);
  await expect(visitor.banner).toBeVisible();
  const placeholder = page.locator('[data-sluis=embed]');
  await expect(placeholder).toBeVisible();
  await visitor.chooseButton.click();
  await visitor.switchOf('Statistics').check();
  await visitor.saveButton.click();
  await expect(visitor.layer).toHaveCount(0);
  await placeholder.getByRole('button').first().click();
  await visitor.reopen();
  await visitor.settings.getByText('Proof of your choice').click();
  await visitor.rejectButton.click();
  await visitor.linger(200);
  expect(await page.evaluate(() => (window as any).read)).toEqual([]);
  // The spies are awake.
  expect(await page.evaluate(() => {
    void navigator.plugins;
    void screen.width;
    document.createElement('canvas').getContext('2d');
    void new OfflineAudioContext(1, 1, 44_100);
    return [...new Set((window as any).read as string[])];
  })).toEqual(['navigator.plugins', 'screen.width', 'canvas.getContext', 'OfflineAudioContext']);
});

test('B-13 in all that a visitor can do, Sluis asks only the site it stands on', async ({ page, site, network, visitor }) => {
  site.config(config([visits, tracker]));
  site.page('/', html('Quiet', { body: '<h1>Quiet</h1><div data-sluis="declaration"></div><p><a href="#" data-sluis="open">Cookie settings</a></p>' }));
  await site.open(page);
  await visitor.chooseButton.click();
  for (const summary of await visitor.settings.locator('summary').all()) await summary.click();
  await visitor.accept();
  await visitor.reopen();
  await visitor.reject();
  await page.reload();
  await visitor.settled();
  await visitor.linger();
  expect(network.log.length).toBeGreaterThan(5);
  expect([...new Set(network.log.map((hit) => hit.host))]).toEqual([site.host]);
  expect([...new Set(network.connections)]).toEqual([site.host]);
});
