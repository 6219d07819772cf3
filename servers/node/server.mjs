// The endpoint that keeps a visitor's choice, in plain Node (20 or newer): docs/records.md.
//
//     SLUIS_CONFIG=consent.sealed.json SLUIS_SECRET=… PORT=8080 node server.mjs
//
// Put a proxy before it that speaks https, leaves Host as it is, and passes on only the path of the endpoint.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { reader, recordEndpoint } from 'sluis/server';

const { SLUIS_CONFIG: file } = process.env;
if (!file) {
  console.error('SLUIS_CONFIG is not set: name the file that `npx sluis seal consent.json -o consent.sealed.json` writes.');
  process.exit(2);
}
const config = readFileSync(file, 'utf8');
const path = process.env.SLUIS_PATH || '/sluis/record';
const answer = recordEndpoint(config, { secret: process.env.SLUIS_SECRET });
const site = reader(config);

async function respond({ method, headers, url, stream }, response) {
  // Put together by hand: a path that begins with // is no other host.
  const address = new URL(`https://${headers.host}${url}`);
  if (address.pathname != path) {
    // Any other page: what this visitor has granted is known before a byte of it is sent.
    const choice = site.read(headers.cookie, { objects: headers['sec-gpc'] == '1' });
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    return response.end(JSON.stringify(choice));
  }
  const body = method == 'POST' ? { body: stream, duplex: 'half' } : {};
  const { status, headers: told, body: text } = await answer(new Request(address, { method, headers, ...body }));
  response.writeHead(status, Object.fromEntries(told));
  response.end(text && Buffer.from(await new Response(text).arrayBuffer()));
}

const server = createServer((request, response) => {
  const { method, headers, url } = request;
  respond({ method, headers, url, stream: Readable.toWeb(request) }, response).catch(() => {
    // A method or a host that is none, or a visitor who has left half-way.
    if (!response.headersSent) response.writeHead(400);
    response.end();
  });
});

server.listen(process.env.PORT || 8080, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
