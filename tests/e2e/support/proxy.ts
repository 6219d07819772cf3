// For browsers that can't be told to find every name on loopback: a proxy that knows one way out, the network of
// the tests (RFC 9110, sections 9.3.6 and 7.2).
import { createServer, request as ask, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Network } from './network.ts';

export interface Proxy {
  port: number;
  close(): Promise<void>;
}

export async function proxy(network: Network): Promise<Proxy> {
  const open = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://nobody');
    const { method, headers } = request;
    const beyond = ask({ host: '127.0.0.1', port: network.port, path: pathname + search, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    beyond.on('error', () => response.destroy());
    request.pipe(beyond);
  });
  server.on('connect', (_request, client: Socket, first: Buffer) => {
    const beyond = connect(network.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      beyond.write(first);
      client.pipe(beyond).pipe(client);
    });
    for (const [socket, other] of [[client, beyond], [beyond, client]] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
