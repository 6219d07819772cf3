/** vanilla-cookieconsent by Orest Bida: version 3 (`CookieConsent.run`) and version 2 (`initCookieConsent().run`). */

import { Opaque } from './literal';
import { byCookie } from './service';
import { names, ours, period, plain } from './outcome';
import type { Given } from './given';
import type { Import, ItemFound, Outcome } from './outcome';

/** https://cookieconsent.orestbida.com/reference/configuration-reference.html */
export function cookieconsent3(given: Given, out: Outcome): Import {
  const optOut = given.at('mode').text == 'opt-out';
  if (optOut) given.at('mode').ask('It asked nothing before it let things run. Here everything waits for a yes.');
  const language = given.at('language');
  const translations = language.at('translations').entries;
  const spoken = language.at('default').text;
  if (spoken) out.config.language = spoken.split('-')[0];
  for (const [, words] of translations) if (words.value instanceof Opaque) words.drop('It is in another file. Sluis has texts of its own in that language; descriptions of services are not carried.');

  const tables = translations.flatMap(([code, words]) => words.at('preferencesModal').at('sections').items.map((section) => ({ code, section })));
  for (const [key, category] of given.at('categories').entries) {
    const required = category.at('readOnly').truth === true;
    const preset = optOut || (category.at('enabled').truth === true && !required);
    const kind = kindOf(key, required);
    const rows = tables.filter(({ section }) => section.at('linkedCategory').text == key);
    for (const { section } of rows) section.use();
    const purposes = out.words(Object.fromEntries(rows.map(({ code, section }) => [code, section.at('description').value])));
    const cookies = [...category.at('autoClear').at('cookies').items.flatMap((cookie): ItemFound[] => {
      const [domain, path] = [cookie.at('domain').text, cookie.at('path').text];
      return names(cookie.at('name')).map((name) => ({ name, domain, path }));
    }), ...rows.flatMap(({ code, section }) => table(section.at('cookieTable'), code))];
    category.at('autoClear').at('reloadPage').drop('Sluis tells the visitor when a new page is needed.');
    const services = category.at('services').entries;
    for (const [id, service] of services) {
      const title = service.at('label').text;
      const own = service.at('cookies').items.flatMap((cookie) => names(cookie.at('name')).map((name): ItemFound => ({ name, domain: cookie.at('domain').text, path: cookie.at('path').text })));
      for (const hook of ['onAccept', 'onReject']) service.at(hook).drop(HOOK);
      out.service({ key: `${key}/${id}`, id, given: service, names: [title], title: title && plain(title), category: kind, required, preset, purpose: purposes, items: own });
    }
    rest(out, { key, given: category, kind, required, preset, purpose: purposes, cookies, named: services.length > 0 });
  }
  const cookie = given.at('cookie');
  out.days(cookie.at('expiresAfterDays'));
  const name = cookie.at('name').text || 'cc_cookie';
  const domain = cookie.at('domain').text;
  if (domain) out.config.record.domain = domain.replace(/^\./, '');
  const local = cookie.at('useLocalStorage').truth;
  layout(given.at('guiOptions').at('consentModal'), out);
  for (const hook of ['onConsent', 'onFirstConsent', 'onChange', 'onModalShow', 'onModalHide', 'onModalReady']) given.at(hook).drop(HOOK);
  return { from: 'cookieconsent-3', storage: local ? 'localStorage' : 'cookie', name, ...(domain && { domain }), days: cookie.at('expiresAfterDays').number ?? 182, revision: given.at('revision').number ?? 0, grants: !optOut, covers: out.covers, preset: out.preset, always: out.always };
}

/** https://github.com/orestbida/cookieconsent/tree/v2 */
export function cookieconsent2(given: Given, out: Outcome): Import {
  const optOut = given.at('mode').text == 'opt-out';
  if (optOut) given.at('mode').ask('It asked nothing before it let things run. Here everything waits for a yes.');
  const spoken = given.at('current_lang').text;
  if (spoken) out.config.language = spoken.split('-')[0];
  const blocks = new Map<string, { code: string; block: Given }[]>();
  for (const [code, words] of given.at('languages').entries) {
    for (const block of words.at('settings_modal').at('blocks').items) {
      const key = block.at('toggle').at('value').text;
      if (key) blocks.set(key, [...(blocks.get(key) || []), { code, block }]);
    }
  }
  for (const [key, found] of blocks) {
    const [{ block }] = found;
    const required = block.at('toggle').at('readonly').truth === true;
    const preset = optOut || (block.at('toggle').at('enabled').truth === true && !required);
    const purpose = out.words(Object.fromEntries(found.map(({ code, block }) => [code, block.use().at('description').use().value])));
    rest(out, { key, given: block, kind: kindOf(key, required), required, preset, purpose, cookies: found.flatMap(({ code, block }) => table(block.at('cookie_table'), code)), named: false });
  }
  out.days(given.at('cookie_expiration'));
  const domain = given.at('cookie_domain').text;
  if (domain) out.config.record.domain = domain.replace(/^\./, '');
  layout(given.at('gui_options').at('consent_modal'), out);
  for (const hook of ['onAccept', 'onChange', 'onFirstAction', 'onFirstConsent']) given.at(hook).drop(HOOK);
  return { from: 'cookieconsent-2', storage: 'cookie', name: given.at('cookie_name').text || 'cc_cookie', ...(domain && { domain }), days: given.at('cookie_expiration').number ?? 182, revision: given.at('revision').number ?? 0, grants: !optOut, covers: out.covers, preset: out.preset, always: out.always };
}

