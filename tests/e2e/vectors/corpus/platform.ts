// PLATFORM.md, from what the tests measured and committed beside this file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beyond, enforced as enforcing, letter, renewed, type Codes } from './codes.ts';
import { families } from './index.ts';
import { states, type State } from './measure.ts';
import { reasons } from './reasons.ts';
import { isStatic, type Family, type Vector } from './vector.ts';

export const file = fileURLToPath(new URL('../../../../PLATFORM.md', import.meta.url));
const data = (name: string): string => fileURLToPath(new URL(`./measured/${name}.json`, import.meta.url));

const all = families.flatMap(({ vectors }) => vectors);

/** Ran and left, of how many. */
export interface Sum {
  ran: number;
  left: number;
  of: number;
}

export interface Peer {
  name: string;
  static: Sum;
  scripted: Sum;
}

export interface Measured {
  browser: string;
  /** The day it was measured. */
  at?: string;
  codes: Codes;
}

export const engines = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' } as const;
export type EngineName = keyof typeof engines;

export function read<T>(name: string): T | undefined {
  return existsSync(data(name)) ? (JSON.parse(readFileSync(data(name), 'utf8')) as T) : undefined;
}

/** What was measured of these ways, added to what was measured before; ways that are no more are left out. */
export function add(name: EngineName, browser: string, codes: Codes): void {
  const known = { ...read<Measured>(name)?.codes };
  for (const [id, word] of Object.entries(codes)) known[id] = renewed(known[id], word);
  const at = new Date().toISOString().slice(0, 10);
  write(name, { browser, at, codes: Object.fromEntries(all.flatMap(({ id }) => (known[id] ? [[id, known[id]]] : []))) });
}

export function write(name: string, value: object): void {
  writeFileSync(data(name), `${JSON.stringify(value, null, 1)}\n`);
}

const names: Record<State, string> = {
  without: 'without Sluis',
  before: 'before a choice',
  rejected: 'refused',
  other: 'another category granted',
  granted: 'granted, same page',
  again: 'granted, next page',
  withdrawn: 'withdrawn, next page',
  policy: 'enforced by a policy',
  worker: 'enforced by worker and policy',
  first: 'enforced in the page, before a choice',
  'policy-rejected': 'by a policy, refused',
  'policy-other': 'by a policy, another category granted',
};

const signs: Record<string, string> = { '.': '·', L: '→', R: '▶', T: '‼', '~': '≈', '?': '?' };
const shown = (word: string | undefined): string => (word ? `\`${[...word].map((sign) => signs[sign]).join('')}\`` : '');

function sum(vectors: Vector[], codes: Codes, state: State): Sum {
  const count: Sum = { ran: 0, left: 0, of: 0 };
  for (const { id, runs } of vectors) {
    const word = codes[id];
    // What does not reach the network there at all is no way in.
    const sign = letter(word ?? '', state);
    if (!word || letter(word, 'without') === '.' || sign === '?') continue;
    count.of += 1;
    if ('RT'.includes(sign) || (sign === '~' && runs)) count.ran += 1;
    if ('RTL~'.includes(sign)) count.left += 1;
  }
  return count;
}

export const told = ({ ran, left, of }: Sum): string => `${ran} / ${left} of ${of}`;
const table = (rows: string[][]): string => rows.map((row, index) => `| ${row.join(' | ')} |${index ? '' : `\n|${row.map(() => '---').join('|')}|`}`).join('\n');

