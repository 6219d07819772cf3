// The tests of the tests: without Sluis the trackers are reached, so "no request" elsewhere is a
// finding and not a habit of the network.
import { expect, test } from '../support/fixtures.ts';
import { TRACKER } from '../support/third-parties.ts';

test('without Sluis every request of the page reaches the log', async ({ page, site, network }) => {
  site.form = 'none';
  site.mayAsk(TRACKER);
  await site.open(page);
  await expect.poll(() => network.hits(TRACKER).map((hit) => hit.path).sort()).toEqual([
    '/beacon',
    '/first.js',
    '/late.js',
    '/pixel.gif',
  ]);
  expect(await page.evaluate(() => window.ran)).toEqual(['static', 'late']);
  expect(network.hits(TRACKER, '/beacon')[0]).toMatchObject({ method: 'POST', body: 'body of the beacon', secure: true });
  expect((await page.context().cookies()).map((cookie) => cookie.name)).toEqual(['_tracker']);
});

test('plain HTTP and TLS come in by one door', async ({ page, site, network }) => {
  site.form = 'none';
  site.page('/plain', '<!doctype html><html lang="en"><title>Plain</title><h1>Plain</h1>');
  await site.open(page, '/plain', 'http');
  await expect(page.getByRole('heading')).toHaveText('Plain');
  await site.open(page, '/plain', 'https');
  expect(network.hits(site.host, '/plain').map((hit) => hit.secure)).toEqual([false, true]);
});

test('cookies are read as the browser sends them', async ({ page, site, network }) => {
  site.form = 'none';
  site.page('/plain', '<!doctype html><html lang="en"><title>Plain</title><h1>Plain</h1>');
  await page.context().addCookies([{ name: 'a', value: 'b=c', url: site.url() }]);
  await site.open(page, '/plain');
  expect(network.hits(site.host, '/plain')[0]?.cookies).toEqual({ a: 'b=c' });
});

test('an error in the console fails a test that has not announced it', async ({ page, site, expectConsole }) => {
  site.form = 'none';
  site.page('/loud', `<!doctype html><html lang="en"><title>Loud</title><script>
    console.error('said aloud');
    Promise.reject(new Error('never caught'));
  </script>`);
  // Announced here, so that this test passes; without these lines it fails with both.
  expectConsole(/said aloud/);
  expectConsole(/uncaught: never caught/);
  await site.open(page, '/loud');
});
