// Starts each endpoint on a free port of this machine, and asks it as a browser would.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../port.mjs';
import { nginx } from './nginx.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One request with exactly these headers. */
function ask(port, { method = 'GET', path = '/sluis/record', headers = {}, body, cut }) {
  return new Promise((done, fail) => {
    const told = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    if (body !== undefined) told['content-length'] = Buffer.byteLength(body);
    const asked = request({ host: '127.0.0.1', port, method, path, headers: told, agent: false }, async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString() });
    });
    asked.on('error', fail);
    if (cut) {
      // Leaves in the middle of a body.
      asked.setHeader('content-length', cut.length * 2);
      asked.write(cut, () => setTimeout(() => asked.destroy(new Error('left')), 50));
      return;
    }
    asked.end(body);
  });
}

/** What a visitor installs with npm, beside the example. */
export function example(folder) {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'pkg'), join(folder, 'node_modules/sluis'));
  cpSync(join(root, 'servers/node/server.mjs'), join(folder, 'server.mjs'));
}

/** Starts a server and waits until it answers. What it is started with can depend on its port. */
export async function start(program, words, environment, folder) {
  const port = await freePort();
  const told = (typeof words === 'function' ? words(port) : words).map((word) => (word === 'HOST:PORT' ? `127.0.0.1:${port}` : word));
  const child = spawn(program, told, { cwd: folder, env: { ...process.env, ...environment, PORT: `${port}` }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  let over = false;
  child.on('error', (error) => ((over = true), (said += error)));
  child.on('exit', () => (over = true));
  for (let tries = 0; ; tries += 1) {
    if (over || tries > 400) throw new Error(`${program} does not answer on port ${port}:\n${said}`);
    if (await ask(port, { headers: { host: 'winkel.test' } }).then(() => true, () => false)) break;
    await new Promise((done) => setTimeout(done, 25));
  }
  return {
    ask: (question) => ask(port, question),
    stop: async () => {
      if (over) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** All of them, for one sealed configuration. */
export async function endpoints(config, secret) {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-endpoint-'));
  writeFileSync(join(folder, 'consent.sealed.json'), JSON.stringify(config));
  example(folder);
  const environment = { SLUIS_CONFIG: join(folder, 'consent.sealed.json'), SLUIS_SECRET: secret };
  const servers = {};
  const stop = async () => {
    for (const server of Object.values(servers)) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    servers.node = await start(process.execPath, ['server.mjs'], environment, folder);
    // Whatever the path: PHP's own server hands everything to one file.
    servers.php = await start(process.env.PHP_PROGRAM, ['-S', 'HOST:PORT', join(root, 'servers/php/record.php')], environment, dirname(folder));
    servers.rust = await start(process.env.RUST_ENDPOINT, [], environment, folder);
    const own = join(folder, 'nginx');
    mkdirSync(own);
    servers.nginx = await start(process.env.NGINX_PROGRAM, nginx(own, environment.SLUIS_CONFIG), environment, own);
  } catch (error) {
    await stop();
    throw error;
  }
  return { asks: Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, server.ask])), stop };
}
