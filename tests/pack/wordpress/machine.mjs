// A real WordPress on a real MariaDB, from Debian's packages, unpacked below target and not installed. PHP itself has
// to be there (`apt-get install php-cli`).
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HOST } from '../support/site.mjs';
import { freePort } from '../../port.mjs';

const place = fileURLToPath(new URL('../../../target/wordpress/', import.meta.url));
const root = join(place, 'root');
const run = (command, words, options) => execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });

const PACKAGES = [
  'wordpress', 'wordpress-theme-twentytwentyone', 'php-getid3', 'libjs-cropper',
  'libjs-underscore', 'mariadb-server', 'mariadb-server-core', 'mariadb-client', 'mariadb-client-core', 'libmariadb3', 'galera-4',
  `php${run('php', ['-r', 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;'])}-mysql`,
];

function unpack() {
  if (existsSync(root)) return;
  const archives = join(place, 'archives');
  mkdirSync(archives, { recursive: true });
  run('apt-get', ['download', ...PACKAGES], { cwd: archives });
  for (const file of readdirSync(archives)) run('dpkg', ['-x', join(archives, file), root]);
}

async function until(what, works) {
  for (let tries = 0; tries < 100; tries++) {
    try {
      return await works();
    } catch {
      await sleep(200);
    }
  }
  throw new Error(`${what} did not start`);
}

/** Starts both, with this plugin activated. Nothing listens anywhere but on loopback. */
export async function wordpress(plugin) {
  unpack();
  const work = join(place, 'work');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const [site, data, socket] = ['site', 'data', 'sock'].map((name) => join(work, name));
  // Debian links to its own copies of libraries; those that are not needed here are missing.
  try {
    run('cp', ['-RL', join(root, 'usr/share/wordpress'), site]);
  } catch (error) {
    if (!/cannot stat/.test(error.stderr)) throw error;
  }
  cpSync(plugin, join(site, 'wp-content/plugins/sluis'), { recursive: true });

  const own = ['--no-defaults', `--basedir=${root}/usr`, `--datadir=${data}`, '--user=root'];
  run(`${root}/usr/bin/mariadb-install-db`, [...own, '--auth-root-authentication-method=normal', '--skip-test-db']);
  const [database, port] = [await freePort(), await freePort()];
  const processes = [spawn(`${root}/usr/sbin/mariadbd`, [
    ...own, `--socket=${socket}`, '--bind-address=127.0.0.1', `--port=${database}`, `--lc-messages-dir=${root}/usr/share/mysql`, `--pid-file=${work}/pid`,
  ], { stdio: 'ignore' })];
  const close = async () => processes.map((one) => one.kill());
  try {
    const query = (text) => run(`${root}/usr/bin/mariadb`, ['--no-defaults', '-uroot', `--socket=${socket}`, '-e', text]);
    await until('MariaDB', () => query('SELECT 1'));
    query("CREATE DATABASE wp; CREATE USER wp@'127.0.0.1' IDENTIFIED BY 'wp'; GRANT ALL ON wp.* TO wp@'127.0.0.1'");

    writeFileSync(join(site, 'wp-config.php'), `<?php
      define('DB_NAME', 'wp'); define('DB_USER', 'wp'); define('DB_PASSWORD', 'wp'); define('DB_HOST', '127.0.0.1:${database}');
      define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', ''); $table_prefix = 'wp_';
      foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) { define("{$name}_KEY", $name); define("{$name}_SALT", $name); }
      define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false); define('WP_DISABLE_FATAL_ERROR_HANDLER', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
      defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
      require_once ABSPATH . 'wp-settings.php';`);
    const modules = readdirSync(join(root, 'usr/lib/php')).map((name) => join(root, 'usr/lib/php', name))[0];
    const php = ['-n', '-d', 'log_errors=1', ...extensions(), '-d', `extension=${modules}/mysqlnd.so`, '-d', `extension=${modules}/mysqli.so`];
    const version = run('php', [...php, fileURLToPath(new URL('install.php', import.meta.url)), site, `http://${HOST}`]);
    const server = spawn('php', [...php, '-S', `127.0.0.1:${port}`, '-t', site], { stdio: ['ignore', 'ignore', 'pipe'] });
    processes.push(server);
    const remarks = [];
    server.stderr.on('data', (text) => remarks.push(...`${text}`.split('\n').filter((line) => line.includes('sluis.php'))));
    await until('PHP', async () => fetch(`http://127.0.0.1:${port}/readme.html`));
    return { port, close, version, remarks };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What PHP has of its own, without a php.ini that may name a database already. */
function extensions() {
  return run('php', ['-r', 'echo ini_get("extension_dir"), " ", implode(" ", array_map("strtolower", get_loaded_extensions()));'])
    .split(' ')
    .flatMap((name, index, [folder]) => (index && existsSync(join(folder, `${name}.so`)) && !/mysql|opcache/.test(name) ? ['-d', `extension=${name}`] : []));
}
