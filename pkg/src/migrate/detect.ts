/** Which tool a file belongs to, and its configuration in it. */

import { isPlain } from './literal';
import { givenTo } from './source';
import { cookieconsent2, cookieconsent3 } from './cookieconsent';
import { c15t, klaro, orejime, osano, tarteaucitron } from './others';
import type { Script } from './literal';
import type { Given } from './given';
import type { Import, Outcome } from './outcome';

export interface Tool {
  id: string;
  name: string;
  /** Calls and names that are this tool's own. */
  calls: RegExp;
  names: RegExp;
  /** What tells a bare object, in a JSON file or an export. */
  like(config: Record<string, any>): boolean;
  read(given: Given, out: Outcome, script: Script): Import;
}

const has = (config: Record<string, any>, ...keys: string[]) => keys.every((key) => config[key] !== undefined && config[key] !== null);
const first = (list: unknown): Record<string, any> => (Array.isArray(list) && isPlain(list[0]) ? list[0] : {});

export const TOOLS: Tool[] = [
  { id: 'cookieconsent-2', name: 'vanilla-cookieconsent 2', calls: /^initCookieConsent\.run$|^cc\.run$/, names: /^$/, like: (config) => has(config, 'languages') && Object.values(config.languages).some((words: any) => words?.settings_modal || words?.consent_modal), read: cookieconsent2 },
  { id: 'cookieconsent-3', name: 'vanilla-cookieconsent 3', calls: /^(CookieConsent|cookieConsent|cc)\.run$/, names: /^$/, like: (config) => isPlain(config.categories) && has(config, 'language'), read: cookieconsent3 },
  { id: 'tarteaucitron', name: 'tarteaucitron', calls: /^tarteaucitron\.init$/, names: /^$/, like: (config) => has(config, 'cookieName', 'orientation'), read: tarteaucitron },
  { id: 'klaro', name: 'klaro', calls: /^klaro\.(setup|render|show|initialize)$/i, names: /^klaroConfig$/, like: (config) => Array.isArray(config.services ?? config.apps) && has(first(config.services ?? config.apps), 'name'), read: klaro },
  { id: 'orejime', name: 'orejime', calls: /^Orejime(\.(init|Orejime))?$|^loadOrejime$/, names: /^orejimeConfig$/, like: (config) => Array.isArray(config.purposes), read: orejime },
  { id: 'osano', name: "Osano's cookieconsent", calls: /^cookieconsent\.initiali[sz]e$/, names: /^$/, like: (config) => (has(config, 'palette') && (has(config, 'type') || has(config, 'content') || has(config, 'theme') || has(config, 'position'))) || (has(config, 'content') && has(config, 'type')), read: osano },
  { id: 'c15t', name: 'c15t', calls: /^(getOrCreateConsentRuntime|createConsentManagerStore|configureConsentManager)$/, names: /^c15tConfig$/, like: (config) => has(config.options || config, 'mode') && (has(config.options || config, 'consentCategories') || has(config.options || config, 'scripts') || has(config.options || config, 'backendURL')), read: c15t },
];

export interface Detected {
  tool: Tool;
  config: Record<string, unknown>;
  /** What stands before `.` in the paths of the report. */
  root: string;
}

/** @returns null when no tool is recognised. */
export function detect(script: Script, wanted?: string): Detected | null {
  const tools = TOOLS.filter(({ id }) => !wanted || id == wanted);
  // `const cc = initCookieConsent(); cc.run(…)` is version 2 whatever the variable is called.
  const second = script.calls.some(({ name }) => name == 'initCookieConsent');
  for (const tool of tools) {
    if (tool.id == 'cookieconsent-3' && second) continue;
    const calls = tool.id == 'cookieconsent-2' && second ? /\.run$/ : tool.id == 'cookieconsent-2' ? /^initCookieConsent\.run$/ : tool.calls;
    const config = givenTo(script, calls);
    if (config) return { tool, config, root: '$' };
  }
  for (const tool of tools) {
    for (const [name, value] of script.set) if (tool.names.test(name) && isPlain(value)) return { tool, config: value, root: '$' };
  }
  const candidates = [script.set.get('exports'), ...script.set.values(), ...script.calls.flatMap(({ given }) => given)];
  // As deep as an example page wraps it.
  for (let level = 0, layer = candidates.filter(isPlain); level < 4; level++) {
    for (const config of layer) {
      const tool = tools.find((tool) => tool.like(config));
      if (tool) return { tool, config, root: '$' };
    }
    layer = layer.flatMap((config) => Object.values(config)).filter(isPlain).slice(0, 2000);
  }
  return null;
}
