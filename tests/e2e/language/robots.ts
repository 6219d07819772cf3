// What DuckDuckGo's consent robot takes a label for, by its own patterns. They are read from its package and not
// copied, so that a new version of it judges anew.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

type Patterns = (string | RegExp)[];

interface Robot {
  DETECT_PATTERNS: RegExp[];
  REJECT_PATTERNS: Patterns;
  SETTINGS_PATTERNS: Patterns;
  ACCEPT_PATTERNS: Patterns;
  ACKNOWLEDGE_PATTERNS: Patterns;
  BUTTON_NEVER_MATCH_PATTERNS: Patterns;
}

const folder = join(dirname(createRequire(import.meta.url).resolve('@duckduckgo/autoconsent')), '..');
// Plain lists; Node reads no TypeScript from a package, but a module from memory.
const source = readFileSync(join(folder, 'lib/heuristic-patterns.ts'), 'utf8');
const robot = (await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`)) as Robot;

const matches = (patterns: Patterns, label: string): boolean =>
  patterns.some((pattern) => (typeof pattern === 'string' ? pattern === label : pattern.test(label)));

export type Meaning = 'reject' | 'settings' | 'accept' | 'acknowledge' | 'other';

/** In the robot's own order. It compares in lower case, without apostrophes and quotation marks. */
export function meaning(label: string): Meaning {
  const clean = label.toLowerCase().replace(/[’‘'"“”«»]/g, '').replace(/\s+/g, ' ').trim();
  if (matches(robot.BUTTON_NEVER_MATCH_PATTERNS, clean)) return 'other';
  if (matches(robot.REJECT_PATTERNS, clean)) return 'reject';
  if (matches(robot.SETTINGS_PATTERNS, clean)) return 'settings';
  if (matches(robot.ACCEPT_PATTERNS, clean)) return 'accept';
  if (matches(robot.ACKNOWLEDGE_PATTERNS, clean)) return 'acknowledge';
  return 'other';
}

/** Whether the robot takes a text for a question about cookies. */
export const isQuestion = (text: string): boolean => robot.DETECT_PATTERNS.some((pattern) => text.search(pattern) >= 0);
