/**
 * The window, or what a server has in its place, and the few ways to reach anything in it. What throws gives nothing: a page can deny storage, cookies
 * and addresses, and the core goes on without.
 */

export const page = () => globalThis;

// Nothing has no members, and to be told so by an exception takes a thousand times as long.
export const get = (of, name) => {
  try {
    return of?.[name];
  } catch {}
};

export const says = (of, name, value) => get(of, name) === value;

export const set = (of, name, value) => {
  try {
    of[name] = value;
  } catch {}
};

export const call = (of, name, ...values) => {
  try {
    return of?.[name]?.(...values);
  } catch {}
};

/** The host and the path of an address of the network. */
export const destined = (address) => {
  try {
    const { protocol, hostname, pathname } = new URL(address, document.baseURI);
    if (/^(http|ws)s?:/.test(protocol)) return hostname + pathname;
  } catch {}
};

/** Takes one out of a list. */
export const cut = (list, place) => list.splice(place, 1)[0];

/** The texts in a list, a zero after each. */
export const joined = (list) => Array.from(list || [], (text) => `${text}`.replaceAll('\0', '') + '\0').join('');

/** The same for the texts of a page. `sealed.texts` holds, for each language, pairs of the place of a text and the site's own wording. */
export const worded = (list, sealed, tag) => {
  const all = [...(list || [])];
  for (const [place, own] of sealed?.texts?.[tag] || []) if (place in all) all[place] = own;
  return joined(all);
};

/**
 * What of a configuration decides, a zero after each, which src/web/site.rs reads in this order. What is not said is empty, and before a list stands how
 * many are in it.
 */
export const told = ({ controller, statement, record, ui, policy, domains, enforce, services }, sealed) => {
  let all = '';
  const say = (...values) => values.forEach((value) => (all += `${value || ''}`.replaceAll('\0', '') + '\0'));
  const list = (of, tell = say) => {
    all += `${of?.length || 0}\0`;
    for (const one of of || []) tell(one);
  };
  say(controller?.name, statement?.url, statement?.version, record?.months || 6, record?.domain, ui?.layout || 'bar', ui?.theme || 'auto', ui?.corner || 'left');
  say(ui?.control, sealed?.asked, policy?.doNotTrack, enforce);
  list(domains);
  list(sealed?.earlier, ({ asked, again }) => (say(asked), list(again)));
  list(services, ({ id, catalogue, provider, name, category, basis, consentMode, hosts, items, signals }) => {
    say(id, catalogue || id, provider || name, category, basis, consentMode);
    list(hosts);
    list(items, ({ name, path, storage }) => say(name, path, storage));
    for (const state of ['denied', 'granted', 'default']) list(signals?.[state], (call) => say(JSON.stringify(call)));
  });
  return all;
};

/**
 * A value as one text, which src/web/written.rs reads: the sign of what it is, how many are in it, and those. Put end to end as it comes: a list of texts
 * for each value in it takes four times as long.
 */
export const flat = (value) => {
  if (typeof value == 'string') return `"\0${value.replaceAll('\0', '')}\0`;
  if (!value || typeof value != 'object') return `${value}\0`;
  const list = Array.isArray(value);
  const keys = Object.keys(value);
  let told = `${list ? '[' : '{'}\0${keys.length}\0`;
  for (const key of keys) told += (list ? '' : `${key}\0`) + flat(value[key]);
  return told;
};

const step = (at, sign, name, value) => {
  if (sign == '<') return at.appendChild(document.createElement(name));
  if (sign == '>') return at.parentNode;
  if (sign == '=') at.setAttribute(name, value);
  else at.append(value);
  return at;
};

/**
 * Makes elements at the end of a place, all in one call: to and fro for each takes longer than making them. No markup is parsed, and a text can only become
 * text. Three parts are a step (src/core/view/node.rs).
 */
export const raise = (place, steps) => {
  const parts = steps.split('\0');
  let at = document.createDocumentFragment();
  const whole = at;
  for (let i = 0; parts[i]; i += 3) at = step(at, parts[i], parts[i + 1], parts[i + 2]);
  place.appendChild(whole);
};

/** What sets the element of the steps from `to` on apart from that of the steps before; nothing where more than texts and values of attributes does. */
const apart = (parts, from, to) => {
  const found = [];
  let element = -1;
  for (let i = from, j = to; i < to; i += 3, j += 3) {
    const sign = parts[i];
    if (sign != parts[j] || parts[i + 1] != parts[j + 1]) return;
    if (sign == '<') element++;
    if (parts[i + 2] != parts[j + 2]) {
      // A text has to be all that is in its element.
      if (sign == '+' && (/[>+]/.test(parts[i - 3]) || parts[i + 3] != '>')) return;
      found.push([element, parts[j + 1], parts[j + 2]]);
    }
  }
  return found;
};

