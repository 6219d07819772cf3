// For browsers that can't be told to find every name on loopback: a proxy that knows one way out, the network of
// the tests (RFC 9110, section 9.3.6). Pages are all on https, so CONNECT is all it speaks.
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Network } from './network.ts';

export interface Proxy {
  port: number;
  close(): Promise<void>;
}

export async function proxy(network: Network): Promise<Proxy> {
  const open = new Set<Socket>();
  const server: Server = createServer((_request, response) => response.writeHead(501).end());
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