export function render(): string {
  const measured = (Object.keys(engines) as EngineName[]).flatMap((name) => {
    const found = read<Measured>(name);
    return found ? [{ name: engines[name], ...found }] : [];
  });
  const peers = read<{ browser: string; peers: Peer[] }>('peers');
  const open = (reason: string): Vector[] => all.filter((vector) => vector.open === reason);
  const summary = (title: string, vectors: Vector[]): string[][] =>
    measured.map(({ name, codes }) => [title, name, ...states.map((state) => told(sum(vectors, codes, state)))]);
  return `# What is held, way by way

${measured.length ? goal(measured) : ''}

Written by \`cargo xtask platform\` (and \`--webkit\`), from requests that reached a server on loopback. A test fails when Chromium lets something through that is held here; with \`STRICT=1\` also when anything else differs.

Each way in is a few lines of HTML or script that load something from a company that the site declares: ${all.length} of them, in \`tests/e2e/vectors/corpus\`. The pages carry the snippet with its first line (the guarded level of the README); the second part of the barrier comes with the core.
Marked elements are not here: they are held in every browser, with or without Sluis.

## Totals

Ways in which third-party code **ran** / a request **left**, of those that get through without Sluis. Races are counted as lost.

${table([['', 'engine', ...states.map((state) => names[state])],
    ...summary('made by scripts', all.filter((vector) => !isStatic(vector))),
    ...summary('in the HTML', all.filter(isStatic)),
    ...summary('all', all)])}

\`enforced by a policy\`: before a choice, with the header of [\`cargo xtask csp\`](docs/policy.md) on every answer of the site; the last two columns are the visit's next pages, with the header that the recipe for Node picks by the visitor's cookie. \`enforced by worker and policy\`: a visitor's second page after a refusal, with [the worker](docs/worker.md) and \`"enforce": true\`, and no server of any kind. \`enforced in the page, before a choice\`: a visitor's first page, with [\`"enforce": "first"\`](docs/policy.md#from-the-first-page-on) and nothing else. A request that a script makes itself (\`fetch\`, a beacon, a socket) is refused, not kept: granting sends nothing by itself, and one made before the core has loaded fails even where consent was given earlier.

## What stays open

No script inside the page closes these. The enforced level does, as the last columns above show: a policy that the server sends with every answer of the site, framed pages and worker files included; from the second page on, the worker together with the policy in the page; and most of it already [a policy in the page before a choice](#from-the-first-page-on).

${table([['way', 'why', 'what helps without it'],
    ...Object.entries(reasons).filter(([key]) => open(key).length).map(([key, { why, marked }]) => [open(key).map(({ id }) => `\`${id}\``).join(' '), why, marked])])}

${measured.slice(1).map((engine) => besides(engine, measured[0]!)).join('\n\n')}

≈ in the tables below is a race: the parser or the preload scanner can ask before any script is told that the element exists, and a frame, which runs in a process of its own, can even begin to run. It is emptied at once. Mark these elements.

For a frame in the HTML the race in Chromium has a rule. The parser itself begins to load it, in the very step that puts it into the page; an observer is told when the parser pauses, and taking the frame out of the page then ends the load. The preload scanner, which never asks for frames, has no part in it, and neither has anything that the browser remembers of the page. What decides is whether a connection to that host already stands. On a first load none does: one is opened, the frame is gone before it stands, and no request follows. But that connection stays open, and the next load takes it: the request is sent at once, and breaking it off closes the connection. So it goes by turns: connection, request, connection, request (in 30 profiles: no request on any first load, one on 29 of the second). After another page of the site had shown a frame of that host the request went out on the first load already (5 of 5); with all connections closed between loads, on 1 of 20. No script can be faster, since nothing of a page runs while the parser puts an element into it. The mark, a policy, or worker and policy prevent it.

${measured.some(({ codes }) => sum(all, codes, 'first').of) ? fromTheFirst(measured) : ''}## Way by way

A sign for each state: ${states.map((state) => names[state]).join(', ')}.
\`▶\` third-party code ran (exactly once), \`→\` a request left, \`·\` nothing, \`≈\` a race, \`‼\` it ran more than once.

${families.map((family) => part(family, measured)).join('\n\n')}
${peers ? comparison(peers) : ''}
## Not measured

Connections without a request (\`preconnect\`, \`dns-prefetch\`), WebRTC, WebTransport, navigation of the whole page (\`location\`, links and \`window.open\` are left alone), a \`submit\` event that a script dispatches and that nobody can cancel (Firefox alone sends the form for it, which goes before its time where its target is a frame), \`<use>\` in SVG (Chromium asks no other host for it), a relative \`url()\` in a style sheet or a worker's file where \`<base>\` is another company's, the \`/favicon.ico\` that WebKitGTK asks for on the host of such a \`<base>\` where the page names no icon (name one), and Safari itself: WebKitGTK shares its engine, but not its network, its media or its protection against tracking.
`;
}

