/**
 * What the barrier takes from the site's own consent.json: which hosts are declared, and whether Google is among
 * them. It trusts nothing in it; judging the file is the core's work, and a broken one only means that the barrier
 * holds what the catalogue knows.
 */

import { sendConsentDefault } from './google';
import { addPattern, catalogue } from './rules';

interface DeclaredService {
  id?: unknown;
  catalogue?: unknown;
  category?: unknown;
  hosts?: unknown;
}

export function readConfig(text: string): void {
  try {
    for (const service of JSON.parse(text).services as DeclaredService[]) {
      const id = (service.catalogue || service.id) as string;
      if (/(^| )google-/.test(service.id + ' ' + id)) sendConsentDefault();
      for (const pattern of (service.hosts || catalogue[id] || []) as string[]) {
        addPattern(pattern, service.category != 'functional');
      }
    }
  } catch {
    // Unreadable or incomplete (the parser may still be adding its text): the core reports it, with every problem.
  }
}
