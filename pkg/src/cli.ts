/**
 * `npx sluis`: for a site that is made without a bundler. Ends with 0 when it is done, with 1 when the configuration
 * or a page is wrong, with 2 when the call is, or a file can't be read or written.
 */

/// <reference types="node" />

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { amount } from './amount';
import { sentence } from './failure';
import { around, files, folder, guard, inject } from './node';
import { read } from './read';
import { ask, run as author } from './studio';
import type { Config, SnippetOptions } from './node';

const HELP = `Usage: npx sluis COMMAND

  check FILE …               says everything that is wrong with a consent.json
  seal FILE                  writes it complete, so that no visitor's browser has to check it
  snippet FILE               prints what belongs into <head>
  prerender FILE             prints the question as HTML, for the first paint
  build FILE DIR             puts the files and the snippet into every page of a folder
  csp FILE                   prints the Content-Security-Policy that belongs to it
  statement FILE             prints the privacy and cookie statement
  lint-statement FILE …      lists what the law wants and a Dutch statement lacks
  diff OLD NEW               tells what changed, and who has to be asked again
  manifest FILE              writes down what is asked, with hashes
  migrate FILE               makes a consent.json of another tool's configuration
  scan URL                   looks what a site stores and whom it contacts

Each tells more with --help. Ends with 0 when it is done, with 1 when what was read is refused or has to be seen to,
with 2 when the call is wrong or a file can't be read or written.
`;

const BUILD = `Usage: npx sluis build FILE DIR [OPTIONS]

  Copies what pages fetch into DIR/sluis, with the sealed consent.json, and puts the snippet into every page in DIR.
  Run again, it replaces its own snippet and nothing else.

  --tag             one <script src>, which stops less
  --no-wait         without the line that makes Chromium's preload scanner wait
  --base PATH       where DIR/sluis is served; ends in /, and is /sluis/ if not given
  --earlier FILE    a configuration that was published before: who chose under it is asked only what has changed since;
                    can be given more than once
  --import FILE     takes over choices that another tool has stored: what migrate --import wrote
  --print           prints the snippet and leaves the pages alone
`;

class Wrong extends Error {
  constructor(message: string, readonly code: 1 | 2) {
    super(message);
  }
}

const typed = (message: string, help = BUILD) => new Wrong(`${message}\n\n${help}`.trimEnd(), 2);

interface Call {
  names: string[];
  options: SnippetOptions;
  /** Files of what was published before. */
  earlier: string[];
  print: boolean;
}

function parse(words: string[]): Call {
  const call: Call = { names: [], options: {}, earlier: [], print: false };
  const rest = [...words];
  for (let word = rest.shift(); word != undefined; word = rest.shift()) {
    if (!word.startsWith('-')) call.names.push(word);
    else if (word == '--tag' || word == '--no-wait') {
      const form = word == '--tag' ? 'tag' : 'inline';
      if (call.options.form && call.options.form != form) throw typed('--tag and --no-wait exclude each other.');
      call.options.form = form;
    } else if (word == '--print') call.print = true;
    else if (word == '--base' || word == '--import' || word == '--earlier') {
      const value = rest.shift();
      if (!value || value.startsWith('--')) throw typed(`${word} needs a value.`);
      if (word == '--import') call.options.import = read(value) as SnippetOptions['import'];
      else if (word == '--earlier') call.earlier.push(value);
      else call.options.base = value;
    } else throw typed(`There is no option ${word}.`);
  }
  return call;
}

/** The configuration of a file, complete and sealed. */
function sealed(file: string, earlier: string[]): Config {
  try {
    const texts = [file, ...earlier].map((name) => [name, readFileSync(name, 'utf8')]);
    return JSON.parse(ask(Object.fromEntries(texts), ['seal', file, ...earlier.flatMap((name) => ['--earlier', name])]).out);
  } catch (error) {
    // What Node says of a file that can't be read has a code.
    throw 'code' in (error as object) ? error : new Wrong((error as Error).message, 1);
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const remark = (text: string): void => void process.stderr.write(`${text}\n`);

function written(config: Config, options: SnippetOptions): string {
  if (options.form != 'tag') {
    const hash = createHash('sha256').update(guard(config.enforce)).digest('base64');
    remark(`With a Content-Security-Policy of your own, script-src needs 'sha256-${hash}' and 'wasm-unsafe-eval'.`);
  }
  return around(config, options);
}

function pages(place: string): string[] {
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const path = join(place, entry.name);
    if (entry.isDirectory()) return entry.name == 'node_modules' ? [] : pages(path);
    return entry.isFile() && /\.html?$/i.test(entry.name) ? [path] : [];
  });
}

function build(words: string[]): void {
  const { names, options, earlier, print: only } = parse(words);
  if (names.length != 2) throw typed(`build needs two names: FILE and DIR. Found ${names.length}.`);
  const [file, place] = names;
  const config = sealed(file, earlier);
  // Before a framework's first build there may be none.
  if (only) mkdirSync(place, { recursive: true });
  const there = statSync(place, { throwIfNoEntry: false });
  if (!there) throw new Wrong(`There is no folder ${place}. Build the site first; --print makes the folder and leaves pages alone.`, 2);
  if (!there.isDirectory()) throw new Wrong(`${place} is not a folder.`, 2);
  const text = written(config, options);
  const target = join(place, 'sluis');
  mkdirSync(target, { recursive: true });
  const parts = files(config);
  for (const name of parts) copyFileSync(new URL(name, folder), join(target, name));
  writeFileSync(join(target, 'consent.json'), `${JSON.stringify(config)}\n`);
  remark(`${target}: ${parts.length} files and the sealed consent.json.`);
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
  print(`${amount(counts.written, 'page')} written, ${counts.same} as ${counts.same == 1 ? 'it was' : 'they were'}.`);
}

async function run([command, ...words]: string[]): Promise<void> {
  if (!command) throw typed('Name a command.', HELP);
  if (['help', '--help', '-h'].includes(command)) return print(HELP.trimEnd());
  if (command == '--version') return print(VERSION);
  // Files of their own, which know their own options.
  if (command == 'migrate') return void (process.exitCode = await (await import('./migrate')).migrate(words));
  if (command == 'scan') return void (process.exitCode = await (await import('./scan')).scan(words));
  if (command == 'build') return words.some((word) => word == '--help' || word == '-h') ? print(BUILD.trimEnd()) : build(words);
  const told = author([command, ...words]);
  if (!told) throw typed(`There is no command ${command}.`, HELP);
  process.stdout.write(told.out);
  process.stderr.write(told.err);
  process.exitCode = told.code;
}

run(process.argv.slice(2)).catch((error) => {
  remark(`sluis: ${sentence(error)}`);
  // What Node says about a file names the file; everything else would be a mistake of ours.
  process.exitCode = error instanceof Wrong ? error.code : error instanceof SyntaxError ? 1 : 2;
});