const HOOK = 'Code is not carried. The same can be done with sluis.on(\'change\', …), or the vendor is told by itself (docs/signals.md).';

/** `functional` that can be refused is no strictly necessary one, and what it is only its owner knows. */
const kindOf = (key: string, required: boolean) => {
  const kind = ours(key);
  return kind == 'functional' && !required && !/necess|essen|requir|mandat/i.test(key) ? undefined : (kind ?? (required ? 'functional' : undefined));
};

interface Rest {
  key: string;
  given: Given;
  kind: string | undefined;
  required: boolean;
  preset: boolean;
  purpose: unknown;
  cookies: (ItemFound & { provider?: string })[];
  named: boolean;
}

/** What a category holds beside its named services: cookies, of which the catalogue knows some. */
function rest(out: Outcome, { key, given, kind, required, preset, purpose, cookies, named }: Rest): void {
  const { known, strangers } = split(cookies, out.config.services.map(({ catalogue }: any) => catalogue));
  for (const [id, items] of known) out.service({ key, id, given, names: [], category: kind, required, preset, items });
  const mine = (name: string) => /^(cc_cookie|cookieconsent_status|klaro|orejime|tarteaucitron|c15t)$/.test(name);
  const left = strangers.filter(({ name }) => !mine(name));
  if (left.length) out.service({ key, id: known.size || named ? `${key}-other` : key, given, names: [], unnamed: true, category: kind, required, preset, purpose, items: left });
  given.use();
  out.key(key, { required: required || kind == 'functional', preset });
  if (kind) out.uses(kind);
  if (!cookies.length && !named && kind != 'functional') given.ask(`It names no service and no cookie, so nobody can tell what it stood for. Declare its services under ${kind ? `$.services, category ${kind}` : '$.services'}; stored grants of it are not taken over until then.`);
}

/** By whose they are. Where several services have such a cookie, it is that of the one that is declared already. */
function split(cookies: ItemFound[], declared: (string | undefined)[]) {
  const known = new Map<string, ItemFound[]>();
  const strangers: ItemFound[] = [];
  for (const cookie of cookies) {
    const owners = byCookie(cookie.name);
    const named = owners.filter((id) => declared.includes(id));
    const [id] = named.length == 1 ? named : owners.length == 1 ? owners : [];
    if (id) known.set(id, [...(known.get(id) || []), cookie]);
    else strangers.push(cookie);
  }
  return { known, strangers };
}

/** A table of cookies: version 3 has `headers` and `body`, version 2 a list of rows. */
function table(given: Given, code: string): ItemFound[] {
  const rows = given.at('body').there ? given.at('body').items : given.items;
  return rows.flatMap((row) => {
    const cells = Object.fromEntries(row.entries.map(([key, cell]) => [key.toLowerCase(), cell.text]));
    const pick = (pattern: RegExp) => Object.entries(cells).find(([key]) => pattern.test(key))?.[1];
    const name = pick(/^(name|cookie|col1|naam)/) ?? Object.values(cells)[0];
    if (!name) return [];
    row.use();
    const text = pick(/desc|purpose|col4|doel/);
    const pattern = /^\^/.test(name) ? `${name.replace(/^\^/, '').replace(/\$$/, '')}*` : plain(name);
    return [{ name: pattern, purpose: text ? { [code.split('-')[0]]: plain(text) } : undefined, retention: period(pick(/expir|duration|retention|col3|bewaar/)) }];
  });
}

function layout(modal: Given, out: Outcome): void {
  const word = modal.at('layout').text || '';
  const place = modal.at('position').text || '';
  if (/^box/.test(word)) out.config.ui = { layout: 'corner', corner: /right/.test(place) ? 'right' : 'left' };
  else if (/^(bar|cloud)/.test(word)) out.config.ui = { layout: 'bar' };
}
