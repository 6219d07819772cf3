// Findings as they are committed: a word for each vector, a letter for each state.
import { states, type Findings, type Found, type State } from './measure.ts';
import type { Vector } from './vector.ts';

/** By vector: `R` third-party code ran, `L` a request left, `.` nothing, `T` more often than without Sluis, `~` a race. */
export type Codes = Record<string, string>;

export const denied: readonly State[] = ['before', 'rejected', 'other', 'withdrawn'];
/** What no way may get through, whatever stays open elsewhere. */
export const enforced: readonly State[] = ['policy', 'policy-rejected', 'policy-other', 'worker'];
/** Where a policy that a page gives itself does not reach: why the way is open. */
export const beyond = ['header', 'own-page', 'worker-file'];

/** `STATES=first,policy` measures these states only, and leaves the others as they were. */
const wanted = (process.env.STATES ?? '').split(',').filter(Boolean);
const wrong = wanted.find((state) => !(states as readonly string[]).includes(state));
if (wrong) throw new Error(`STATES: found ${wrong}, expected some of ${states.join(', ')}`);
export const asked = (...some: State[]): boolean => wanted.length === 0 || some.some((state) => wanted.includes(state));

function code(found: Found | undefined, free: Found | undefined): string {
  if (!found) return '?';
  if (found.ran > Math.max(1, free?.ran ?? 0)) return 'T';
  return found.ran ? 'R' : found.left ? 'L' : '.';
}

/** What the browser starts before a script is told is a race; only that it may be lost is a fact. */
export function codes(vectors: Vector[], findings: Findings): Codes {
  return Object.fromEntries(vectors.map(({ id, early }) => {
    const found = findings[id] ?? {};
    const letters = states.map((state) => (!asked(state) ? '?' : early && denied.includes(state) ? '~' : code(found[state], found.without)));
    return [id, letters.join('')];
  }));
}

/** What is known of a way, with what was measured anew. */
export const renewed = (known = '', fresh: string): string =>
  states.map((_, place) => (fresh[place] === '?' ? known[place] ?? '?' : fresh[place])).join('');

export const letter = (word: string, state: State): string => word[states.indexOf(state)] ?? '?';
