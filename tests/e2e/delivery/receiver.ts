// The receiver on a real PostgreSQL, both for this worker only: `receiver/examples/trial.rs`.
import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Answer, Hit } from '../support/network.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Row {
  id: string;
  receipt: Record<string, any>;
}

export class Receiver {
  #child: ChildProcessWithoutNullStreams;
  #lines: AsyncIterator<string>;
  #address = '';

  constructor(origin: string) {
    const cargo = process.env.CARGO ?? 'cargo';
    execFileSync(cargo, ['build', '--quiet', '--package', 'sluis-receiver', '--bins', '--examples'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    this.#child = spawn(`${root}target/debug/examples/trial`, [origin]);
    this.#child.stderr.pipe(process.stderr);
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  async start(): Promise<void> {
    this.#address = (await this.#lines.next()).value;
  }

  /** Everything that is kept, in the order in which it came. */
  async rows(): Promise<Row[]> {
    this.#child.stdin.write('rows\n');
    return JSON.parse((await this.#lines.next()).value);
  }

  /** Passes a request on, as the web server of a site does with one of its paths. */
  pass = async (hit: Hit): Promise<Answer> => {
    const headers = Object.entries(hit.headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
    const answer = await fetch(`${this.#address}/receipts`, {
      method: hit.method,
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      body: hit.method === 'POST' ? hit.body : undefined,
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };

  async stop(): Promise<void> {
    const over = new Promise((done) => this.#child.once('exit', done));
    this.#child.stdin.end();
    await over;
  }
}