/** How many parts are made at first: ten services of five cookies, which is more than a screen shows. Then twice as many at a time, since each time the page is drawn anew. */
const SLICE = 5e3;

/** What is made later: where it goes, the parts, and from and to which. */
const queue = [];

/**
 * Makes steps at the end of a place. Of two hundred services most are alike but for their words, and so are a thousand rows: one that has the shape of the
 * one before becomes a copy of it, which takes a third of the time. Services beyond the slice are left for `next`, and so are the rows of one that
 * is very long; nothing else comes after them in their element.
 */
const slice = (place, parts, from, to) => {
  const size = from ? 2 * SLICE : SLICE;
  const whole = document.createDocumentFragment();
  let at = whole;
  // Where the last element in each that is open began.
  const begun = [NaN];
  for (let i = from; i < to; i += 3) {
    if (parts[i] == '<') {
      if (i - from > size && (parts[i + 5] == 'service' || (parts[i + 1] == 'tr' && i - from > 2 * size))) {
        // All that is left in the element that is open.
        let end = i;
        for (let depth = 1; end < to; end += 3) {
          if (parts[end] == '<') depth++;
          if (parts[end] == '>' && !--depth) break;
        }
        if (at == whole) at = place;
        at.setAttribute('aria-busy', true);
        queue.push([at, parts, i, end]);
        // Nothing is to be made as a copy of what is not whole.
        begun.fill(NaN);
        i = end - 3;
        continue;
      }
      const before = begun[0];
      begun[0] = i;
      // What is shorter is made as quickly.
      const different = i - before > 30 && i - from < 2 * size && parts[i - 3] == '>' && apart(parts, before, i);
      if (different) {
        const copy = at.lastChild.cloneNode(true);
        const inside = copy.querySelectorAll('*');
        for (const [element, name, value] of different) {
          const one = inside[element - 1] || copy;
          if (name) one.setAttribute(name, value);
          else one.textContent = value;
        }
        at.appendChild(copy);
        i += i - before - 3;
        continue;
      }
      begun.unshift(NaN);
    }
    if (parts[i] == '>') begun.shift();
    at = step(at, parts[i], parts[i + 1], parts[i + 2]);
  }
  place.appendChild(whole);
};

const next = () => {
  const [place, ...what] = queue.shift();
  place.removeAttribute('aria-busy');
  // Settings that were closed again need no more.
  if (place.isConnected) slice(place, ...what);
};

const rest = () => {
  while (queue[0]) next();
};

/** Each after the one before has been drawn. */
const soon = () =>
  queue[0] &&
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (queue[0]) next();
      soon();
    }),
  );

/**
 * The same for a long list: what is seen first is there at once, and the rest in tasks of its own, so that a page goes on answering. What is about to be
 * printed, or changed, has to be whole: these hear of it before those that print and change.
 */
export const repeat = (place, steps) => {
  const parts = steps.split('\0');
  slice(place, parts, 0, parts.length - 1);
  // Made anew, what is below must not move up and down again.
  if (place.hasAttribute?.('data-filled')) rest();
  soon();
  for (const event of ['beforeprint', 'change', 'sluis:change']) addEventListener(event, rest, true);
};

/**
 * Takes the question, and the small button, off what has focus: to the other edge of the window, then shorter, then by scrolling what has focus to the
 * edge that is free, and at the end of a page to the other. Of what is tall, its beginning counts. Nothing is scrolled under a pointer, which would miss
 * what it pressed. The button lies below all else of ours.
 */
export const uncover = (target) => {
  for (const front of document.querySelectorAll('[data-sluis=banner],[data-sluis=control]')) {
    if (front.contains(target) || (front.type && target.closest('[data-sluis=root]'))) continue;
    const aside = () => front.toggleAttribute('data-aside');
    const short = () => front.setAttribute('data-short', '');
    const scroll = (block) => target.matches(':focus-visible') && target.scrollIntoView({ block, behavior: 'instant' });
    const reach = () => scroll(front.matches('[data-aside]') ? 'end' : 'start');
    // A page that scrolls smoothly is still on its way to it.
    scroll('nearest');
    for (const step of [aside, short, aside, reach, aside, reach]) {
      const { top, bottom, left, right } = target.getBoundingClientRect();
      const over = front.getBoundingClientRect();
      if (over.top >= Math.min(bottom, top + 99) || top >= over.bottom || over.left >= right || left >= over.right) break;
      step();
    }
  }
};
