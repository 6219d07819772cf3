/** The report as one page that needs nothing else: no script, no request, readable without colours and by keyboard. */

/// <reference types="node" />

import { createHash } from 'node:crypto';
import { amount } from '../amount';
import { MOMENTS } from './types';
import type { Contact, Item, Moment, Page, Report, Request, Verdict } from './types';

const escape = (text: unknown) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
:root{color-scheme:light dark;--ink:#17212b;--soft:#51606e;--line:#c9d2da;--page:#fff;--card:#f4f7f9;--bad:#b3261e;--odd:#8a5300;--good:#1b6b3a;--own:#5b6b7a;--told:#1d5fa8;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf1;--soft:#a9b6c2;--line:#3a4753;--page:#12181e;--card:#1b232b;--bad:#ff9a92;--odd:#f0b860;--good:#7fd6a0;--own:#93a3b2;--told:#86bdf7}}
body{margin:0 auto;max-width:76rem;padding:1.5rem clamp(1rem,4vw,2.5rem) 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}h2{font-size:1.2rem;margin:2.5rem 0 .5rem}h3{font-size:1rem;margin:1.5rem 0 .5rem}
p{margin:.25rem 0 .75rem;max-width:70ch}.soft{color:var(--soft)}td{overflow-wrap:anywhere}code{font:.875em/1.4 ui-monospace,monospace;overflow-wrap:break-word}
.verdict{border-inline-start:.4rem solid;padding:.75rem 1rem;background:var(--card);margin:1rem 0;font-weight:600}.verdict.bad{border-color:var(--bad)}.verdict.good{border-color:var(--good)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9375rem}caption{text-align:start;color:var(--soft);padding:.25rem 0}
th,td{border-bottom:1px solid var(--line);padding:.4rem .75rem .4rem 0;text-align:start;vertical-align:top}thead th{color:var(--soft);font-weight:600;white-space:nowrap}td.number{font-variant-numeric:tabular-nums;text-align:start}
.mark{font-weight:600;white-space:nowrap}.bad{color:var(--bad)}.odd{color:var(--odd)}.good{color:var(--good)}.own{color:var(--own)}.told{color:var(--told)}.verdict.bad,.verdict.good{color:inherit}
details{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;padding:0 1rem}summary{cursor:pointer;padding:.6rem 0;font-weight:600;overflow-wrap:anywhere}summary:focus-visible,a:focus-visible,.scroll:focus-visible{outline:3px solid var(--told);outline-offset:2px}
.time td{padding-block:.2rem}.time th{font-weight:400;white-space:nowrap;font-variant-numeric:tabular-nums}.time .from{max-width:12rem;overflow-wrap:anywhere;color:var(--soft)}.time td.bar{width:30%;min-width:14rem;padding-inline-end:0}.time svg{display:block;width:100%;height:1.1rem}.time rect{fill:currentColor}.time .rule{fill:var(--line)}.time .chosen{fill:var(--ink)}.time .what{width:28%;min-width:14rem;overflow-wrap:anywhere}
pre{overflow:auto;background:var(--card);padding:1rem;border-radius:.5rem;font:.8125rem/1.45 ui-monospace,monospace}ul.key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.5rem 0}ul.key svg{width:1.5rem;height:.7rem;margin-inline-end:.4rem}
@media print{details>*{display:block}}`;

const WHEN: Record<Moment, string> = { before: 'Before a choice', reject: 'After a refusal', accept: 'After agreeing' };

const CODES: Record<string, string> = {
  'request-before-choice': 'asked before a choice',
  'request-after-reject': 'asked after a refusal',
  'stored-before-choice': 'stored before a choice',
  'stored-after-reject': 'stored after a refusal',
  'undeclared-host': 'host not declared',
  'undeclared-item': 'stored, not declared',
  'kept-longer': 'kept longer than declared',
  'config-refused': 'consent.json refused',
};

/** One word and one colour for what something is, at a moment. */
function mark({ as, consent }: Verdict, moment?: Moment): [word: string, colour: string] {
  if (as == 'own') return ['own', 'own'];
  if (consent && moment && moment != 'accept') return ['needs consent', 'bad'];
  if (as == 'unknown') return ['not declared', 'odd'];
  if (as == 'known') return ['not declared', 'odd'];
  return ['declared', 'told'];
}

const marked = (verdict: Verdict, moment?: Moment) => {
  const [word, colour] = mark(verdict, moment);
  return `<span class="mark ${colour}">${word}</span>`;
};

function table(caption: string, head: string[], rows: string[][], kind = ''): string {
  const cells = rows.map((row) => `<tr>${row.map((cell, place) => (place ? (/^\d+$/.test(cell) ? `<td class="number">${cell}</td>` : cell.startsWith('<td') ? cell : `<td>${cell}</td>`) : `<th scope="row">${cell}</th>`)).join('')}</tr>`);
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escape(caption)}"><table${kind && ` class="${kind}"`}><caption>${escape(caption)}</caption><thead><tr>${head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead><tbody>${cells.join('')}</tbody></table></div>`;
}

