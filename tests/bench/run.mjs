// Measures Sluis beside other consent tools: the same page, the same browser, in turns.
// Started by `cargo xtask bench`, which builds what it measures.
import { chromium } from '@playwright/test';
import { Chromium } from './chromium.mjs';
import { bare, contenders } from './contenders.mjs';
import { serve } from './page.mjs';
import { patches } from './patches.mjs';
import { rows } from './rows.mjs';
import { ratio, spread } from './statistics.mjs';
import { desk, phone, visit } from './visit.mjs';

const runs = Number(process.argv[2] ?? 15);
const everyone = [bare, ...contenders];
const { address, network, stop } = await serve(everyone);
const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
const words = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A round is one visit to each, in another order every time; the first round only warms up. */
async function measure(chromium, conditions, label) {
  Object.assign(network, { latency: conditions.latency, rate: conditions.rate });
  const found = new Map(everyone.map(({ id }) => [id, []]));
  for (let round = 0; round <= runs; round++) {
    const order = everyone.map((_, index) => everyone[(index + round) % everyone.length]);
    for (const contender of order) {
      const result = await visit(chromium, address, contender, conditions);
      if (round > 0) found.get(contender.id).push(result);
    }
    process.stdout.write(`${label}: round ${round} of ${runs}\n`);
  }
  return found;
}

function column(found, metric, id) {
  const values = found.get(id).map((result) => result[metric]);
  // What the page costs by itself is nobody's.
  const alone = metric === 'work' || metric === 'blocking' ? found.get(bare.id).map((result) => result[metric]) : null;
  return alone ? values.map((value, round) => Math.max(0, value - alone[round])) : values;
}

const number = (value) => value.toFixed(value < 10 ? 1 : 0);

function print(title, found, metric) {
  console.log(`\n${title}`);
  const ours = column(found, metric, 'sluis');
  for (const { id, name } of contenders) {
    const values = column(found, metric, id);
    const { median, from, to } = spread(values);
    const compared = id === 'sluis' ? null : ratio(ours, values);
    const told = compared ? `   Sluis takes ${compared.median.toFixed(2)} of it (${compared.from.toFixed(2)}–${compared.to.toFixed(2)})` : '';
    console.log(`  ${name.padEnd(28)} ${number(median).padStart(6)} ms  (${number(from)}–${number(to)})${told}`);
  }
}

/** What a visitor meets. */
async function visits() {
  const visitor = new Chromium(program, [...words, '--lang=nl-NL', '--window-size=390,844']);
  try {
    const { product } = await visitor.ask('Browser.getVersion');
    console.log(`${product}, ${runs} rounds, medians with the middle half in brackets`);
    const here = await measure(visitor, desk, 'this machine');
    const there = await measure(visitor, phone, 'phone (CPU 4 times slower, slow mobile network)');
    print('Until the question can be seen, this machine', here, 'visible');
    print('Until the question can be seen, phone', there, 'visible');
    print('Blocking the page: long tasks beyond 50 ms each, phone, above the page alone', there, 'blocking');
    print('Main-thread work, phone, above the page alone', there, 'work');
    print('From click on accept to the next paint, phone', there, 'click');
  } finally {
    await visitor.close();
    stop();
  }
}

/** What holding costs a page, and how long a visitor waits for long tables. */
async function costs() {
  const browser = await chromium.launch({ executablePath: program, args: words });
  try {
    await patches(browser, runs);
    await rows(browser, runs);
  } finally {
    await browser.close();
  }
}

await visits();
await costs();
