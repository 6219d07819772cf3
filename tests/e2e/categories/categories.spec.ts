// Consent is per purpose: each category lets go of its own third parties and of no others.
import { config, tracker, videos, visits } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';

const host = { analytics: 'cdn.visits.test', social: 'cdn.videos.test', advertising: 'cdn.tracker.test' };
const label = { analytics: 'Statistics', social: 'Social media', advertising: 'Advertising' };
type Asked = keyof typeof host;
const all = Object.keys(host) as Asked[];

for (let bits = 0; bits < 2 ** all.length; bits++) {
  const granted = all.filter((_, place) => bits & (1 << place));

  test(`B-04 G-02 only what was granted loads, and is kept: ${granted.join(', ') || 'nothing'}`, async ({ page, context, site, network, visitor }) => {
    site.config(config([visits, videos, tracker]));
    site.mayAsk(...Object.values(host));
    await site.open(page);
    await visitor.chooseButton.click();
    for (const category of granted) await visitor.switchOf(label[category]).check();
    await visitor.saveButton.click();
    await expect(visitor.layer).toHaveCount(0);
    await visitor.linger();

    const reached = (): Set<string> => new Set(site.outside().map((hit) => hit.host));
    const expected = new Set(granted.map((category) => host[category]));
    expect(reached()).toEqual(expected);

    const record = (await context.cookies(site.url())).find((cookie) => cookie.name === 'sluis_consent');
    const digit = (category: Asked): string => (granted.includes(category) ? '1' : '0');
    expect(record?.value).toContain(`~a${digit('analytics')}s${digit('social')}r${digit('advertising')}~`);

    // And so it stays on the next page.
    network.forget();
    await page.reload();
    await visitor.settled();
    await visitor.linger();
    expect(reached()).toEqual(expected);
  });
}