/** What the design asked for, and what was reached, engine by engine. */
function goal(measured: { name: string; browser: string; at?: string; codes: Codes }[]): string {
  const rows = measured.map(({ name, browser, at, codes }) => {
    const count = (vectors: Vector[], state: State): Sum => sum(vectors, codes, state);
    const scripted = count(all.filter((vector) => !isStatic(vector)), 'before');
    const markup = count(all.filter(isStatic), 'before');
    const closed = (['first', 'policy', 'worker'] as const).map((state) => count(all, state)).map(({ left, of }) => `${left} of ${of}`);
    return [`${name} ${browser}${at ? `, ${at}` : ''}`, ...[scripted, markup].map(({ ran, left, of }) => `${left} of ${of}, ${ran} ran`), ...closed];
  });
  const enforced = measured.flatMap(({ codes }) => enforcing.map((state) => ({ is: sum(all, codes, state), whole: sum(all, codes, 'without').of })));
  const kept = enforced.every(({ is }) => is.left === 0);
  const verdict = !kept ? 'not reached' : enforced.every(({ is, whole }) => is.of === whole) ? 'reached in all of them' : 'reached by all that was measured so far';
  return `The goal was: before a choice no third-party code runs, nothing that a script makes is sent, of what stands in the HTML at most what a preload scanner takes (a reference guard on 236 pages: 2 in Chromium and WebKit, 45 in Firefox), and nothing at all where it is enforced. Requests that left, of all ways that get through without Sluis:

${table([['', 'made by scripts', 'in the HTML', 'enforced in the page, before a choice', 'enforced by a policy', 'enforced by worker and policy'], ...rows])}

So by a policy that the server sends, and by worker and policy, the enforced goal is ${verdict}. The others are not, by the ways listed under [what stays open](#what-stays-open) and by the races marked ≈: there are more ways in here than on those 236 pages; a race counts as lost here even where the request was never seen; and the reference put an allow-list into the page before a choice, which takes a new page to lift (the same guard without it: 22 pages in Chromium, 66 in Firefox, 24 in WebKit). What it did, the first of the enforced columns does too: that is the one to compare with it.`;
}

/** Why a policy in the page does not reach a way: it speaks for this page, from its first line on. */
const outside: Record<string, string> = {
  header: 'A `Link` header is obeyed before the page is read. Remove the header, or send the policy as one.',
  'own-page': 'A framed page of the site itself has a policy of its own, or none. Give it Sluis too.',
  'worker-file': 'A worker from a file of the site has the policy that this file is sent with, or none. The service worker refuses what it asks for.',
};

/** Why an engine is ahead of the first line of a page. */
const ahead: Record<string, string> = {
  Chromium: 'Nothing is known of why: mark these elements.',
  Firefox: 'Its parser runs ahead of the scripts: what it meets in the part of the page that has arrived with the snippet it asks for before the first script has run, and no script can be earlier. Which of these it is on a page of yours is a matter of packets and moments. None of it runs. Mark these elements, or let the server send the policy; from the second page on the service worker refuses them.',
  WebKitGTK: 'Its preload scanner has asked for them before the policy was in force. Mark these elements.',
};

