/** The catalogue as far as telling who is who goes. */

import known from 'sluis:known';

export interface KnownService {
  id: string;
  name: string;
  hosts: string[];
  /** What it stores under the site's own name: name, and kind of storage. */
  items: [name: string, storage: string][];
}

export const knownServices: KnownService[] = known;
