/** What an owner takes along: the file, what goes into the page, the policy, the statement. */

import type { Engine, Judged } from './engine';
import { make, one } from './html';
import { rows, type Problem } from './problems';
import { say } from './words';

const value = (id: string) => one<HTMLSelectElement>(id).value;

export function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

let parts: Promise<Record<string, string>> | undefined;
/** The files of the package that a snippet is made of. */
const files = (): Promise<Record<string, string>> =>
  (parts ??= Promise.all(['sluis.guard.js', 'sluis.policy.js', 'sluis.first.js', 'sluis.names.json'].map(async (name) => {
    const answer = await fetch(new URL(`../sluis/${name}`, import.meta.url));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return [name, await answer.text()];
  })).then(Object.fromEntries));

/** What goes onto a site. */
async function snippet(engine: Engine, text: string, form: string): Promise<string> {
  if (form === 'tag') return '<script src="/sluis/sluis.js" data-config="/consent.json"></script>';
  if (form === 'npm') return "import { start } from 'sluis';\nimport config from './consent.json';\n\nconst sluis = await start(config);";
  return engine.snippet(text, form === 'waiting' ? [] : ['--no-wait'], await files()).trimEnd();
}

export async function outputs(engine: Engine, text: string, { sealed }: Judged): Promise<void> {
  for (const part of document.querySelectorAll<HTMLElement>('.ready')) part.hidden = !sealed;
  for (const part of document.querySelectorAll<HTMLElement>('.unready')) part.hidden = !!sealed;
  if (!sealed) return;
  const form = value('form-of');
  one('form-hint').textContent = say(`hint-${form}`);

  const policy = engine.policy(text, value('c-state'));
  one('csp').textContent = value('c-as') === 'meta' ? `<meta http-equiv="Content-Security-Policy" content="${policy.meta}">` : `Content-Security-Policy: ${policy.header}`;
  lacks('csp-problems', 'policy-lets', policy.problems);

  const statement = engine.statement(text, value('d-language'), one<HTMLInputElement>('d-draft').checked);
  // Made by our own renderer, which escapes every text: src/core/view/html.rs.
  one('statement').innerHTML = (statement.html ?? '').replaceAll('<h2', '<h3').replaceAll('</h2', '</h3').replace('<h1', '<h2').replace('</h1', '</h2');
  lacks('statement-problems', 'statement-lacks', statement.problems);
  one('save-html').onclick = () => save('statement.html', `${statement.html}\n`, 'text/html');
  one('save-markdown').onclick = () => save('statement.md', statement.markdown ?? '', 'text/markdown');

  const written = await snippet(engine, text, form);
  one('snippet').textContent = written;
  one('save-snippet').onclick = () => save('snippet.html', `${written}\n`, 'text/html');
}

function lacks(id: string, title: string, problems: Problem[]): void {
  one(id).replaceChildren(...(problems.length ? [make('h3', {}, say(title)), rows(problems)] : []));
}
