/**
 * Reads a visitor's choice from the Cookie header as Sluis does in the browser, and keeps it with Set-Cookie: docs/records.md.
 * For nginx with njs 0.7 or newer; sluis.conf beside it shows how. MIT or Apache-2.0.
 */
import fs from 'fs';

const NAME = 'sluis_consent';
const FORMAT = /^1~(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z~a([01])s([01])r([01])(?:~c\.([0-9a-f]{8}))?(?:~s\.[A-Za-z0-9_.-]+)?~[bpewx]((?:~v\.[A-Za-z0-9_.-]+)*)$/;
const ANSWERS = ['analytics', 'social', 'advertising'];
/** The longest text that is looked at as a record, in bytes. */
const LONGEST = 1000;
/** Minutes. Clocks differ; a record from further in the future was not written by a right one. */
const SKEW = 10;
/** A mean month, in minutes. */
const MONTH = 43829;

/**
 * Reads choices for a site.
 *
 * @param {string} sealed the JSON that `npx sluis seal consent.json` writes
 * @throws {Error} when it is not that, or was changed since: a browser would judge it anew then
 */
function reader(sealed) {
  let config;
  try {
    config = JSON.parse(sealed);
  } catch (error) {
    throw new Error('$: the configuration is not JSON (' + error.message + ')');
  }
  const seal = config && config.sealed;
  if (!seal || typeof seal != 'object') throw new Error('$.sealed: found nothing, expected a sealed configuration: npx sluis seal consent.json');
  const right = checksum(unsealed(sealed));
  if (seal.check != right) {
    throw new Error('$.sealed.check: found ' + (seal.check || 'nothing') + ', expected ' + right + ': it was changed after it was sealed, so seal it again');
  }
  const services = config.services || [];
  const life = ((config.record && config.record.months) || 6) * MONTH;
  const domain = config.record && config.record.domain;

  /** The categories that have changed since; null where the record is about something else. */
  function changed(record) {
    if (!record.asked) return record.services.length || record.answers.indexOf(true) >= 0 ? null : [];
    if (record.asked == seal.asked) return [];
    const earlier = (seal.earlier || []).filter((edition) => edition.asked == record.asked)[0];
    return earlier ? earlier.again : null;
  }

  return {
    /** @param {number} now milliseconds since 1970 @returns as `sluis.state()` tells it in the browser */
    read: function (cookies, objects, now) {
      const minute = Math.floor(now / 60000);
      let found = null;
      (cookies || '').split(';').forEach((pair) => {
        const text = pair.replace(/^[ \t\n\f\r]+|[ \t\n\f\r]+$/g, '');
        const record = text.startsWith(NAME + '=') ? decode(text.slice(NAME.length + 1)) : null;
        if (record && record.at <= minute + SKEW && !(found && found.at > record.at)) found = record;
      });
      const since = found && minute < found.at + life ? changed(found) : null;
      const record = since ? found : null;
      const choice = { asked: false, decided: !!record, categories: {}, services: {}, record: record ? record.text : null };
      const whole = {};
      services.forEach((service) => {
        const switchable = service.category != 'functional';
        const needs = switchable && service.basis != 'exempt';
        const open = !record || since.indexOf(service.category) >= 0;
        const granted = !switchable || (open ? !needs : record.services.indexOf(service.id) >= 0 || record.answers[ANSWERS.indexOf(service.category)]);
        if (needs && open && !(objects && service.category != 'analytics')) choice.asked = true;
        choice.services[service.id] = word(granted);
        whole[service.category] = whole[service.category] !== false && granted;
      });
      choice.categories.functional = 'granted';
      ANSWERS.forEach((category) => {
        choice.categories[category] = word(whole[category]);
      });
      return choice;
    },

    /** One record, and the value of Set-Cookie that keeps it for the rest of its life: `{ cookie }` or `{ refusal }`. */
    judge: function (text, secure, now) {
      const minute = Math.floor(now / 60000);
      const record = text.length > LONGEST ? null : decode(text);
      if (!record) return { refusal: 'this is no record' };
      if (record.at > minute + SKEW) return { refusal: 'this record is from the future: a clock is wrong' };
      if (minute >= record.at + life) return { refusal: 'this choice is over' };
      if (!changed(record)) return { refusal: 'this record is for another question' };
      const left = Math.min(record.at + life - minute, life) * 60;
      return { cookie: NAME + '=' + text + '; Path=/; SameSite=Lax; Max-Age=' + left + (domain ? '; Domain=' + domain : '') + (secure ? '; Secure' : '') };
    },
  };
}

function word(granted) {
  return granted ? 'granted' : 'denied';
}

/** Null for what Sluis would not have written: a record that was changed in any way is no choice. */
function decode(text) {
  const part = FORMAT.exec(text);
  // PCRE lets a line end after the end.
  if (!part || text.indexOf('\n') >= 0) return null;
  const moment = part[1] + '-' + part[2] + '-' + part[3] + 'T' + part[4] + ':' + part[5];
  const time = Date.parse(moment + ':00.000Z');
  // No calendar has 31 April, though some read it as 1 May.
  if (isNaN(time) || !new Date(time).toISOString().startsWith(moment)) return null;
  return {
    text: text,
    at: time / 60000,
    answers: [part[6] == '1', part[7] == '1', part[8] == '1'],
    asked: part[9],
    services: part[10].split('~v.').slice(1),
  };
}

/**
 * The JSON that was sealed: without spaces, each text and number as JavaScript writes it, and without `sealed`. From the
 * text, because njs does not keep the members of an object in their order.
 */
function unsealed(json) {
  const parts = [];
  const pattern = /"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+/g;
  // Where in `parts` the members of the outermost object begin, and which of them is the seal.
  let depth = 0;
  let member = 1;
  let sealed = false;
  for (let found = pattern.exec(json); found; found = pattern.exec(json)) {
    const token = found[0];
    if (depth == 1 && parts.length == member && token[0] == '"') sealed = JSON.parse(token) == 'sealed';
    if (token == '}' || token == ']') depth--;
    if (token == '{' || token == '[') depth++;
    if (sealed && (depth == 0 || (depth == 1 && token == ','))) {
      parts.length = member;
      sealed = false;
      if (depth == 1) continue;
      // It was the last: the comma before it goes as well.
      if (parts[member - 1] == ',') parts.pop();
    }
    parts.push(/^["\d-]/.test(token) ? JSON.stringify(JSON.parse(token)) : token);
    if (depth == 1 && token == ',') member = parts.length;
  }
  return parts.join('');
}

/** FNV-1a over UTF-16, as the seal is made; here a text is a list of whole characters. It notices a change and protects nothing. */
function checksum(text) {
  let hash = 0x811c9dc5;
  const take = (unit) => {
    hash = Math.imul(hash ^ unit, 0x1000193);
  };
  for (let place = 0; place < text.length; place++) {
    const code = text.codePointAt(place);
    if (code > 0xffff) take(0xd7c0 + (code >> 10));
    take(code > 0xffff ? 0xdc00 | (code & 0x3ff) : code);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The site of `$sluis_config`, the path of the sealed configuration. */
function site(r) {
  return reader(fs.readFileSync(r.variables.sluis_config, 'utf8'));
}

/** For `js_set`: the ids of what this visitor has granted, with a space before and behind each. Nothing where it fails. */
function granted(r) {
  try {
    const services = site(r).read(r.headersIn.Cookie, r.headersIn['Sec-GPC'] == '1', Date.now()).services;
    return ' ' + Object.keys(services).filter((id) => services[id] == 'granted').join(' ') + ' ';
  } catch (error) {
    r.error('sluis: ' + error.message);
    return '';
  }
}

function answer(r, status, text) {
  r.headersOut['Cache-Control'] = 'no-store';
  if (text) r.headersOut['Content-Type'] = 'text/plain; charset=utf-8';
  r.return(status, text ? text + '\n' : '');
}

/** For `js_content`: the endpoint that keeps a choice. */
function record(r) {
  if (r.method != 'POST') {
    r.headersOut.Allow = 'POST';
    return answer(r, 405, 'a record is kept by POST');
  }
  // Another site must not choose for a visitor. Every browser sends Origin with a POST.
  const from = r.headersIn['Sec-Fetch-Site'];
  if (from && from != 'same-origin') return answer(r, 403, 'only pages of this site can have a choice kept');
  const host = r.headersIn.Host;
  const origin = r.headersIn.Origin || '';
  if (origin != 'https://' + host && origin != 'http://' + host) {
    return answer(r, 403, 'Origin: found ' + (origin || 'nothing') + ', expected that of ' + host);
  }
  // There is no buffer of an empty body in njs 0.7, and asking for it fails.
  const body = r.requestText ? r.requestBuffer : null;
  if (body && body.length > LONGEST) return answer(r, 413, 'a record is no longer than ' + LONGEST + ' bytes');
  const judged = site(r).judge(body ? body.toString() : '', origin.startsWith('https:'), Date.now());
  if (judged.refusal) return answer(r, 422, judged.refusal);
  r.headersOut['Set-Cookie'] = [judged.cookie];
  answer(r, 204);
}

export default { reader, granted, record };
