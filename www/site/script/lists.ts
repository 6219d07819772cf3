/** The parts of the form that come and go: services, what they store, and other processing. */

import { field, truth } from './fields';
import { make } from './html';
import { get, type Draft } from './model';
import type { Entry } from './engine';
import { say } from './words';

/** What a button of a list does to the draft: the path of the list, and the place of what is to go, or what is added. */
export type Change = (path: string, remove: number | undefined, add?: Draft, name?: string) => void;

const KINDS = ['functional', 'analytics', 'social', 'advertising'];

const list = (draft: Draft, path: string): Draft[] => {
  const value = get(draft, path);
  return Array.isArray(value) ? value.filter((member): member is Draft => !!member && typeof member === 'object' && !Array.isArray(member)) : [];
};

export function services(draft: Draft, known: Record<string, Entry>, open: number | undefined, change: Change): HTMLElement[] {
  return list(draft, 'services').map((service, place) => {
    const at = `services[${place}]`;
    const entry = known[String(service.catalogue)];
    const name = String(service.name ?? entry?.name ?? service.id ?? say('new-service'));
    const kind = String(service.category ?? entry?.category ?? '');
    const title = make('summary', {}, make('strong', {}, name), ' ', make('span', { class: `kind ${kind}` }, KINDS.includes(kind) ? say(`kind-${kind}`) : ''));
    const about = entry ? [facts(entry)] : [];
    const kinds = KINDS.map((id): [string, string] => [id, say(`kind-${id}`)]);
    const first: [string, string] = ['', entry ? say('as-catalogue') : say('choose')];
    const body = make(
      'div',
      { class: 'fields' },
      ...(entry ? [] : [field({ path: `${at}.name`, label: say('s-name') }), field({ path: `${at}.id`, label: say('s-id') })]),
      field({ path: `${at}.category`, label: say('s-category'), kind: 'choice', choices: [first, ...kinds] }),
      ...(entry ? [] : [field({ path: `${at}.provider`, label: say('s-provider'), unknown: true })]),
      field({ path: `${at}.purpose`, label: say('s-purpose'), kind: 'localised', placeholder: entry && (entry.purpose[document.documentElement.lang] ?? entry.purpose.en) }),
      ...(entry ? [] : [field({ path: `${at}.hosts`, label: say('s-hosts'), kind: 'lines' }), field({ path: `${at}.countries`, label: say('s-countries'), kind: 'lines', unknown: true })]),
      field({ path: `${at}.privacyUrl`, label: say('s-privacy'), unknown: true }),
      ...(kind === 'functional'
        ? []
        : [
            truth(`${at}.agreement`, say('s-agreement')),
            truth(`${at}.dataSharing`, say('s-sharing')),
            truth(`${at}.ipAnonymised`, say('s-anonymised')),
            truth(`${at}.userId`, say('s-user')),
            truth(`${at}.adsFeatures`, say('s-ads')),
            truth(`${at}.ownUseOnly`, say('s-own-use')),
            truth(`${at}.firstParty`, say('s-first-party')),
          ]),
      field({ path: `${at}.retentionMonths`, label: say('s-months'), kind: 'number', unknown: true }),
      field({ path: `${at}.basis`, label: say('s-basis'), kind: 'choice', choices: [['', say('basis-default')], ...['necessary', 'consent', 'exempt'].map((id): [string, string] => [id, say(`basis-${id}`)])] }),
      field({ path: `${at}.note`, label: say('s-note'), kind: 'localised' }),
    );
    const stored = entry && !service.items ? [] : [items(draft, `${at}.items`, change)];
    const remove = button(say('remove'), name, () => change('services', place, undefined, name));
    return make('li', {}, make('details', { open: open === place, 'data-place': at }, title, ...about, body, ...stored, remove));
  });
}

/** What the catalogue knows, in a few words. */
function facts(entry: Entry): HTMLElement {
  const stored = entry.items.map(({ name }) => name ?? '?').join(', ') || say('stores-unknown');
  return make('p', { class: 'hint' }, `${say('from-catalogue')}: ${entry.provider}; ${say('loads')} `, entry.hosts.join(', ') || '–', `; ${say('stores')} `, stored, '.');
}

function items(draft: Draft, path: string, change: Change): HTMLElement {
  const rows = list(draft, path).map((_, place) => {
    const at = `${path}[${place}]`;
    const legend = say('item', { n: place + 1 });
    return make(
      'fieldset',
      { class: 'fields' },
      make('legend', {}, legend),
      field({ path: `${at}.name`, label: say('i-name'), unknown: true }),
      field({ path: `${at}.purpose`, label: say('i-purpose'), kind: 'localised' }),
      field({ path: `${at}.retention`, label: say('i-retention'), unknown: true }),
      button(say('remove'), legend, () => change(path, place, undefined, legend)),
    );
  });
  const add = make('button', { type: 'button', class: 'small', click: () => change(path, undefined, { name: '', retention: 'session' }) }, say('add-item'));
  return make('div', { class: 'stored' }, make('h3', {}, say('items')), ...rows, add);
}

const BASES = ['consent', 'contract', 'legal-obligation', 'vital-interests', 'public-task', 'legitimate-interest'];

export function processing(draft: Draft, open: number | undefined, change: Change): HTMLElement[] {
  return list(draft, 'processing').map((one, place) => {
    const at = `processing[${place}]`;
    const what = typeof one.what === 'string' && one.what ? one.what : say('process-n', { n: place + 1 });
    const bases = BASES.map((id): [string, string] => [id, say(`basis-of-${id}`)]);
    const body = make(
      'div',
      { class: 'fields' },
      field({ path: `${at}.what`, label: say('p-what'), kind: 'localised' }),
      field({ path: `${at}.purpose`, label: say('p-purpose'), kind: 'localised' }),
      field({ path: `${at}.basis`, label: say('p-basis'), kind: 'choice', choices: [['', say('say-nothing')], ...bases] }),
      field({ path: `${at}.retention`, label: say('p-retention'), kind: 'localised', unknown: true }),
      field({ path: `${at}.recipient`, label: say('p-recipient'), kind: 'localised', unknown: true }),
      field({ path: `${at}.note`, label: say('p-note'), kind: 'localised' }),
    );
    const remove = button(say('remove'), what, () => change('processing', place, undefined, what));
    return make('li', {}, make('details', { open: open === place, 'data-place': at }, make('summary', {}, make('strong', {}, what)), body, remove));
  });
}

function button(words: string, name: string, click: () => void): HTMLElement {
  return make('button', { type: 'button', class: 'small', 'aria-label': `${words}: ${name}`, click }, words);
}
