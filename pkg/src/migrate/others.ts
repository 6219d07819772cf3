/** klaro, orejime, tarteaucitron, Osano's cookieconsent and c15t. */

import { Opaque, isPlain } from './literal';
import { names, ours, plain } from './outcome';
import type { Given } from './given';
import type { Import, ItemFound, Outcome } from './outcome';
import type { Script } from './literal';

const HOOK = "Code is not carried. The same can be done with sluis.on('change', …), or the vendor is told by itself (docs/signals.md).";

/** Names of cookies, each perhaps with its path and domain. */
const cookies = (given: Given): ItemFound[] =>
  given.items.flatMap((cookie): ItemFound[] => {
    if (Array.isArray(cookie.value)) return names(cookie.at(0)).map((name) => ({ name, path: cookie.at(1).text, domain: cookie.at(2).text }));
    if (!isPlain(cookie.value)) return names(cookie).map((name) => ({ name }));
    const pattern = cookie.at('pattern').there ? cookie.at('pattern') : cookie.at('name');
    return names(pattern).map((name) => ({ name, path: cookie.at('path').text, domain: cookie.at('domain').text }));
  });

/** https://klaro.org/docs/integration/annotated-configuration; `apps` until version 0.6. */
export function klaro(given: Given, out: Outcome): Import {
  const translations = given.at('translations').entries;
  out.statement(given.at('translations').at('zz').at('privacyPolicyUrl'));
  out.statement(given.at('privacyPolicy'));
  const language = given.at('lang').text;
  if (language) out.config.language = language.split('-')[0];
  const all = given.at('default').truth === true;
  for (const service of [...given.at('services').items, ...given.at('apps').items]) {
    const key = service.at('name').text;
    if (!key) {
      service.ask('It has no name, so it is not known what it is.');
      continue;
    }
    const purposes = service.at('purposes').items.map((purpose) => purpose.text || '');
    const kinds = [...new Set(purposes.map((word) => ours(word)).filter(Boolean))] as string[];
    const required = service.at('required').truth === true;
    const own = service.at('translations');
    const words = out.words({
      ...Object.fromEntries(translations.map(([code, words]) => [code, words.at(key).at('description').use().value])),
      ...Object.fromEntries(own.entries.map(([code, words]) => [code, words.at('description').use().value])),
      ...(service.at('description').there && { [out.config.language || 'en']: service.at('description').text }),
    });
    const title = service.at('title').text ?? own.at('zz').at('title').text;
    for (const hook of ['callback', 'onAccept', 'onDecline', 'onInit']) service.at(hook).drop(HOOK);
    if (service.at('optOut').truth) service.at('optOut').ask('It ran before the visitor agreed. Here it waits for a yes.');
    // Of several purposes the one that follows visitors most decides.
    const kind = ['advertising', 'social', 'analytics', 'functional'].find((name) => kinds.includes(name));
    if (kinds.length > 1) service.at('purposes').drop(`It has several purposes; it is asked about as ${kind}.`);
    const preset = service.at('default').truth ?? all;
    out.service({ key, given: service, names: [title], title: title && plain(title), category: kind == 'functional' && !required ? undefined : (kind ?? (required ? 'functional' : undefined)), required, preset: (preset && !required) || !!service.at('optOut').truth, purpose: words, items: cookies(service.at('cookies')) });
  }
  out.days(given.at('cookieExpiresAfterDays'));
  const domain = given.at('cookieDomain').text;
  if (domain) out.config.record.domain = domain.replace(/^\./, '');
  const storage = given.at('storageMethod').text;
  given.at('callback').drop(HOOK);
  if (given.at('mustConsent').truth) given.at('mustConsent').drop('Sluis never stands in front of the page: a choice that is forced is not free.');
  if (given.at('hideDeclineAll').truth) given.at('hideDeclineAll').drop('Refusing is always as easy as agreeing.');
  return { from: 'klaro', storage: storage == 'localStorage' || storage == 'sessionStorage' ? storage : 'cookie', name: given.at('storageName').text || given.at('cookieName').text || 'klaro', ...(domain && { domain }), days: given.at('cookieExpiresAfterDays').number ?? 120, grants: true, covers: out.covers, preset: out.preset, always: out.always };
}

