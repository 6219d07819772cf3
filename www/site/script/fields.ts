/**
 * The controls of the form. Each names its place in the draft (`data-path`) and how it is read and shown (`data-kind`);
 * a tick beside it (`data-unknown`) says that its fact is not known, which is `null`.
 */

import { get, set, type Draft, type Json } from './model';
import { make } from './html';
import { say } from './words';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const lines = (text: string) => text.split(/[\n,]/).map((line) => line.trim()).filter(Boolean);

/** A host as it stands in the file, of an address as people copy it: without the scheme, in small letters. */
const host = (line: string) => line.replace(/^https?:\/\//i, '').replace(/^[^/]+/, (name) => name.toLowerCase()).replace(/^([^/]+)\/$/, '$1');

/** What a control says; undefined leaves the member out. */
function read(control: Control, draft: Draft): Json | undefined {
  const { value } = control;
  switch (control.dataset.kind) {
    case 'tick':
      return (control as HTMLInputElement).checked || undefined;
    case 'member': {
      const list = (get(draft, control.dataset.path!) as string[] | undefined) ?? [];
      const rest = list.filter((member) => member !== value);
      const chosen = (control as HTMLInputElement).checked ? [...rest, value] : rest;
      return chosen.length ? chosen : undefined;
    }
    case 'lines':
      return value.trim() ? lines(value).map(/(^domains|\.hosts)$/.test(control.dataset.path!) ? host : String) : undefined;
    case 'number':
      return value.trim() ? (Number.isNaN(Number(value)) ? value : Number(value)) : undefined;
    case 'choice':
      return value === '' ? undefined : ['true', 'false', 'null'].includes(value) ? JSON.parse(value) : value;
    case 'localised': {
      const present = get(draft, control.dataset.path!);
      if (present && typeof present === 'object' && !Array.isArray(present)) {
        const texts: Draft = { ...present, [spoken(present, draft)]: value };
        return texts;
      }
      return value.trim() ? value : undefined;
    }
    default:
      if (control.dataset.path === 'record.domain') return host(value.trim()) || undefined;
      // Mailboxes are taken as they are; the name behind the @ knows no capitals.
      if (control.dataset.path === 'controller.email') return value.trim().replace(/@.*/, (name) => name.toLowerCase()) || undefined;
      return value.trim() ? value : undefined;
  }
}

/** Which of several languages a text is shown in: that of the site, else the first. */
const spoken = (texts: Draft, draft: Draft) => ((draft.language as string) in texts ? (draft.language as string) : Object.keys(texts)[0]) ?? 'en';

function show(control: Control, draft: Draft): void {
  const value = get(draft, control.dataset.path!);
  switch (control.dataset.kind) {
    case 'tick':
      (control as HTMLInputElement).checked = value === true;
      break;
    case 'member':
      (control as HTMLInputElement).checked = Array.isArray(value) && value.includes(control.value);
      break;
    case 'lines':
      control.value = Array.isArray(value) ? value.join('\n') : '';
      break;
    case 'localised': {
      const texts = value && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
      control.value = String((texts ? texts[spoken(texts, draft)] : value) ?? '');
      break;
    }
    default:
      control.value = value === undefined || (value === null && control.dataset.kind !== 'choice') ? '' : typeof value === 'object' && value ? JSON.stringify(value) : String(value);
  }
}

/** Shows the draft in every control of the form. */
export function fill(form: ParentNode, draft: Draft): void {
  for (const control of form.querySelectorAll<Control>('[data-path]')) show(control, draft);
  for (const tick of form.querySelectorAll<HTMLInputElement>('[data-unknown]')) {
    tick.checked = get(draft, tick.dataset.unknown!) === null;
    beside(form, tick).disabled = tick.checked;
  }
}

const beside = (form: ParentNode, tick: HTMLInputElement) => form.querySelector<Control>(`[data-path="${tick.dataset.unknown}"]`)!;

/** Takes over what somebody has just said. */
export function take(form: ParentNode, target: EventTarget | null, draft: Draft): boolean {
  const control = target as Control;
  const { path, unknown } = control.dataset ?? {};
  if (unknown) {
    const field = beside(form, control as HTMLInputElement);
    field.disabled = (control as HTMLInputElement).checked;
    set(draft, unknown, field.disabled ? null : read(field, draft));
  } else if (path) set(draft, path, read(control, draft));
  return Boolean(path || unknown);
}

export interface Field {
  path: string;
  label: string;
  kind?: 'text' | 'localised' | 'lines' | 'number' | 'choice';
  /** Value and words of each choice. */
  choices?: [value: string, words: string][];
  /** It may be not known. */
  unknown?: boolean;
  placeholder?: string;
}

let ids = 0;

/** A control with its label, for what comes and goes. */
export function field({ path, label, kind = 'text', choices, unknown, placeholder }: Field): HTMLElement {
  const id = `g-${++ids}`;
  const common = { id, 'data-path': path, 'data-kind': kind, autocomplete: 'off', placeholder };
  const control =
    kind === 'choice'
      ? make('select', common, ...choices!.map(([value, words]) => make('option', { value }, words)))
      : kind === 'lines'
        ? make('textarea', { ...common, rows: 2, spellcheck: 'false' })
        : make('input', { ...common, inputmode: kind === 'number' ? 'numeric' : undefined });
  const tick = unknown ? [make('label', { class: 'unknown' }, make('input', { type: 'checkbox', 'data-unknown': path }), say('unknown'))] : [];
  return make('div', { class: 'field' }, make('label', { for: id }, label), control, ...tick);
}

/** A yes, a no, not known, or nothing said. */
export const truth = (path: string, label: string): HTMLElement =>
  field({ path, label, kind: 'choice', choices: [['', say('say-nothing')], ['true', say('yes')], ['false', say('no')], ['null', say('unknown-fact')]] });
