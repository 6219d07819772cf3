/** The configurator: one draft, shown by the form and by the file, judged after each change. */

import { copyButtons } from './copy';
import { keep, kept, pack, unpack } from './draft';
import { engine, type Engine, type Judged } from './engine';
import { fill, take } from './fields';
import { make, one } from './html';
import { processing, services, type Change } from './lists';
import { empty, get, write, type Draft, type Json } from './model';
import { outputs, save } from './outputs';
import { picker } from './picker';
import { reveal, summary, tell } from './problems';
import { fit, stage } from './stage';
import { tabs } from './tabs';
import { say } from './words';

const form = one<HTMLFormElement>('form');
const json = one<HTMLTextAreaElement>('json');
const select = (id: string) => one<HTMLSelectElement>(id);
const speak = (text: string) => (one('said').textContent = text);

let draft: Draft = empty();
/** The file as it stands: that of the draft, or what somebody is still typing. */
let text = write(draft);
/** Whether there is anything to judge: an empty form is not scolded. */
let begun = false;

/** Shows the draft everywhere but where it is being changed. `open`: the element of a list that stays open. */
async function show(open: { services?: number; processing?: number } = {}): Promise<void> {
  const { services: known } = begun ? await engine() : { services: {} };
  one('services').replaceChildren(...services(draft, known, open.services, change));
  one('processing').replaceChildren(...processing(draft, open.processing, change));
  fill(form, draft);
}

