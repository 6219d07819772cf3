/**
 * `npx sluis`: for a site that is made without a bundler. Ends with 0 when it is done, with 1 when the configuration
 * or a page is wrong, with 2 when the call is, or a file can't be read or written.
 */

/// <reference types="node" />

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { check, files, folder, guard, inject, seal, snippet } from './node';
import type { Config, SnippetOptions } from './node';
import { read } from './read';

const HELP = `Usage: sluis COMMAND

  check FILE                 says everything that is wrong with a consent.json
  seal FILE [-o OUT]         writes it complete, so that no visitor's browser has to check it
  snippet FILE [OPTIONS]     prints what belongs into <head>, right after <meta charset>
  build FILE DIR [OPTIONS]   copies what pages fetch into DIR/sluis and puts the snippet into every page in DIR
  migrate FILE [OPTIONS]     makes a consent.json of another tool's configuration; migrate --help tells more
  scan URL [OPTIONS]         looks what a site stores and whom it contacts; scan --help tells more

  --tag          one <script src>, which stops less
  --no-wait      without the line that makes Chromium's preload scanner wait
  --import FILE  takes over choices that another tool has stored: what migrate --import wrote
  --base PATH    where the files are served, /sluis/ if not given
  --print        build: prints the snippet and leaves the pages alone
`;

class Wrong extends Error {
  constructor(message: string, readonly code: 1 | 2) {
    super(message);
  }
}

const typed = (message: string) => new Wrong(`${message}\n\n${HELP}`, 2);

interface Call {
  names: string[];
  options: SnippetOptions;
  out?: string;
  print: boolean;
  given: string[];
}

function parse(words: string[]): Call {
  const call: Call = { names: [], options: {}, print: false, given: [] };
  const rest = [...words];
  for (let word = rest.shift(); word != undefined; word = rest.shift()) {
    if (!word.startsWith('-')) {
      call.names.push(word);
      continue;
    }
    call.given.push(word);
    if (word == '--tag' || word == '--no-wait') {
      const form = word == '--tag' ? 'tag' : 'inline';
      if (call.options.form && call.options.form != form) throw typed('--tag and --no-wait exclude each other.');
      call.options.form = form;
    } else if (word == '--print') call.print = true;
    else if (word == '--base' || word == '--import' || word == '-o') {
      const value = rest.shift();
      if (!value || value.startsWith('-')) throw typed(`${word} needs a value.`);
      if (word == '-o') call.out = value;
      else if (word == '--import') call.options.import = read(value) as SnippetOptions['import'];
      else call.options.base = value;
    } else throw typed(`There is no option ${word}.`);
  }
  return call;
}

/** The configuration, complete and sealed. */
async function sealed(file: string): Promise<Config> {
  const config = read(file);
  const { report } = await check(config);
  if (report) throw new Wrong(`${file} is refused:\n${report.trimEnd()}`, 1);
  return seal(config);
}

/** What stands in a page of any encoding: outside of the configuration it is ASCII already. */
const ascii = (text: string) =>
  text.replace(/[^\0-\x7f]/g, (sign) => '\\u' + sign.charCodeAt(0).toString(16).padStart(4, '0'));

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const remark = (text: string): void => void process.stderr.write(`${text}\n`);

async function written(config: Config, options: SnippetOptions): Promise<string> {
  if (options.form != 'tag') {
    const hash = createHash('sha256').update(guard(config.enforce)).digest('base64');
    remark(`With a Content-Security-Policy of your own, script-src needs 'sha256-${hash}' and 'wasm-unsafe-eval'.`);
  }
  return ascii(await snippet(config, options));
}

function pages(place: string): string[] {
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const path = join(place, entry.name);
    if (entry.isDirectory()) return entry.name == 'node_modules' ? [] : pages(path);
    return entry.isFile() && /\.html?$/i.test(entry.name) ? [path] : [];
  });
}

async function build(file: string, place: string, { options, print: only }: Call): Promise<void> {
  const config = await sealed(file);
  // Before a framework's first build there may be none.
  if (only) mkdirSync(place, { recursive: true });
  if (!statSync(place).isDirectory()) throw new Wrong(`${place} is not a folder.`, 2);
  const text = await written(config, options);
  const target = join(place, 'sluis');
  mkdirSync(target, { recursive: true });
  const names = files(config);
  for (const name of names) copyFileSync(new URL(name, folder), join(target, name));
  writeFileSync(join(target, 'consent.json'), `${JSON.stringify(config)}\n`);
  remark(`${target}: ${names.length} files and the sealed consent.json.`);
  if (only) return print(text);

  const counts = { written: 0, same: 0 };
  for (const path of pages(place)) {
    // Byte for byte, whatever the page's encoding.
    const page = readFileSync(path, 'latin1');
    const next = inject(page, text);
    if (next == null) remark(`${relative(place, path)}: left alone, it is a piece of a page or not in an ASCII encoding.`);
    else if (next == page) counts.same += 1;
    else {
      writeFileSync(path, next, 'latin1');
      counts.written += 1;
    }
  }
  if (counts.written + counts.same == 0) throw new Wrong(`${place} holds no page to put the snippet into. Use --print.`, 1);
  print(`${counts.written} pages written, ${counts.same} as they were.`);
}

const SHAPES = new Map<string, { names: number; takes: string[] }>(Object.entries({
  check: { names: 1, takes: [] },
  seal: { names: 1, takes: ['-o'] },
  snippet: { names: 1, takes: ['--tag', '--no-wait', '--import', '--base'] },
  build: { names: 2, takes: ['--tag', '--no-wait', '--import', '--base', '--print'] },
}));

async function run([command, ...words]: string[]): Promise<void> {
  if (!command) throw typed('Name a command.');
  if (['help', '--help', '-h'].includes(command)) return print(HELP.trimEnd());
  if (command == '--version') return print(VERSION);
  // Files of their own, which know their own options.
  if (command == 'migrate') return void (process.exitCode = await (await import('./migrate')).migrate(words));
  if (command == 'scan') return void (process.exitCode = await (await import('./scan')).scan(words));
  const shape = SHAPES.get(command);
  if (!shape) throw typed(`There is no command ${command}.`);
  const call = parse(words);
  const [file, place] = call.names;
  if (call.names.length != shape.names) {
    throw typed(`${command} needs ${shape.names == 1 ? 'one name: FILE' : 'two names: FILE and DIR'}. Found ${call.names.length}.`);
  }
  const foreign = call.given.find((word) => !shape.takes.includes(word));
  if (foreign) throw typed(`${command} does not take ${foreign}.`);

  if (command == 'build') return build(file, place, call);
  const config = await sealed(file);
  const { services = [] } = config;
  if (command == 'check') print(`${file} is in order: ${services.length} services.`);
  else if (command == 'snippet') print(await written(config, call.options));
  else if (call.out) writeFileSync(call.out, `${JSON.stringify(config)}\n`);
  else print(JSON.stringify(config));
}

run(process.argv.slice(2)).catch((error) => {
  remark(`sluis: ${error.message}`);
  // What Node says about a file names the file; everything else would be a mistake of ours.
  process.exitCode = error instanceof Wrong ? error.code : error instanceof SyntaxError ? 1 : 2;
});