/** What a policy that the page gives itself before a choice leaves open. */
function fromTheFirst(measured: { name: string; codes: Codes }[]): string {
  const list = (vectors: Vector[]): string => vectors.map(({ id }) => `\`${id}\``).join(' ');
  const left = (codes: Codes): Vector[] => all.filter(({ id }) => 'RTL'.includes(letter(codes[id] ?? '', 'first')));
  const gap = ({ open }: Vector): boolean => beyond.includes(open ?? '');
  const rows = beyond.map((reason) => [
    list(all.filter(({ open, id }) => open === reason && measured.some(({ codes }) => left(codes).some((vector) => vector.id === id)))),
    measured.filter(({ codes }) => left(codes).some(({ open }) => open === reason)).map(({ name }) => name).join(', '),
    outside[reason]!,
  ]).filter(([ways]) => ways);
  const others = measured.map(({ name, codes }) => {
    const more = left(codes).filter((vector) => !gap(vector));
    const ran = more.filter(({ id }) => 'RT'.includes(letter(codes[id]!, 'first')));
    return more.length ? `**${name}** besides: ${list(more)}${ran.length ? ` (of these ${list(ran)} ran)` : ''}. ${ahead[name]}` : `**${name}**: nothing else.`;
  });
  return `## From the first page on

With [\`"enforce": "first"\`](docs/policy.md#from-the-first-page-on) the first script of the page puts in the policy of nothing granted, before the parser goes on. What is still open then:

${table([['way', 'in', 'why, and what helps'], ...rows])}

${others.join('\n\n')}

\`preconnect\` and \`dns-prefetch\` in the HTML send no request, so they are not counted here; no policy stops them, in any engine. There are no races in Chromium and WebKitGTK here: what the policy does not name, the browser does not ask for.

`;
}

/** Where an engine asks before any script could say no, and what follows from it. */
const habits: Record<string, { where: string; so: string }> = {
  Firefox: { where: 'where the parser starts what it finds before any script runs', so: 'Mark these elements.' },
  WebKitGTK: {
    where: 'where the preload scanner, which the first line of the snippet does not stop, looks ahead while the parser waits for a script of the site',
    so: 'These are the ones that stand below such a script on the pages here: on a page of yours it can be any element in the HTML below one. Mark them.',
  },
};

/** What another engine lets through of what is held here, and the first does not. */
function besides(engine: { name: string; codes: Codes }, first: { name: string; codes: Codes }): string {
  const list = (ids: string[]): string => (ids.length ? ids.map((id) => `\`${id}\``).join(' ') : 'nothing');
  const lets = (sign: string, state: State) => ({ id, open }: Vector): boolean =>
    !open && letter(engine.codes[id] ?? '', state) === sign && letter(first.codes[id] ?? '', state) === '.';
  const ids = (sign: string, inHtml: boolean): string[] => all.filter((vector) => isStatic(vector) === inHtml && lets(sign, 'before')(vector)).map(({ id }) => id);
  const scripted = [...ids('R', false), ...ids('L', false)];
  const later = all.filter((vector) => !lets('L', 'before')(vector) && lets('L', 'withdrawn')(vector)).map(({ id }) => id);
  const twice = all.filter(({ id }) => engine.codes[id]?.includes('T')).map(({ id }) => id);
  const { where, so } = habits[engine.name]!;
  return `In ${engine.name} besides, ${where}: third-party code of ${list(ids('R', true))} ran, and requests of ${list(ids('L', true))} left. ${so}${
    scripted.length ? ` Made by scripts, ${list(scripted)} got through.` : ''}${
    later.length ? ` After a withdrawal requests of ${list(later)} left as well.` : ''}${
    twice.length ? ` Where consent had been given earlier, what ${list(twice)} show was loaded, and ran, twice.` : ''}`;
}

function part({ name, vectors }: Family, measured: { name: string; codes: Codes }[]): string {
  const rows = vectors.map((vector) => [`\`${vector.id}\``, ...measured.map(({ codes }) => shown(codes[vector.id])), vector.open ? 'open' : vector.late ? 'once the core is there' : '']);
  return `### ${name}\n\n${table([['way', ...measured.map((engine) => engine.name), ''], ...rows])}`;
}

function comparison({ browser, peers }: { browser: string; peers: Peer[] }): string {
  return `
## Others on the same pages

Before a choice, ${browser}, each as its documentation says, on pages that nobody has marked (\`cargo xtask compare\`): ran / left.

${table([['', 'made by scripts', 'in the HTML'], ...peers.map((peer) => [peer.name, told(peer.scripted), told(peer.static)])])}

Most of them hold only what a site marks for them, and say so; marked pages were not compared. c15t has its network blocker on, offline and first in the head, with \`enabled: true\`, without which it holds nothing. One look at each page, on a busy machine: a few that nobody held were cut short.
`;
}


