/**
 * What the barrier takes from the site's own consent.json: which hosts are declared, and whether Google is among
 * them. It trusts nothing in it; judging the file is the core's work, and a broken one only means that the barrier
 * holds what the catalogue knows.
 */

import type { Rules } from './rules';

interface DeclaredService {
  id?: unknown;
  catalogue?: unknown;
  category?: unknown;
  hosts?: unknown;
}

export function readConfig(text: string, rules: Rules, google: () => void): void {
  try {
    for (const service of JSON.parse(text).services as DeclaredService[]) {
      const id = (service.catalogue || service.id) as string;
      if (/(^| )google-/.test(service.id + ' ' + id)) google();
      for (const pattern of (service.hosts || rules.known(id)) as string[]) {
        rules.add(pattern, service.category != 'functional');
      }
    }
  } catch {
    // Unreadable or incomplete (the parser may still be adding its text): the core reports it, with every problem.
  }
}
