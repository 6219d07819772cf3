/** The draft: a JSON value that is changed by paths such as `services[0].hosts`. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Draft = { [key: string]: Json };

/** The order in which the file is written; a key that is not here follows. */
const ORDER = ['$schema', 'version', 'controller', 'domains', 'language', 'formality', 'statement', 'categories', 'services', 'processing', 'rights', 'authority', 'policy', 'record', 'worker', 'enforce', 'ui', 'texts', 'receipts'];

/** Who begins on the Dutch page has a Dutch site, as far as anybody can tell. */
export const empty = (): Draft => ({ version: 1, controller: {}, ...(document.documentElement.lang === 'nl' && { language: 'nl' }) });

/** The steps of a path: keys and places in lists. */
export function steps(path: string): (string | number)[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, key, place]) => (place === undefined ? key : Number(place)));
}

export function get(draft: Json, path: string): Json | undefined {
  let value: any = draft;
  for (const step of steps(path)) value = value === null || typeof value !== 'object' ? undefined : value[step];
  return value;
}

/** Writes a value; without one the member goes, and with it an object that holds nothing more. */
export function set(draft: Draft, path: string, value: Json | undefined): void {
  const all = steps(path);
  const last = all.pop()!;
  const above: any[] = [draft];
  for (const [index, step] of all.entries()) {
    const here = above[index];
    if (here[step] === null || typeof here[step] !== 'object') {
      if (value === undefined) return;
      here[step] = typeof (all[index + 1] ?? last) === 'number' ? [] : {};
    }
    above.push(here[step]);
  }
  if (value !== undefined) above[all.length][last] = value;
  else {
    delete above[all.length][last];
    for (let deep = all.length; deep > 0; deep--) {
      const step = all[deep - 1];
      const spent = Object.keys(above[deep]).length === 0;
      // An element of a list keeps its place, and the controller has to be there.
      if (!spent || typeof step === 'number' || step === 'controller') break;
      delete above[deep - 1][step];
    }
  }
}

export function write(draft: Json): string {
  if (draft === null || typeof draft !== 'object' || Array.isArray(draft)) return JSON.stringify(draft, null, 2) + '\n';
  const rank = (key: string) => (ORDER.indexOf(key) + ORDER.length + 1) % (ORDER.length + 1);
  const keys = Object.keys(draft).sort((one, other) => rank(one) - rank(other));
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, draft[key]])), null, 2) + '\n';
}
