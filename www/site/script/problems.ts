/** What is wrong, by its place: in a list, and at the fields. */

import { make, one } from './html';
import { has, say } from './words';

export interface Problem {
  severity: 'error' | 'warning' | 'note';
  code: string;
  path: string;
  found: string;
  expected: string;
}

const count = (problems: Problem[], severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).length;

/** How it stands, in a few words. */
export function summary(problems: Problem[]): string {
  const errors = count(problems, 'error');
  const parts = [errors === 1 ? say('sum-error-1') : errors ? say('sum-error', { n: errors }) : say('sum-good')];
  for (const severity of ['warning', 'note'] as const) {
    const n = count(problems, severity);
    if (n) parts.push(say(`sum-${severity}`, { n }));
  }
  return parts.join(', ');
}

/** What a problem means, for who does not know its name. */
const why = ({ code }: Problem) => (has(`why-${code}`) ? say(`why-${code}`) : '');

/** What was found and expected, which every command says in English. */
const against = ({ found, expected }: Problem) => [`${say('found')} `, make('span', { lang: 'en' }, found), `, ${say('expected')} `, make('span', { lang: 'en' }, expected)];

export function rows(problems: Problem[], go?: (path: string) => (() => void) | undefined): HTMLElement {
  return make(
    'ul',
    { class: 'problems' },
    ...problems.map((problem) => {
      const click = go?.(problem.path);
      const place = make('code', {}, problem.path);
      return make(
        'li',
        { class: problem.severity },
        make('p', {}, make('span', { class: 'severity' }, say(`severity-${problem.severity}`)), ' ', place, ' ', make('span', { class: 'quiet', lang: 'en' }, problem.code)),
        ...(why(problem) ? [make('p', {}, why(problem))] : []),
        make('p', {}, ...against(problem)),
        ...(click ? [make('button', { type: 'button', class: 'small', 'aria-label': `${say('show-field')}: ${problem.path}`, click }, say('show-field'))] : []),
      );
    }),
  );
}

/** The control that a path belongs to: its own, or that of the nearest thing around it. */
export function control(form: ParentNode, path: string): HTMLElement | undefined {
  let at = path.replace(/^\$\.?/, '');
  while (at) {
    const found = form.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`) ?? form.querySelector<HTMLElement>(`[data-place="${CSS.escape(at)}"] > summary`);
    if (found) return found;
    at = at.replace(/(\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '');
  }
  return undefined;
}

/** Marks the fields with an error, and unmarks the others. */
export function mark(form: ParentNode, problems: Problem[]): void {
  for (const old of form.querySelectorAll('[aria-invalid]')) {
    old.removeAttribute('aria-invalid');
    old.removeAttribute('aria-errormessage');
  }
  for (const old of form.querySelectorAll('.wrong')) old.remove();
  for (const problem of problems.filter(({ severity }) => severity === 'error')) {
    const field = control(form, problem.path);
    // What is still empty is not wrong yet: the list tells what is missing.
    if (!field || field.localName === 'summary' || problem.code === 'missing' || field.hasAttribute('aria-invalid')) continue;
    const id = `${field.id}-wrong`;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-errormessage', id);
    field.after(make('p', { class: 'wrong', id }, `${why(problem)} `, ...against(problem)));
  }
}

/** Goes to a field, through whatever is closed around it. */
export function reveal(field: HTMLElement): void {
  for (let up = field.closest('details'); up; up = up.parentElement!.closest('details')) up.open = true;
  field.scrollIntoView({ block: 'center' });
  field.focus();
}

export function tell(problems: Problem[], form: ParentNode): void {
  const go = (path: string) => {
    const field = control(form, path);
    return field && (() => reveal(field));
  };
  one('problems').replaceChildren(problems.length ? rows(problems, go) : make('p', {}, say('problems-none')));
  mark(form, problems);
}
