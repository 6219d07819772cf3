// nginx with njs: the configuration of servers/nginx with the addresses of a test, and one more place that answers
// tests/vectors/records.json.
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The words to start it with, once its folder is made ready for this port. */
export const nginx = (folder, config) => (port) => {
  chmodSync(folder, 0o755);
  copyFileSync(here('../../servers/nginx/sluis.js'), join(folder, 'sluis.js'));
  copyFileSync(here('vectors-nginx.js'), join(folder, 'vectors.js'));
  const given = readFileSync(here('../../servers/nginx/sluis.conf'), 'utf8')
    .replace('/srv/site/consent.sealed.json', config)
    .replace('server {', `server { listen 127.0.0.1:${port}; location = /vectors { client_max_body_size 1m; client_body_buffer_size 1m; js_content vectors.answer; }`)
    .replace(/location \/ \{[^}]*\}/, 'location / { return 200 "$sluis_granted"; }');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path temporary_${name};`).join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `load_module ${process.env.NGINX_JS_MODULE}; daemon off; master_process off; pid nginx.pid; error_log stderr;
    events {}
    http { ${temporary} access_log off; js_path ${folder}; js_import vectors from vectors.js; ${given} }`,
  );
  return ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
};
