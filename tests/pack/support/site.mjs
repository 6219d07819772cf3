// A folder on loopback, as the one site that exists; every other host answers "not found".
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

export const HOST = 'shop.example';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export async function serve(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://unused');
    const file = join(folder, normalize(pathname), pathname.endsWith('/') ? 'index.html' : '');
    const found = request.headers.host === HOST && existsSync(file) && statSync(file).isFile();
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(file)] || 'application/octet-stream' });
    response.end(found ? readFileSync(file) : '');
  });
  // A TLS handshake for a third party is no HTTP.
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { port: server.address().port, close };
}
