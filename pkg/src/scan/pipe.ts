/**
 * The DevTools protocol over two pipes (`--remote-debugging-pipe`): messages of JSON, each ended by a zero byte. It
 * needs no library and no WebSocket, which Node 20 lacks, and opens no port that others on this machine could use.
 * https://chromedevtools.github.io/devtools-protocol/
 */

/// <reference types="node" />

import type { Readable, Writable } from 'node:stream';

type Hear = (params: any, session: string | undefined) => void;

/** A command of the protocol that was refused, or to which no answer came. */
export class Refused extends Error {}

export class Pipe {
  #last = 0;
  #closed = '';
  #waiting = new Map<number, { done: (result: any) => void; refuse: (error: Error) => void; timer: NodeJS.Timeout }>();
  #hear = new Map<string, Hear[]>();

  constructor(readonly out: Writable, from: Readable) {
    let rest: Buffer = Buffer.alloc(0);
    from.on('data', (chunk: Buffer) => {
      rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        const message = rest.toString('utf8', 0, end);
        rest = rest.subarray(end + 1);
        this.#receive(JSON.parse(message));
      }
    });
    from.on('close', () => this.close('the browser went away'));
    from.on('error', () => this.close('the browser went away'));
    out.on('error', () => this.close('the browser went away'));
  }

  /** @throws Refused, also when nothing comes back within `patience` milliseconds. */
  send(method: string, params: object = {}, session?: string, patience = 15_000): Promise<any> {
    if (this.#closed) return Promise.reject(new Refused(`${method}: ${this.#closed}.`));
    const id = ++this.#last;
    return new Promise((done, refuse) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        refuse(new Refused(`${method}: no answer within ${patience / 1000} s.`));
      }, patience);
      this.#waiting.set(id, { done, refuse, timer });
      this.out.write(`${JSON.stringify({ id, method, params, ...(session && { sessionId: session }) })}\0`);
    });
  }

  on(method: string, hear: Hear): void {
    this.#hear.set(method, [...(this.#hear.get(method) || []), hear]);
  }

  close(why: string): void {
    this.#closed = this.#closed || why;
    for (const { refuse, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      refuse(new Refused(this.#closed));
    }
    this.#waiting.clear();
  }

  #receive({ id, method, params, result, error, sessionId }: any): void {
    if (method) return (this.#hear.get(method) || []).forEach((hear) => hear(params, sessionId));
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    if (error) waiting.refuse(new Refused(error.message));
    else waiting.done(result);
  }
}
