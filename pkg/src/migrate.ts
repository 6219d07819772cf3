/**
 * `npx sluis migrate FILE`: the configuration of another tool as a consent.json, with a report of everything that could
 * not be carried. Ends with 0 when nothing is left to do, with 1 when a person has to see to something, with 2 when the
 * file could not be read or belongs to no tool that is known here.
 */

/// <reference types="node" />

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { amount } from './amount';
import { sentence, writable } from './failure';
import { check } from './node';
import { TOOLS, detect } from './migrate/detect';
import { Given, Notes } from './migrate/given';
import { Outcome } from './migrate/outcome';
import { source } from './migrate/source';
import type { Choices } from './import';
import type { Note } from './migrate/given';

const HELP = `Usage: npx sluis migrate FILE [OPTIONS]

  FILE                 the configuration, or the script or page that has it: .js .mjs .cjs .json .html (.ts from Node 22.13)
  -o OUT               writes the consent.json there instead of printing it
  --import OUT         writes the file by which browsers take over the choices that are stored (docs/migrate.md)
  --until DAY          until when they are taken over, such as 2027-05-22; 13 months from now if not given
  --report OUT         writes the report as JSON
  --from TOOL          ${TOOLS.map(({ id }) => id).join(', ')}
  --controller NAME    who is responsible for the website; no other tool asks for it
  --statement URL      where the cookie statement is

Nothing in FILE is run. Ends with 0 when nothing is left to do, 1 when a person has to see to something, 2 when FILE
can't be read or belongs to no tool that is known here.
`;

class Unable extends Error {}

/** What came of a file. */
export interface Migrated {
  /** The tool, such as `klaro`. */
  from: string;
  config: any;
  /** For `sluis/import`. */
  choices: Choices;
  notes: Note[];
}

const TEXT = { type: 'string' } as const;
const OPTIONS = { out: { type: 'string', short: 'o' }, import: TEXT, until: TEXT, report: TEXT, from: TEXT, controller: TEXT, statement: TEXT, help: { type: 'boolean' } } as const;

export async function migrate(words: string[]): Promise<number> {
  try {
    return await run(words);
  } catch (error) {
    process.stderr.write(`sluis: ${sentence(error, HELP)}\n`);
    return 2;
  }
}

async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (values.help) return process.stdout.write(HELP), 0;
  if (positionals.length != 1) throw new Unable(`migrate needs one name: FILE. Found ${positionals.length}.\n\n${HELP}`);
  if (values.from && !TOOLS.some(({ id }) => id == values.from)) throw new Unable(`There is no tool ${values.from}. Known are ${TOOLS.map(({ id }) => id).join(', ')}.`);
  const until = values.until ?? new Date(Date.now() + 396 * 86_400_000).toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until))) throw new Unable(`--until has to be a day such as 2027-05-22. Found: ${until}`);

  writable([values.out, values.import, values.report]);

  const { from, config, choices, notes } = await read(positionals[0], until, values);
  const json = `${JSON.stringify(config, null, 2)}\n`;
  if (values.out) writeFileSync(values.out, json);
  else process.stdout.write(json);
  if (values.import) writeFileSync(values.import, `${JSON.stringify(choices, null, 2)}\n`);
  if (values.report) writeFileSync(values.report, `${JSON.stringify({ from, notes }, null, 2)}\n`);

  const human = notes.filter((note) => note.human);
  const told = (list: Note[]) => list.map(({ path, found, why }) => `  ${path} (${found})\n      ${why}`);
  const lines = [`${positionals[0]} is a configuration of ${TOOLS.find(({ id }) => id == from)!.name}: ${amount(config.services.length, 'service')}.`];
  if (notes.length > human.length) lines.push('', 'Not carried, or changed:', ...told(notes.filter((note) => !note.human)));
  if (human.length) lines.push('', `For a person to see to (${human.length}):`, ...told(human));
  else lines.push('', 'Nothing is left to do.');
  process.stderr.write(`${lines.join('\n')}\n`);
  return human.length ? 1 : 0;
}

/** @throws an Error when the file can't be read or belongs to no tool that is known. */
export async function read(file: string, until: string, { from, controller, statement }: { from?: string; controller?: string; statement?: string } = {}): Promise<Migrated> {
  const script = source(file);
  const detected = detect(script, from);
  if (!detected) throw new Unable(`${file} holds no configuration that is known here${from ? ` as one of ${from}` : ''}. Known are ${TOOLS.map(({ name }) => name).join(', ')}.`);
  const { tool, config: found, root } = detected;
  const notes = new Notes();
  const out = new Outcome(notes);
  const choices = { ...tool.read(new Given(found, root, notes), out, script), until };

  const { config } = out;
  if (controller) config.controller.name = controller;
  else notes.add('consent.json $.controller.name', null, 'No other tool asks who is responsible; the banner has to say it (AVG art. 13(1)(a)). Fill it in, or give --controller.', true);
  if (statement) config.statement.url = statement;
  if (!config.statement.url) notes.add('consent.json $.statement.url', null, 'Where the cookie statement is was not found. Fill it in, or give --statement.', true);
  if (!Object.keys(config.record).length) delete config.record;
  for (const category of ['functional', 'analytics', 'social', 'advertising']) config.categories[category] = config.categories[category] || { used: category == 'functional' || null };
  for (const service of config.services) if (service.hosts && !service.hosts.length) delete service.hosts;
  notes.rest(found, root, (path) => reason(path));

  // What the check still refuses is for a person, under the name that the check gives it.
  const { report } = await check(config);
  for (const line of report.split('\n').filter((line) => /^error\b/.test(line))) {
    const path = /(\$[\w.[\]]*)/.exec(line)?.[1] || '$';
    if (path != '$.controller.name') notes.add(`consent.json ${path}`, null, `${line.trim()}.`, true);
  }
  return { from: tool.id, config, choices, notes: notes.notes };
}

/** Why something has no place here, from where it stood. */
function reason(path: string): string {
  if (/translation|languages|language|content|texts?\b|title|description|i18n|label/i.test(path)) return 'Sluis has texts of its own in 36 languages; put other words under $.texts where they are needed.';
  if (/theme|style|palette|gui|position|layout|css|icon|logo|orientation|color|elementid|element/i.test(path)) return 'Its looks are not carried: --sluis-* properties and $.ui set those of Sluis.';
  if (/onlyOnce|runsOnce|autoload|autorun|lazy|delay/i.test(path)) return 'Sluis lets each script run once, as soon as it is allowed.';
  return 'Sluis has nothing that corresponds to it.';
}
