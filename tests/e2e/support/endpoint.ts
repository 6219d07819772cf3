// The endpoint that keeps records: the server of servers/node, started here; the site passes requests on to it, as a
// proxy would.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error plain JavaScript, which tests/servers uses as well
import { example, start } from '../../servers/endpoints.mjs';
import type { Config } from './config.ts';
import type { Answer, Hit } from './network.ts';
import { built } from './snippet.ts';

export interface Endpoint {
  /** Answers what reaches the path of the endpoint. */
  answer(hit: Hit): Promise<Answer>;
  stop(): Promise<void>;
}

export async function endpoint(config: Config, secret?: string): Promise<Endpoint> {
  const { seal } = await import(`${built}../esm/node.js`);
  const folder = mkdtempSync(join(tmpdir(), 'sluis-endpoint-'));
  example(folder);
  const file = join(folder, 'consent.sealed.json');
  writeFileSync(file, JSON.stringify(await seal(config)));
  const server = await start(process.execPath, ['server.mjs'], { SLUIS_CONFIG: file, ...(secret && { SLUIS_SECRET: secret }) }, folder);
  return {
    async answer({ method, path, query, headers, body }) {
      const asks = `${query}`;
      const told = await server.ask({ method, path: asks ? `${path}?${asks}` : path, headers, ...(method === 'POST' && { body }) });
      const kept = ['location', 'set-cookie', 'cache-control', 'allow'].filter((name) => told.headers[name]);
      return { status: told.status, body: told.body, headers: Object.fromEntries(kept.map((name) => [name, told.headers[name]])) };
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
