/**
 * The window, or what a server has in its place, and the few ways to reach anything in it. What throws gives nothing: a page can deny storage, cookies
 * and addresses, and the core goes on without.
 */

export const page = () => globalThis;

export const get = (of, name) => {
  try {
    return of[name];
  } catch {}
};

export const set = (of, name, value) => {
  try {
    of[name] = value;
  } catch {}
};

export const call = (of, name, ...values) => {
  try {
    return of[name](...values);
  } catch {}
};

/** Takes one out of a list. */
export const cut = (list, place) => list.splice(place, 1)[0];