const period = ({ days: left, session, storage }: Item) =>
  session || storage == 'sessionStorage' ? 'session' : left == null ? 'no end' : left < 1 ? `${Math.max(1, Math.round(left * 1440))} minutes` : `${Math.round(left)} days`;

function flags({ httpOnly, secure, sameSite, partition, party }: Item): string {
  return [party == 'third' && 'third party', httpOnly && 'HttpOnly', secure && 'Secure', sameSite && `SameSite=${sameSite}`, partition && `partitioned for ${partition}`].filter(Boolean).map(escape).join(', ');
}

const seen = (item: Item) => item.seen.map((moment) => WHEN[moment].toLowerCase()).join(', ');

/** The bar of one request, on a line of so many milliseconds. */
function bar({ at, took }: Request, whole: number, chosen: number | null, colour: string): string {
  const place = (milliseconds: number) => ((milliseconds / whole) * 1000).toFixed(1);
  const line = chosen == null ? '' : `<rect class="chosen" x="${place(chosen)}" width="2" height="20"/>`;
  const width = Math.max(4, ((took ?? whole - at) / whole) * 1000);
  return `<td class="bar ${colour}"><svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true"><rect class="rule" y="9.5" width="1000" height="1"/>${line}<rect x="${place(at)}" y="4" width="${width.toFixed(1)}" height="12" rx="2"/></svg></td>`;
}

function timeline(page: Page, place: number, verdict: (request: Request) => Verdict): string {
  const whole = Math.max(1000, page.chosen ?? 0, ...page.requests.map(({ at, took }) => at + (took ?? 0))) * 1.02;
  const rows = page.requests.map((request) => {
    const judged = verdict(request);
    const { url, host, method, type, at, took, status, blocked, initiator, moment } = request;
    const [word, colour] = blocked ? ['held back', 'good'] : mark(judged, moment);
    const { pathname } = new URL(url);
    const from = /^https?:/.test(initiator) ? new URL(initiator).host + new URL(initiator).pathname.slice(0, 32) : initiator;
    return [
      `${escape(at)} ms`,
      `<td class="what">${judged.as == 'own' ? '' : `<strong>${escape(host)}</strong><br>`}<code>${escape(pathname.length > 60 ? `${pathname.slice(0, 60)}…` : pathname)}</code></td>`,
      `<span class="mark ${colour}">${word}</span>${judged.service ? `<br>${escape(judged.service)}` : ''}`,
      escape(`${method == 'GET' ? '' : `${method} `}${type}`),
      escape(blocked ? `never sent: ${blocked}` : `${status ?? 'no answer'}${took == null ? ', open' : `, ${took} ms`}`),
      `<td class="from">${escape(from)}</td>`,
      bar(request, whole, page.chosen, colour),
    ];
  });
  const outside = page.requests.filter((request) => verdict(request).as != 'own').length;
  const clicked = page.chosen == null ? '' : `, choice after ${page.chosen} ms`;
  const label = `${WHEN[page.moment]}, page ${place + 1}: ${page.url}`;
  return `<details${outside || page.chosen != null ? ' open' : ''}><summary>${escape(page.title || page.url)} <span class="soft">${escape(page.url)} · ${page.requests.length} requests, ${outside} to others${clicked}</span></summary>${rows.length ? table(label, ['Start', 'Host and path', 'What it is', 'Kind', 'Answer', 'Asked by', `0 to ${Math.round(whole)} ms`], rows, 'time') : '<p>No request.</p>'}</details>`;
}

