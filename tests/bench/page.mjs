// One and the same page for everyone, and the server that gives it, compressed as on any real server.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { watch } from './visit.mjs';

const built = fileURLToPath(new URL('../../pkg/dist/web/', import.meta.url));

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
};

const style = 'body{margin:0 auto;max-width:44rem;padding:1rem;font:1.05rem/1.6 system-ui,sans-serif}h2{margin-top:2rem}';
const paragraph = 'Een sluis verbindt twee wateren die niet even hoog staan. Wie erdoor wil, meldt zich en wacht tot de deuren opengaan. ';

function html(contender) {
  const sections = Array.from({ length: 30 }, (_, index) => `<h2>Deel ${index + 1}</h2><p>${paragraph.repeat(6)}</p>`);
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><script>(${watch})(${contender.accept ?? ''})</script>
${contender.head()}
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Bladzijde</title>
<link rel="stylesheet" href="/style.css"><script defer src="/site.js"></script>
${contender.tag()}
</head><body><h1>Bladzijde</h1>${sections.join('\n')}</body></html>`;
}

/** Milliseconds between two pieces of an answer. */
const BEAT = 10;

/** A network: each answer begins after `latency` milliseconds, and all of them share `rate` bytes a second. */
class Network {
  #open = [];
  latency = 0;
  rate = Infinity;

  constructor() {
    setInterval(() => this.#beat(), BEAT).unref();
  }

  send(response, body) {
    if (this.rate === Infinity) response.end(body);
    else setTimeout(() => this.#open.push({ response, body }), this.latency);
  }

  #beat() {
    const share = Math.ceil((this.rate * BEAT) / 1000 / (this.#open.length || 1));
    this.#open = this.#open.filter((answer) => {
      answer.response.write(answer.body.subarray(0, share));
      answer.body = answer.body.subarray(share);
      if (!answer.body.length) answer.response.end();
      return answer.body.length;
    });
  }
}

/** Serves each contender's page at `/<id>.html`; gives the address, the network before it, and a way to stop. */
export async function serve(contenders) {
  const network = new Network();
  const files = new Map([
    ['/style.css', Buffer.from(style)],
    ['/site.js', Buffer.from("document.documentElement.classList.add('ready');")],
    ['/tag.js', Buffer.from('window.ran = performance.now();')],
    ['/favicon.ico', Buffer.from('')],
    ...readdirSync(built).map((name) => [`/sluis/${name}`, readFileSync(join(built, name))]),
  ]);
  for (const contender of contenders) {
    files.set(`/${contender.id}.html`, Buffer.from(html(contender)));
    for (const [path, file] of Object.entries(contender.files)) files.set(path, Buffer.isBuffer(file) ? file : readFileSync(file));
  }
  // Compressed beforehand: nobody may pay for another's compression.
  const ready = new Map([...files].map(([path, body]) => [path, brotliCompressSync(body)]));
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const body = ready.get(path);
    response.writeHead(body ? 200 : 404, {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'content-encoding': 'br',
      'cache-control': 'max-age=3600',
    });
    network.send(response, body ?? brotliCompressSync(Buffer.from('')));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    network,
    stop: () => (server.closeAllConnections(), server.close()),
  };
}
