/** What a page tells the service worker: all that it knows of consent. */
export interface WorkerState {
  /** Version of this format. A state of another one counts for nothing. */
  format: 1;
  /** Each declared service that loads something. Absent where the configuration was refused: what was declared before
   *  stays known then, and nothing is granted. */
  services?: { hosts: string[]; granted: boolean }[];
  /** When the choice lapses, in milliseconds; a worker may outlive it without any page telling so. */
  until: number;
}

/** The cache that keeps the state while the worker is stopped. */
export const CACHE = 'sluis-worker';

/** The file as it ships. Under another name it is the site's own worker that imports it. */
export const FILE = /\/sluis\.worker\.js(?:$|\?)/;

/** The question to a page, with a port for the answer. */
export const QUESTION = 'sluis:state';
