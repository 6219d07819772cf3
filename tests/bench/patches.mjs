// What the barrier's patches cost a page that loads nothing held: one guard inline, no core, against no guard. The
// rounds take turns, so that a busy machine is busy for both; the quickest quarter counts, since others at work on the
// machine only ever add. Patches and an observer that do nothing show what the browser itself asks for calling and telling.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { spread } from './statistics.mjs';

const guard = readFileSync(fileURLToPath(new URL('../../pkg/dist/web/sluis.guard.js', import.meta.url)), 'utf8');
const NODES = 5_000;
const INSERTIONS = 10_000;

const nodes = Array.from({ length: NODES / 5 }, (_, index) => `<div class="row"><p>Deel <b>${index}</b></p><a href="/${index}">meer</a><i></i></div>`).join('\n');
const scripts = { bare: '', idle: `<script>(${idle})()</script>`, guarded: `<script>${guard}</script>` };
const forms = Object.keys(scripts);
const page = (form) => `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>x</title><script>const began = performance.now();</script>${scripts[form]}
<script>addEventListener('DOMContentLoaded', () => { window.parsed = performance.now() - began; requestAnimationFrame(() => setTimeout(() => { window.drawn = performance.now() - began; })); });</script></head><body>${nodes}</body></html>`;

/** In the page: stands in front of what the insertions below use, and lets everything through. */
function idle() {
  for (const [owner, names] of [[Element, 'setAttribute append innerHTML'], [Node, 'appendChild'], [HTMLScriptElement, 'src']]) {
    for (const name of names.split(' ')) {
      const descriptor = Object.getOwnPropertyDescriptor(owner.prototype, name);
      const part = descriptor.set ? 'set' : 'value';
      descriptor[part] = new Proxy(descriptor[part], { apply: (target, self, values) => Reflect.apply(target, self, values) });
      Object.defineProperty(owner.prototype, name, descriptor);
    }
  }
  new MutationObserver(() => {}).observe(document, { childList: true, subtree: true });
}

/** In the page: microseconds for one of each. A way tells how many elements it has put in, where that is not one. */
function insertions(count) {
  const template = document.createElement('template');
  template.innerHTML = `<ul>${'<li class="item">Deel <a href="/">meer</a></li>'.repeat(10)}</ul>`;
  const ways = {
    'element with two attributes, appended': (box) => {
      const element = document.createElement('div');
      element.setAttribute('class', 'row');
      element.setAttribute('title', 'x');
      box.appendChild(element);
    },
    'image of the site itself, appended': (box, index) => {
      const element = document.createElement('img');
      element.setAttribute('data-src', '/a.gif');
      element.alt = String(index);
      box.append(element);
    },
    'innerHTML without an address': (box, index) => { box.innerHTML = `<p>Deel <b>${index}</b></p>`; },
    'innerHTML with an address of the site': (box, index) => { box.innerHTML = `<p>Deel <a href="https://www.example.com/${index}">x</a></p>`; },
    'each element of a tree of 21, appended': (box) => {
      box.append(template.content.cloneNode(true));
      return 21;
    },
    'src with an address of the site': (box, index) => { document.createElement('script').src = `/${index}.js`; },
    'src with a whole address': (box, index) => { document.createElement('script').src = `https://www.example.com/${index}.js`; },
  };
  const found = {};
  for (const [name, way] of Object.entries(ways)) {
    const box = document.createElement('div');
    let elements = 0;
    const began = performance.now();
    for (let index = 0; index < count; index++) elements += way(box, index) || 1;
    found[name] = ((performance.now() - began) * 1000) / elements;
  }
  return found;
}

/** Prints what one insertion and one page cost, with and without the guard. */
export async function patches(browser, runs) {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(request.url.startsWith('/page') ? page(request.url.slice('/page-'.length)) : '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${server.address().port}/page-`;
  const context = await browser.newContext();
  const tab = await context.newPage();
  const kept = Object.fromEntries(forms.map((form) => [form, []]));
  try {
    for (let round = 0; round <= runs; round++) {
      for (const form of round % 2 ? forms : [...forms].reverse()) {
        await tab.goto(address + form, { waitUntil: 'load' });
        await tab.waitForFunction('window.drawn');
        const whole = await tab.evaluate('({ parsed, drawn })');
        const each = await tab.evaluate(insertions, INSERTIONS);
        if (round > 0) kept[form].push({ ...whole, each });
      }
    }
  } finally {
    await context.close();
    server.close();
  }
  const quick = (form, of) => spread(kept[form].map(of)).from;
  console.log('\nWhat the patches cost, guard against no guard, first quartiles');
  let worst = { name: 'none', more: -Infinity };
  for (const name of Object.keys(kept.bare[0].each)) {
    const [bare, idle, guarded] = forms.map((form) => quick(form, ({ each }) => each[name]));
    const more = guarded - bare;
    if (more > worst.more) worst = { name, more };
    console.log(`  ${name.padEnd(40)} ${bare.toFixed(2).padStart(6)} → ${guarded.toFixed(2).padStart(6)} µs   ${more.toFixed(2)} µs more, of which patches that do nothing ${(idle - bare).toFixed(2)}`);
  }
  console.log(`  worst: ${worst.name}, ${worst.more.toFixed(2)} µs`);
  for (const [title, part] of [[`parsing ${NODES} elements`, 'parsed'], ['the same until drawn', 'drawn']]) {
    const [bare, idle, guarded] = forms.map((form) => quick(form, (found) => found[part]));
    const share = (value) => `${(((value - bare) / bare) * 100).toFixed(0)} % more`;
    console.log(`  ${title.padEnd(40)} ${bare.toFixed(1).padStart(6)} → ${guarded.toFixed(1).padStart(6)} ms   ${share(guarded)}, of which an observer that does nothing ${share(idle)}`);
  }
}
