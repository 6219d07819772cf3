// Starting each server on a free port of this machine, with a folder of its own, and asking it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../port.mjs';

/** One request; the policies one by one, as a client that joins them would hide that there are two. */
function ask(port, cookie, path = '/') {
  return new Promise((done, fail) => {
    const headers = cookie === undefined ? {} : { cookie };
    get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      response.resume();
      const raw = response.rawHeaders;
      const policies = raw.filter((_text, place) => place % 2 && raw[place - 1].toLowerCase() === 'content-security-policy');
      response.on('end', () => done({ policies, vary: response.headers.vary || '' }));
    }).on('error', fail);
  });
}

async function run(program, words, folder, port, environment, work) {
  const child = spawn(program, words, { cwd: folder, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  let over = false;
  child.on('exit', () => (over = true));
  try {
    for (let tries = 0; ; tries += 1) {
      if (over || tries > 200) {
        const log = join(folder, 'error.log');
        throw new Error(`${program} does not answer on port ${port}:\n${said}${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
      }
      if (await ask(port).then(() => true, () => false)) break;
      await new Promise((done) => setTimeout(done, 25));
    }
    await work((cookie, path) => ask(port, cookie, path));
  } finally {
    if (!over) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder that the user a server becomes can read. */
function prepare(files) {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-recipe-'));
  chmodSync(folder, 0o755);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export async function nginx(recipe, work) {
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path temporary_${name};`).join(' ');
  const folder = prepare({
    'sluis.conf': recipe,
    'nginx.conf': `daemon off; master_process off; pid nginx.pid; error_log stderr;
      events {}
      http {
        ${temporary} access_log off;
        include sluis.conf;
        server {
          listen 127.0.0.1:${port};
          add_header Content-Security-Policy $sluis_policy always;
          add_header Vary Cookie always;
          location / { return 200 "Your page."; }
          location /own {
            add_header Content-Security-Policy $sluis_policy always;
            add_header Vary Cookie always;
            add_header Content-Security-Policy "frame-ancestors 'none'" always;
            return 200 "Your page.";
          }
        }
      }`,
  });
  await run(process.env.NGINX_PROGRAM, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], folder, port, {}, work);
}

export async function apache(recipe, work) {
  const port = await freePort();
  const modules = ['mpm_event', 'authz_core', 'headers', 'setenvif', 'unique_id', 'dir'];
  const folder = prepare({
    'index.html': 'Your page.',
    own: 'Your page.',
    'apache.conf': `${modules.map((name) => `LoadModule ${name}_module ${process.env.APACHE_MODULES}/mod_${name}.so`).join('\n')}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile apache.pid
ErrorLog error.log
User nobody
Group nogroup
DocumentRoot .
DirectoryIndex index.html
<Directory .>
  Require all granted
</Directory>
<Location /own>
  Header set Content-Security-Policy "frame-ancestors 'none'"
</Location>
${recipe}`,
  });
  await run(process.env.APACHE_PROGRAM, ['-X', '-d', folder, '-f', 'apache.conf'], folder, port, {}, work);
}

export async function nodeServer(recipe, work) {
  const port = await freePort();
  const folder = prepare({ 'server.mjs': recipe });
  await run(process.execPath, ['server.mjs'], folder, port, { PORT: `${port}` }, work);
}