export function html(report: Report, verdict: (request: Request) => Verdict): string {
  const { findings, contacts, items, pages, passes, draft } = report;
  const clean = !findings.length;
  const others = contacts.filter(({ as }) => as != 'own');
  const failed = passes.filter(({ done }) => !done);
  const key = [['own', 'the site itself'], ['told', 'declared, and allowed at that moment'], ['odd', 'not declared'], ['bad', 'needs consent that was not given'], ['good', 'held back: never left the browser']]
    .map(([colour, text]) => `<li><svg class="${colour}" viewBox="0 0 24 12" aria-hidden="true"><rect fill="currentColor" width="24" height="12" rx="3"/></svg>${text}</li>`)
    .join('');
  const consentOf = (consent: boolean | null) => (consent == null ? 'unknown' : consent ? 'yes' : 'no');
  const body = `
<header><h1>${escape(report.site)}: what it stores and whom it contacts</h1>
<p class="soft">${escape(report.url)} · ${escape(report.at.replace(/\.\d+Z/, 'Z'))} · ${escape(report.browser)}${report.sandbox ? '' : ' without its sandbox, as it ran as root'} · values of cookies were not recorded</p></header>
<main>
<p class="verdict ${clean ? 'good' : 'bad'}">${clean ? 'Nothing to mend was found.' : `${amount(findings.length, 'thing')} to mend.`}${failed.length ? ` ${failed.length == 2 ? 'No choice was made, so this is only about what happens before one.' : `Not tried: ${failed.map(({ moment }) => WHEN[moment].toLowerCase()).join(', ')}.`}` : ''}</p>
<h2>What was done</h2>
${table('The parts of this scan', ['Part', 'Done', 'How'], passes.map(({ moment, done, how }) => [WHEN[moment], done ? 'yes' : '<span class="mark odd">no</span>', escape(how)]))}
<p>${escape(report.declaration == 'page' ? 'Judged by the consent.json that the page carries.' : report.declaration ? `Judged by ${report.declaration}.` : 'No consent.json was given or found, so nothing counts as declared.')} ${report.banner ? `Banner: ${escape(report.banner)}.` : ''}</p>
${report.remarks.length ? `<ul>${report.remarks.map((remark) => `<li>${escape(remark)}</li>`).join('')}</ul>` : ''}
<h2>To mend</h2>
${clean ? '<p>Nothing.</p>' : table('Findings', ['What', 'About', 'Why', 'First seen'], findings.map(({ code, what, why, page, moment }) => [`<span class="mark ${/^(request|stored|config)/.test(code) ? 'bad' : 'odd'}">${CODES[code]}</span>`, `<code>${escape(what)}</code>`, escape(why), `${escape(WHEN[moment])}<br><code>${escape(page)}</code>`]))}
<h2>Whom it contacts</h2>
${others.length ? table('Hosts other than the site itself, with the number of requests', ['Host', 'Service', 'What it is', 'Needs consent', ...MOMENTS.map((moment) => WHEN[moment])], others.map((contact: Contact) => [`<code>${escape(contact.host)}</code>`, escape(contact.service || 'unknown'), marked(contact), consentOf(contact.consent), ...MOMENTS.map((moment) => String(contact.counts[moment]))])) : '<p>Nobody but itself.</p>'}
<h2>What it stores</h2>
${items.length ? table('Cookies and other storage', ['Name', 'Kind', 'Host', 'Service', 'What it is', 'Stays', 'Seen', 'Properties'], items.map((item) => [`<code>${escape(item.name)}</code>`, escape(item.storage), `<code>${escape(item.host)}</code>`, escape(item.service || 'unknown'), marked(item), escape(period(item)), escape(seen(item)), flags(item)])) : '<p>Nothing.</p>'}
${report.notSeen.length ? `<p>Declared and not met: ${report.notSeen.map((id) => `<code>${escape(id)}</code>`).join(', ')}. That is no fault: a scan does not see forms, logins and rare pages.</p>` : ''}
<h2>Timeline</h2>
<p>Every request, from the moment a page was asked for. The dark line across is the click on the banner.</p>
<ul class="key">${key}</ul>
${MOMENTS.map((moment) => pages.filter((page) => page.moment == moment)).map((group, place) => (group.length ? `<h3>${WHEN[MOMENTS[place]]}</h3>${group.map((page, number) => timeline(page, number, verdict)).join('')}` : '')).join('')}
<h2>Draft of a consent.json</h2>
<p>From what was found and our catalogue. ${draft.unknown.length ? `${draft.unknown.length} places are unknown and stand as null: nobody can see them from outside. <code>npx sluis check</code> names the ones that have to be filled in.` : 'Nothing is unknown.'}</p>
<details><summary>Show the draft</summary><pre tabindex="0">${escape(JSON.stringify(draft.config, null, 2))}</pre></details>
</main>`;
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Scan of ${escape(report.site)}: ${clean ? 'nothing to mend' : `${findings.length} to mend`}</title>
<style>${STYLE}</style>
</head>
<body>${body}
</body>
</html>
`;
}
