// The parser puts elements where the HTML does not have them, and its chunks end anywhere. So each place where it can
// put something is tried here, with a chunk that ends while it is open, and a script of a third party in the next.
import type { Page } from '@playwright/test';
import { config, tracker } from '../support/config.ts';
import { expect, test } from '../support/fixtures.ts';
import { snippet, type Form } from '../support/snippet.ts';
import type { Site } from '../support/site.ts';
import { TRACKER } from '../support/third-parties.ts';

/** Each `|` is the end of a chunk, `$` the script that must wait. */
const cases: Record<string, string> = {
  nested: '<section><div>|<p>$',
  deep: '<article><section><div><ul><li>|<b>|$|</b></ul></div></section></article>',
  closed: '<section><div>x</div>|</section>|$',
  table: '<table><tr><td>|$|</td></tr></table>',
  row: '<table>|<tr>|<td><p>|$</table>',
  fostered: '<table><tr>|<div>$</div></tr></table>',
  'fostered-open': '<table><tr><div><b>|<i>$</i></b></div></tr></table>',
  'fostered-later': '<table><div>x</div><div><p>|$</p></div>|<tr><td>x</table>',
  'fostered-nested': '<table><tr><td><table><div>|$</div></table></td></tr></table>',
  'fostered-twice': '<table><div><table><p>|<b>$</b></p></table></div></table>',
  misnested: '<b><p>x</b>|$',
  'misnested-deep': '<div><a><i><p>|x</a>|$</p></i></div>',
  'misnested-block': '<b><i><div>|</b>|<p>$</i></div>',
  reconstructed: '<p><b><i>x<p>|$',
  'misnested-table': '<table><b><div>x</b>|$</div></table>',
  select: '<button><div>|$</div></button>',
  list: '<dl><dt>x|<dd>|$</dl>',
  foreign: '<svg><foreignObject><div>|$</div></foreignObject></svg>',
  'declared-root': '<div><template shadowrootmode="open"><p>|$</p></template>|</div>',
  'declared-root-nested': '<section><div><template shadowrootmode="open"><div><template shadowrootmode="open"><b>|$</b></template></div></template></div></section>',
  template: '<template><p>x|</p></template>|$',
  'script-appends': '<div><script>document.body.append(document.createElement("hr"));</script><p>|$</p></div>',
  'script-moves': '<div><div><script>document.body.prepend(document.currentScript.parentNode);</script><p>|$</p></div></div>',
  'script-closes': '<div id="script-closes"><i></i></div>|<script>document.querySelector("#script-closes > i").append(document.createElement("b"));</script>|$',
  connected: '<script>customElements.define("x-connected", class extends HTMLElement { connectedCallback() { document.body.append(document.createElement("hr")); } });</script>x|<section><x-connected><p>|$</p></x-connected></section>',
  written: '<div><script>document.write("<section><div>");</script>|<p>$</p></div></section></div>',
  'written-script': `<div><script>document.write('<p><b>'); document.write('<script src="https://${TRACKER}/written-script.js"></scr' + 'ipt>');</script>|</b></p></div>`,
  'markup-in-closed': `<div id="markup-in-closed"></div>|<script>{ const here = document.getElementById('markup-in-closed'); here.innerHTML = '<p><i></i></p>'; const s = document.createElement('script'); s.src = 'https://${TRACKER}/markup-in-closed.js'; here.querySelector('i').append(s); }</script>`,
  'body-again': '<body title="x">|$',
  end: '</body>|$',
  'after-end': '</body></html>|<p>|$',
};
const script = (name: string): string => `<script src="https://${TRACKER}/${name}.js"></script>`;

/** What comes before the cases. */
function head(form: Form, title: string): string {
  const written = snippet({ form, config: JSON.stringify(config([tracker])) });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${written}</head><body><h1>${title}</h1>`;
}

function page(site: Site, form: Form, names: string[]): void {
  // The guard's own code has such signs too.
  const [first, ...rest] = names.map((name) => cases[name]!.replaceAll('$', script(name))).join('\n').split('|');
  site.answer('/parsing', () => ({ type: 'text/html; charset=utf-8', body: head(form, 'Parsing') + first, rest, pause: 30 }));
}

const ran = (at: Page): Promise<string[]> => at.evaluate(() => (window.ran ?? []).map((path) => path.slice(1, -3)).sort());

test.beforeEach(({ site, allowConsole }) => {
  allowConsole(/is invoked via document\.write/);
  site.config(config([tracker]));
  site.mayAsk(TRACKER);
});

// Tables and misnested elements swallow what stands behind them, so each group has a page.
const groups = [Object.keys(cases).slice(0, 10), Object.keys(cases).slice(10, 20), Object.keys(cases).slice(20)];
for (const [index, names] of groups.entries()) {
  test(`B-06 wherever the parser puts it, in chunks (${index + 1})`, async ({ page: at, site, network, visitor }) => {
    page(site, 'none', names);
    await site.open(at, '/parsing');
    await expect.poll(() => ran(at), 'without Sluis').toEqual([...names].sort());
    network.forget();
    page(site, 'waiting', names);
    await site.open(at, '/parsing');
    await visitor.settled();
    await visitor.linger(100);
    expect(await ran(at)).toEqual([]);
    expect(network.hits(TRACKER)).toEqual([]);
    await visitor.accept();
    await expect.poll(() => ran(at), 'released, once each').toEqual([...names].sort());
  });
}

test('B-06 what a script writes, marked, into an element that the parser has closed', async ({ page: at, site, network, visitor }) => {
  const own = (): number => network.hits(site.host, '/own.gif').length;
  site.answer('/own.gif', () => ({ status: 204 }));
  const body = `${head('waiting', 'Marked')}<section><div id="here"></div></section>`;
  const rest = [`<script>document.getElementById('here').innerHTML = '<p><img alt="" data-sluis="advertising" data-src="/own.gif"></p>';</script>`];
  site.answer('/marked', () => ({ type: 'text/html; charset=utf-8', body, rest, pause: 30 }));
  await site.open(at, '/marked');
  await visitor.settled();
  expect(own()).toBe(0);
  await visitor.accept();
  await expect.poll(own).toBe(1);
});