const change: Change = (path, remove, add, name) => {
  const list = [...((get(draft, path) as Json[] | undefined) ?? [])];
  if (remove !== undefined) list.splice(remove, 1);
  if (add) list.push(add);
  const [top, rest] = [path.split(/[.[]/)[0], /\[(\d+)\]/.exec(path)];
  if (rest) (draft[top] as Draft[])[Number(rest[1])].items = list;
  else if (list.length) draft[top] = list;
  else delete draft[top];
  begin();
  const place = rest ? Number(rest[1]) : add ? list.length - 1 : undefined;
  void show({ [top]: place }).then(() => {
    written();
    speak(add ? (name ? say('added', { name }) : '') : say('removed', { name: name ?? '' }));
    if (place !== undefined && !rest) one(top === 'services' ? 'services' : 'processing').querySelectorAll<HTMLElement>('summary')[place]?.focus();
    else one(remove !== undefined ? (top === 'services' ? 'pick' : 'add-processing') : 'pick').focus();
  });
};

const add = (id: string): void => change('services', undefined, { catalogue: id }, known?.services[id]?.name ?? id);

/** The file follows the draft. */
function written(): void {
  text = write(draft);
  json.value = text;
  json.removeAttribute('aria-invalid');
  later();
}

let known: Engine | undefined;
/** From the first change on there is something to judge. */
function begin(): void {
  if (begun) return;
  begun = true;
  // Before that there is nothing to see.
  one('hop').hidden = false;
  void engine().then(
    (loaded) => {
      known = loaded;
      picker(loaded.services, add);
    },
    () => speak(say('broken-engine')),
  );
}

let due: ReturnType<typeof setTimeout> | undefined;
function later(): void {
  clearTimeout(due);
  due = setTimeout(() => void judge(), 200);
}

async function judge(): Promise<void> {
  if (!begun) return;
  const loaded = await engine();
  const judged = loaded.judge(text);
  tell(judged.problems, form);
  const errors = judged.problems.filter(({ severity }) => severity === 'error').length;
  for (const id of ['count', 'hop-count']) {
    one(id).textContent = errors ? String(errors) : '';
    one(id).classList.toggle('some', errors > 0);
  }
  const words = summary(judged.problems);
  if (one('verdict').textContent !== words) one('verdict').textContent = words;
  perform(loaded, judged);
  await outputs(loaded, text, judged);
}

function perform(loaded: Engine, judged: Judged): void {
  const theme = select('v-theme').value;
  const informal = select('v-language').value.includes('-');
  const { sealed } = judged.sealed ? loaded.judge(seen(theme, informal)) : judged;
  const { name, tradeName } = draft.controller as Draft;
  stage(sealed, judged.asks, String(tradeName ?? name ?? ''));
}

/** The file with what the preview asks for: a theme, a way of address, and a host, which a frame without one lacks. */
function seen(theme: string, informal: boolean): string {
  const value = JSON.parse(text) as Draft;
  if (theme) value.ui = { ...(value.ui as Draft), theme };
  value.formality = informal ? 'informal' : 'formal';
  value.domains ??= ['www.example.nl'];
  return JSON.stringify(value);
}

/** Takes over a whole file. What is not JSON stays in its field, with what is wrong with it. */
async function takeOver(file: string): Promise<boolean> {
  begin();
  text = file;
  json.value = file;
  let value: Json;
  try {
    value = JSON.parse(file.replace(/^\ufeff/, ''));
  } catch {
    json.setAttribute('aria-invalid', 'true');
    speak(say('json-broken'));
    await judge();
    return false;
  }
  json.removeAttribute('aria-invalid');
  speak('');
  if (value && typeof value === 'object' && !Array.isArray(value)) {
    draft = value;
    const controller = draft.controller;
    if (!controller || typeof controller !== 'object') draft.controller = {};
    const language = String(draft.language ?? '');
    const spoken = [...select('v-language').options].map(({ value }) => value);
    const friendly = spoken.find((id) => draft.formality === 'informal' && id.startsWith(`${language}-`));
    if (spoken.includes(language)) select('v-language').value = friendly ?? language;
    await show();
  }
  await judge();
  return true;
}

/** What stands behind the #: a draft, an example, or a service to add. */
async function arrived(): Promise<void> {
  const [what, value] = location.hash.slice(1).split(/=(.*)/s);
  if (what === 'add' && value) {
    begin();
    known = await engine();
    if (known.services[value]) add(value);
  } else if (what === 'example' && value) await example(value);
  else if (what === 'config' && value) {
    await unpack(value).then(takeOver, () => speak(say('link-broken')));
  }
}

async function example(id: string): Promise<void> {
  const known = [...select('example').options].some((option) => option.value === id);
  if (!known) return;
  select('example').value = id;
  if (!id) {
    draft = empty();
    await show();
    written();
    return;
  }
  const answer = await fetch(new URL(`../examples/${id}.json`, import.meta.url));
  await takeOver(await answer.text());
}

const choose = tabs(document.querySelector<HTMLElement>('.panel [role=tablist]')!, () => fit());
const pickLanguage = (id: string) => select('v-language').value === id || (select('v-language').value = id);

form.addEventListener('input', (event) => {
  if (!take(form, event.target, draft)) return;
  begin();
  written();
});
form.addEventListener('change', (event) => {
  const { path } = (event.target as HTMLElement).dataset;
  if (path === 'language' || path === 'formality') {
    const language = String(draft.language ?? 'en');
    const friendly = [...select('v-language').options].find(({ value }) => draft.formality === 'informal' && value.startsWith(`${language}-`));
    pickLanguage(friendly?.value ?? language);
    later();
  }
  // A kind decides which facts are asked.
  const place = /^services\[(\d+)\]\.(category|name)$/.exec(path ?? '');
  if (place) void show({ services: Number(place[1]) }).then(() => form.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus());
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('focusin', begin, { once: true });
json.addEventListener('input', () => {
  clearTimeout(due);
  due = setTimeout(() => void takeOver(json.value), 400);
});
one('own').addEventListener('click', () => change('services', undefined, { name: '', category: 'functional' }, say('new-service')));
one('add-processing').addEventListener('click', () => change('processing', undefined, { what: '' }));
select('example').addEventListener('change', () => void example(select('example').value));
one('paste').addEventListener('click', () => {
  choose('t-json');
  json.select();
  reveal(json);
});
one<HTMLInputElement>('file').addEventListener('change', async (event) => {
  const [file] = (event.target as HTMLInputElement).files ?? [];
  if (file) await file.text().then(async (content) => (await takeOver(content)) && speak(say('opened')), () => speak(say('file-broken')));
});
// On a phone a desktop would be too small to read.
if (matchMedia('(max-width: 40rem)').matches) one<HTMLSelectElement>('v-device').value = 'phone';
for (const id of ['v-view', 'v-language', 'v-theme', 'v-device', 'form-of', 'c-state', 'c-as', 'd-language', 'd-draft']) one(id).addEventListener('change', () => void judge());
addEventListener('resize', fit);
addEventListener('hashchange', () => void arrived());

one('save-json').addEventListener('click', () => save('consent.json', text, 'application/json'));
one('link').addEventListener('click', async () => {
  history.replaceState(null, '', `#config=${await pack(text)}`);
  await navigator.clipboard?.writeText(location.href).catch(() => undefined);
  speak(say('linked'));
});
one('keep').addEventListener('click', () => speak(keep(text) ? say('kept-now') : say('kept-not')));
one('resume').addEventListener('click', () => {
  one('kept').hidden = true;
  void takeOver(kept() ?? '');
});
one('forget').addEventListener('click', () => {
  keep(null);
  one('kept').hidden = true;
  speak(say('forgotten'));
});

one<HTMLSelectElement>('f-language').append(...[...select('v-language').options].filter(({ value }) => !value.includes('-')).map(({ value }) => make('option', { value }, name(value))));
for (const option of select('v-language').options) {
  option.value = option.textContent!;
  option.textContent = name(option.value);
}
pickLanguage(document.documentElement.lang);
one('kept').hidden = kept() === null;
json.value = text;
fill(form, draft);
copyButtons();
void arrived();

/** A language by its own name; the second way of address with its pronoun. */
function name(id: string): string {
  const [tag, pronoun] = id.split('-');
  const own = new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag;
  return pronoun ? `${own} (${pronoun})` : own;
}
