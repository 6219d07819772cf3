// What `cargo xtask snippet FILE` prints, pasted into a page as it is.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';
import { ANALYTICS, TAG_MANAGER } from '../support/third-parties.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = fileURLToPath(new URL('../analytics-snippet/consent.json', import.meta.url));

for (const options of [[], ['--no-wait'], ['--tag']]) {
  test(`the printed snippet holds and releases: ${options.join(' ') || 'recommended form'}`, async ({ page, site, network, visitor }) => {
    test.setTimeout(180_000);
    const printed = execFileSync('cargo', ['xtask', 'snippet', ...options, file], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    site.mayAsk(TAG_MANAGER, ANALYTICS);
    site.page('/', html('Pasted', {
      head: `<script>
        window.dataLayer = window.dataLayer || [];
        function gtag() { dataLayer.push(arguments); }
        gtag('js', new Date());
        gtag('config', 'G-TEST');
        document.head.append(Object.assign(document.createElement('script'), { src: 'https://www.googletagmanager.com/gtag/js?id=G-TEST' }));
      </script>`,
    }).replace('<!-- sluis -->', () => printed));
    await site.open(page);
    await expect(visitor.banner).toBeVisible();
    await visitor.linger();
    expect(site.outside()).toEqual([]);
    await visitor.accept();
    await expect.poll(() => network.hits(ANALYTICS).length).toBe(1);
  });
}
