/**
 * The proof to read: a page that needs nothing else, in the language of the site, to keep and to print. It says what the
 * receipt for machines says, and holds what is stored, word for word.
 */

import { isCurrent, until, wayBack, whole, type Facts } from './facts';
import { readable, type StoredReceipt } from './stored';
import css from './style';

export function page(facts: Facts, declaration: Element): string {
  const { config, words, asked, stored } = facts;
  const { say } = words;
  const title = `${say('receipt.title')} – ${config.controller.tradeName || config.controller.name}`;
  // The direction is what the declaration says: `direction` of `src/core/text/language.rs`.
  return `<!doctype html>
<html lang="${words.language}" dir="${declaration.getAttribute('dir')}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${css}</style>
<main>
<h1>${escape(title)}</h1>
${address(facts)}
<h2>${escape(say('own.name'))}</h2>
${readable(stored).map((receipt) => choice(facts, receipt)).reverse().join('\n')}
<h2>${escape(asked.title)}</h2>
<blockquote>
${asked.text.map(paragraph).join('\n')}
<ul class="labels">${asked.labels.map((label) => `<li>${escape(label)}</li>`).join('')}</ul>
</blockquote>
${statement(facts)}
<p><a href="${escape(wayBack(facts))}">${escape(say('link.settings'))}</a></p>
${declaration.innerHTML}
<h2><code>sluis_consent</code>, <code>sluis_receipts</code></h2>
<pre dir="ltr">${escape(JSON.stringify(stored, null, 2))}</pre>
</main>
`;
}

const paragraph = (text: string) => `<p>${escape(text)}</p>`;

/** Who is responsible (GDPR art. 13(1)(a)). */
function address({ config: { controller }, site }: Facts): string {
  const { name, address, email, phone, companyNumber } = controller;
  const mail = email && `<a href="mailto:${escape(email)}">${escape(email)}</a>`;
  const lines = [escape(name), ...[address, phone, companyNumber].filter(Boolean).map(escape), mail, escape(site.origin)];
  return `<address>${lines.filter(Boolean).join('<br>')}</address>`;
}

/** One choice: when, how, what for each kind and each service, and until when it stands. */
function choice(facts: Facts, receipt: StoredReceipt): string {
  const { config, words } = facts;
  const { say } = words;
  const answer = (granted: unknown) => say(granted == 'granted' ? 'fact.yes' : 'fact.no');
  const row = (level: string, name: string, granted: unknown) =>
    `<tr class="${level}"><th scope="row">${escape(name)}</th><td>${escape(answer(granted))}</td></tr>`;
  const known: any[] = config.services;
  const kinds = ['analytics', 'social', 'advertising'] as const;
  const rows = kinds.flatMap((kind) => {
    const services = known.filter(({ id, category }) => category == kind && id in receipt.services);
    const each = services.map(({ id, name }) => row('service', name || id, receipt.services[id]));
    return each.length ? [row('kind', say(`cat.${kind}.name`), receipt.choices[kind]), ...each] : [];
  });
  // What is no longer declared was answered all the same.
  const gone = Object.entries(receipt.services).filter(([id]) => !known.some((service) => service.id == id));
  rows.push(...gone.map(([id, granted]) => row('service', id, granted)));
  // The question by its own title, where it was this one.
  const question = isCurrent(facts, receipt) ? facts.asked.title : '';
  const how = { banner: question, panel: say('link.settings'), withdrawal: say('link.withdraw') }[receipt.method as string];
  const { method, layer, language, asked, statement } = receipt;
  const codes = [method, layer, language, asked, statement].filter(Boolean).join(' · ');
  return `<section>
<h3><time datetime="${escape(receipt.at)}">${escape(words.moment(receipt.at))}</time></h3>
<table><tbody>${rows.join('')}</tbody></table>
${paragraph(say('receipt.until', { date: words.moment(until(facts, receipt)) }))}
<p>${escape(how)} <code>${escape(codes)}</code></p>
</section>`;
}

/** The statement, with its version. */
function statement(facts: Facts): string {
  const { config, words } = facts;
  const { version, effective, url } = config.statement || {};
  const link = whole(url, facts);
  const parts = [
    link && `<a href="${escape(link)}">${escape(words.say('link.statement'))}</a>`,
    version && escape(effective ? words.say('statement.version', { version, date: effective }) : version),
  ];
  return `<p>${parts.filter(Boolean).join('<br>')}</p>`;
}

function escape(text: unknown): string {
  return `${text ?? ''}`.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