/** https://github.com/boscop-fr/orejime#configuration; version 2 has `apps` with `name`. */
export function orejime(given: Given, out: Outcome): Import {
  out.statement(given.at('privacyPolicyUrl'));
  out.statement(given.at('privacyPolicy'));
  const language = given.at('lang').text;
  if (language) out.config.language = language.split('-')[0];
  const spoken = out.config.language || 'en';
  const read = (purpose: Given, parent?: string): void => {
    const key = purpose.at('id').text || purpose.at('name').text;
    if (!key) return purpose.ask('It has no id, so it is not known what it is.');
    const inner = purpose.at('purposes').items;
    if (inner.length) {
      purpose.use();
      purpose.at('title').use();
      purpose.at('description').use();
      return inner.forEach((part) => read(part, key));
    }
    const title = purpose.at('title').text;
    const required = (purpose.at('isMandatory').truth ?? purpose.at('required').truth) === true;
    const early = (purpose.at('isExempt').truth ?? purpose.at('optOut').truth) === true;
    if (early) purpose.at(purpose.at('isExempt').there ? 'isExempt' : 'optOut').ask('It ran before the visitor agreed. Here it waits for a yes, unless it is functional, or measuring that the law exempts ("basis": "exempt").');
    const words = purpose.at('purposes').items.map((part) => part.text || '');
    const kind = [key, title || '', parent || '', ...words].map((word) => ours(word)).find(Boolean);
    const description = purpose.at('description').text;
    out.service({ key, given: purpose, names: [title], title: title && plain(title), category: kind ?? (required ? 'functional' : undefined), required, preset: (purpose.at('default').truth === true && !required) || early, purpose: description ? { [spoken]: plain(description) } : undefined, items: cookies(purpose.at('cookies')) });
  };
  // Its documentation names another cookie and another period than version 3 has.
  const second = given.at('apps').there || given.at('purposes').items.some((purpose) => purpose.at('name').there && !purpose.at('id').there);
  for (const purpose of [...given.at('purposes').items, ...given.at('apps').items]) read(purpose);
  const cookie = given.at('cookie');
  const days = cookie.at('duration').there ? cookie.at('duration') : given.at('cookieExpiresAfterDays');
  out.days(days);
  const domain = cookie.at('domain').text ?? given.at('cookieDomain').text;
  if (domain) out.config.record.domain = domain.replace(/^\./, '');
  for (const force of ['forceModal', 'forceBanner', 'mustConsent', 'mustNotice']) if (given.at(force).truth) given.at(force).drop('Sluis never stands in front of the page: a choice that is forced is not free.');
  return { from: 'orejime', storage: 'cookie', name: cookie.at('name').text ?? given.at('cookieName').text ?? (second ? 'orejime' : 'eu-consent'), ...(domain && { domain }), days: days.number ?? (second ? 365 : 120), grants: true, covers: out.covers, preset: out.preset, always: out.always };
}

/** https://github.com/AmauriC/tarteaucitron.js */
export function tarteaucitron(given: Given, out: Outcome, script: Script): Import {
  out.statement(given.at('privacyUrl'));
  const auto = given.at('highPrivacy').truth === false;
  if (auto) given.at('highPrivacy').ask('It took going on to another page for a yes. That is no consent (CJEU C-673/17): stored grants are not taken over.');
  const on = given.at('serviceDefaultState').text == 'true' || given.at('serviceDefaultState').value === true;
  if (on) given.at('serviceDefaultState').ask('Everything was on unless switched off. That is no consent (CJEU C-673/17): stored grants are not taken over.');
  if (given.at('softConsentMode').truth) given.at('softConsentMode').drop('Sluis holds the script itself; telling Google "denied" is not enough.');
  const domain = given.at('cookieDomain').text;
  if (domain) out.config.record.domain = domain.replace(/^\./, '');
  const { notes } = out;
  const jobs = script.calls.filter(({ name }) => /^tarteaucitron\.job\.push$/.test(name)).flatMap(({ given }) => given).filter((job): job is string => typeof job == 'string');
  const preset = on || auto;
  for (const job of new Set(jobs)) {
    const here = given.at('job').at(job);
    const path = `tarteaucitron.job.push(${JSON.stringify(job)})`;
    const own = script.set.get(`tarteaucitron.services.${job}`);
    const custom = new (here.constructor as any)(own, `tarteaucitron.services.${job}`, notes) as Given;
    const place = isPlain(own) ? custom : (new (here.constructor as any)(job, path, notes) as Given);
    const title = isPlain(own) ? custom.at('name').text : undefined;
    const type = isPlain(own) ? custom.at('type').text : undefined;
    const consent = isPlain(own) ? custom.at('needConsent').truth : undefined;
    for (const hook of ['js', 'fallback']) custom.at(hook).drop('Code is not carried: put the vendor\'s own tag into the page, marked with data-sluis, and it waits.');
    out.service({ key: job, given: place, names: [title], title, category: consent === false ? 'functional' : type ? ours(type) : undefined, preset, items: isPlain(own) ? cookies(custom.at('cookies')) : [] });
  }
  for (const [name, value] of script.set) {
    if (/^tarteaucitron\.user\./.test(name)) notes.add(name, value, "An account number belongs into the vendor's own tag, which goes into the page as the vendor gives it.", false);
  }
  if (!jobs.length) given.ask('No tarteaucitron.job.push(…) was found, so no service is known. Read the page or script that has them too.');
  return { from: 'tarteaucitron', storage: 'cookie', name: given.at('cookieName').text || 'tarteaucitron', ...(domain && { domain }), days: 365, grants: !preset, covers: out.covers, preset: out.preset, always: out.always };
}

