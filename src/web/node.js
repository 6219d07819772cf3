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

/** Takes one out of a list. */
export const cut = (list, place) => list.splice(place, 1)[0];

/** A value as one text, which src/web/written.rs reads: the sign of what it is, how many are in it, and those. */
export const flat = (value) => {
  if (Array.isArray(value)) return `[\0${value.length}\0${value.map(flat).join('')}`;
  if (typeof value == 'string') return `"\0${value.replaceAll('\0', '')}\0`;
  if (!value || typeof value != 'object') return `${value}\0`;
  const pairs = Object.entries(value);
  return `{\0${pairs.length}\0${pairs.map(([key, member]) => `${key}\0${flat(member)}`).join('')}`;
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
 * text. Three parts are a step (src/web/dom.rs).
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

/**
 * The same for a long list. Of two hundred services most are alike but for their words, and so are a thousand rows: one that has the shape of the one before
 * becomes a copy of it, which takes a third of the time.
 */
export const repeat = (place, steps) => {
  const parts = steps.split('\0');
  let at = document.createDocumentFragment();
  const whole = at;
  // Where the last element in each that is open began.
  const begun = [NaN];
  for (let i = 0; parts[i]; i += 3) {
    if (parts[i] == '<') {
      const from = begun[0];
      begun[0] = i;
      // What is shorter is made as quickly.
      const different = i - from > 30 && parts[i - 3] == '>' && apart(parts, from, i);
      if (different) {
        const copy = at.lastChild.cloneNode(true);
        const inside = copy.querySelectorAll('*');
        for (const [element, name, value] of different) {
          const one = inside[element - 1] || copy;
          if (name) one.setAttribute(name, value);
          else one.textContent = value;
        }
        at.appendChild(copy);
        i += i - from - 3;
        continue;
      }
      begun.unshift(NaN);
    }
    if (parts[i] == '>') begun.shift();
    at = step(at, parts[i], parts[i + 1], parts[i + 2]);
  }
  place.appendChild(whole);
};
