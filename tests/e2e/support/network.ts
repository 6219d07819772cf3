// The whole internet of a test: one port on loopback that speaks TLS and plain HTTP and answers for
// every host name. Chromium is started with `--host-resolver-rules=MAP * 127.0.0.1:PORT`, so what is
// in this log is what left the browser, prefetches and beacons included.
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { certificate } from './certificate.ts';

export interface Hit {
  host: string;
  url: URL;
  method: string;
  /** Path without the query. */
  path: string;
  query: URLSearchParams;
  secure: boolean;
  cookies: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: string;
  at: number;
}

export interface Answer {
  status?: number;
  type?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** Milliseconds to wait, or never to answer at all. */
  wait?: number | 'forever';
  /** More of the body, each part after a pause of so many milliseconds. */
  rest?: string[];
  pause?: number;
}

export type Responder = (hit: Hit) => Answer | undefined | Promise<Answer | undefined>;

const TLS_HANDSHAKE = 0x16;

export class Network {
  readonly log: Hit[] = [];
  /** Names that a TLS connection was opened for, with or without a request on it. */
  readonly connections: string[] = [];
  port = 0;
  /** Addresses in the page with Sluis that was served last. */
  #written = new Set<string>();
  #ahead = new Set<string>();
  #hosts = new Map<string, Responder>();
  #sockets = new Set<Socket>();
  #stop: (() => Promise<void>) | undefined;

  async start(): Promise<void> {
    const plain = createHttp((request, response) => this.#answer(request, response, false));
    const secure = createHttps(certificate(), (request, response) => this.#answer(request, response, true));
    for (const server of [plain, secure]) {
      // A WebSocket is logged as the request it begins with, and refused.
      server.on('upgrade', (request, socket) => {
        void this.#record(request, server === secure);
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      });
      server.keepAliveTimeout = 0;
    }
    secure.on('secureConnection', (socket) => {
      if (socket.servername) this.connections.push(socket.servername);
    });
    const door = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.once('data', (first: Buffer) => {
        socket.pause();
        socket.unshift(first);
        (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
        process.nextTick(() => socket.resume());
      });
    });
    await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
    this.port = (door.address() as AddressInfo).port;
    this.#stop = async () => {
      for (const socket of this.#sockets) socket.destroy();
      await new Promise<void>((done) => door.close(() => done()));
    };
  }

  async stop(): Promise<void> {
    await this.#stop?.();
  }

  /** Who answers for this host. A request to a host without an answer fails the test. */
  serve(host: string, responder: Responder): void {
    this.#hosts.set(host, responder);
  }

  /** Requests that reached the host (or any host), optionally only those to one path. */
  hits(host?: string, path?: string): Hit[] {
    return this.log.filter((hit) => (!host || hit.host === host) && (!path || hit.path === path));
  }

  strangers(): string[] {
    return [...new Set(this.log.map((hit) => hit.host))].filter((host) => !this.#hosts.has(host));
  }

  /**
   * A browser says that it asks for this while it loads a page. Where the HTML has it, it does so ahead of its parser,
   * before any script can run, and then the request, which comes sooner or later than this, is left out of the log: of
   * Firefox it is known, and written in PLATFORM.md.
   */
  ahead(url: string): void {
    const address = url.replace(/^https?:\/\//, '');
    if (!this.#written.delete(address)) return;
    const found = this.log.findIndex((hit) => where(hit) === address);
    if (found < 0) this.#ahead.add(address);
    else this.log.splice(found, 1);
  }

  forget(): void {
    this.log.length = 0;
    this.#written.clear();
    this.#ahead.clear();
    this.connections.length = 0;
  }

  reset(): void {
    this.forget();
    this.#hosts.clear();
  }

  async #record(request: IncomingMessage, secure: boolean): Promise<Hit> {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const url = new URL(request.url ?? '/', `https://${host || 'nobody'}`);
    const hit: Hit = {
      host,
      url,
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      secure,
      cookies: cookies(request.headers.cookie),
      headers: request.headers,
      body: '',
      at: Date.now(),
    };
    // Logged on arrival: a test that looks while a body is still on its way must see the request.
    if (!this.#ahead.delete(where(hit))) this.log.push(hit);
    request.on('error', () => undefined);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      for await (const part of request) hit.body += String(part);
    }
    return hit;
  }

  async #answer(request: IncomingMessage, response: ServerResponse, secure: boolean): Promise<void> {
    try {
      const hit = await this.#record(request, secure);
      const answer: Answer = { ...((await this.#hosts.get(hit.host)?.(hit)) ?? { status: 404, body: 'not here' }) };
      if (answer.wait === 'forever') return;
      if (answer.wait) await new Promise((done) => setTimeout(done, answer.wait as number));
      const body = String(answer.body);
      if (answer.type?.startsWith('text/html') && body.includes('/sluis/')) {
        const addresses = body.matchAll(/\s(?:src|href)=["']?https?:\/\/([^"'\s>]+)/g);
        this.#written = new Set([...addresses].map(([, address]) => address!.replaceAll('&amp;', '&')).filter((address) => !address.startsWith(hit.host)));
        this.#ahead.clear();
      }
      response.writeHead(answer.status ?? 200, {
        'content-type': answer.type ?? 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        ...answer.headers,
      });
      if (request.method === 'HEAD') return void response.end();
      for (const part of answer.rest ?? []) {
        response.write(answer.body);
        await new Promise((done) => setTimeout(done, answer.pause ?? 0));
        answer.body = part;
      }
      response.end(answer.body);
    } catch (problem) {
      response.destroy(problem as Error);
    }
  }
}

const where = ({ url }: Hit): string => `${url.host}${url.pathname}${url.search}`;

function cookies(header: string | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  for (const pair of (header ?? '').split('; ').filter(Boolean)) {
    const split = pair.indexOf('=');
    found[pair.slice(0, split)] = pair.slice(split + 1);
  }
  return found;
}