/** https://github.com/osano/cookieconsent: it knows no services, only one answer for everything. */
export function osano(given: Given, out: Outcome): Import {
  out.statement(given.at('content').at('href'));
  const type = given.at('type').text || 'info';
  if (type != 'opt-in') (given.at('type').there ? given.at('type') : given).ask(`This was ${type == 'opt-out' ? 'opt-out' : 'a notice only'}: what it took for agreeing is none (CJEU C-673/17). Only refusals are taken over.`);
  given.ask('It names no services at all. Declare them under $.services, for instance from `npx sluis scan`, and list under "covers" in the import file which of them visitors had been told of; stored grants are not taken over until then.');
  const cookie = given.at('cookie');
  out.days(cookie.at('expiryDays'));
  const domain = cookie.at('domain').text;
  if (domain) out.config.record.domain = domain.replace(/^\./, '');
  const position = given.at('position').text || '';
  if (/left|right/.test(position)) out.config.ui = { layout: 'corner', corner: /right/.test(position) ? 'right' : 'left' };
  else if (position) out.config.ui = { layout: 'bar' };
  for (const [key, value] of given.entries) if (/^on[A-Z]/.test(key)) value.drop(HOOK);
  const days = cookie.at('expiryDays').number;
  return { from: 'osano', storage: 'cookie', name: cookie.at('name').text || 'cookieconsent_status', ...(domain && { domain }), days: days && days > 0 ? days : 365, grants: type == 'opt-in', covers: { '*': [] }, preset: [], always: [] };
}

/** https://c15t.com: asks by category, and gates scripts by category. */
export function c15t(given: Given, out: Outcome): Import {
  const options = given.at('options').there ? given.at('options') : given;
  const mode = options.at('mode').text;
  if (mode == 'hosted' || mode == 'c15t') options.at('mode').drop('Choices were also stored by its server. Keep what is there: it is the proof of the old choices.');
  out.statement(options.at('legalLinks').at('privacyPolicy').at('href'));
  const language = options.at('i18n').at('locale').text;
  if (language) out.config.language = language.split('-')[0];
  const listed = options.at('consentCategories').there ? options.at('consentCategories') : options.at('initialGdprTypes');
  const kinds: Record<string, string | undefined> = { necessary: 'functional', measurement: 'analytics', marketing: 'advertising' };
  for (const place of listed.items) {
    const name = place.text || '';
    const kind = kinds[name];
    if (kind) out.uses(kind);
    else place.ask(`${name} has no counterpart: say for each of its services what it is for us ($.services[n].category).`);
  }
  const met = new Set<string>();
  for (const script of options.at('scripts').items) {
    const key = script.at('id').text;
    const category = script.at('category').text || '';
    if (!key) {
      const call = script.value instanceof Opaque ? /^(\w+)\(/.exec(script.value.text)?.[1] : undefined;
      script.ask(call ? `${call}(…) is a helper of its own: declare that service under $.services.` : 'It is made by code: declare that service under $.services.');
      continue;
    }
    const address = script.at('src').text;
    for (const [name, value] of script.entries) if (/^on[A-Z]|textContent|callback/.test(name)) value.drop(HOOK);
    const id = out.service({ key: category || key, id: key, given: script, names: [], title: key, category: kinds[category] });
    const service = out.config.services.find((service: any) => (service.catalogue || service.id) == id);
    if (address && !service.catalogue && /^(https?:)?\/\//.test(address)) service.hosts = [new URL(address, 'https://x').hostname];
    met.add(category);
  }
  for (const place of listed.items) {
    const name = String(place.value);
    if (name != 'necessary' && kinds[name] && !met.has(name)) place.ask(`No script is listed under ${name}, so nobody can tell what it stood for. Declare its services under $.services, category ${kinds[name]}; stored grants of it are not taken over until then.`);
  }
  const storage = options.at('storageConfig');
  out.days(storage.at('defaultExpiryDays'));
  for (const [key, value] of options.at('callbacks').entries) {
    void key;
    value.drop(HOOK);
  }
  return { from: 'c15t', storage: 'localStorage', name: storage.at('storageKey').text || 'c15t', days: storage.at('defaultExpiryDays').number ?? 365, grants: true, covers: out.covers, preset: out.preset, always: out.always };
}
