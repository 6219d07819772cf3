// One page in Chromium, with everything it asked for and everything it complained about.
import { chromium } from '@playwright/test';
import { HOST, serve } from './site.mjs';

/** `place` is a folder, or a server that listens on a port. */
export async function visit(place, path, work) {
  const site = typeof place === 'string' ? await serve(place) : place;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      // Chromium does not start for root otherwise: https://crbug.com/638180
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      // Nothing leaves this machine, whoever it is for.
      `--host-resolver-rules=MAP * 127.0.0.1:${site.port}`,
    ],
  });
  try {
    const page = await browser.newPage();
    const asked = [];
    const complaints = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
    });
    const strangers = () => asked.map((url) => url.host).filter((host) => host && host !== HOST);
    await page.goto(`http://${HOST}${path}`);
    await work({ page, asked, complaints, strangers });
  } finally {
    await browser.close();
    await site.close();
  }
}
