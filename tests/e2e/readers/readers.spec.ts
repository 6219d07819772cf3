// What the browser makes of a cookie is what servers make of it: the vectors of tests/vectors, in the page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../support/fixtures.ts';
import { html } from '../support/html.ts';

const vectors = JSON.parse(readFileSync(fileURLToPath(new URL('../../vectors/records.json', import.meta.url)), 'utf8'));
// What no page can say of its cookies: two of one name, characters that browsers refuse, a browser that objects.
const sayable = vectors.read.filter(
  ({ cookies, objects }: any) => !objects && /^sluis_consent=[\x21-\x7e]*$/.test(cookies) && !/[;"]/.test(cookies),
);
const sites = Object.keys(vectors.sites);

for (const name of sites) {
  const cases = sayable.filter(({ site }: any) => site === name);
  test(`L-07 ${name}: ${cases.length} cookies are read as a server reads them`, async ({ page, context, site, visitor }) => {
    test.slow();
    site.form = 'tag';
    // As it is: it carries a seal, and earlier editions in it.
    site.config(JSON.stringify(vectors.sites[name]));
    site.answer('/sluis/record', () => ({ status: 204 }));
    site.page('/', html('Vectors'));
    for (const { name: title, cookies, now, expected } of cases) {
      await context.clearCookies();
      await context.addCookies([{ name: 'sluis_consent', value: cookies.slice('sluis_consent='.length), url: site.url() }]);
      await page.clock.setFixedTime(now * 60_000);
      await site.open(page);
      await visitor.settled();
      const { asked, decided, categories, services, record } = (await page.evaluate(() => window.sluis!.state()))!;
      expect({ asked, decided, categories, services, record }, title).toEqual(expected);
    }
  });
}
