// The whole corpus, or a part of it, in one engine: several pages at a time, because most of the time is waiting.
import { picker, snippet as printed } from '../../support/commands.ts';
import { config, tracker, videos } from '../../support/config.ts';
import type { Network } from '../../support/network.ts';
import { built, snippet, type Form } from '../../support/snippet.ts';
import { asked } from './codes.ts';
import { Measurement, type Findings, type State, type Visit } from './measure.ts';
import { sheets, type Sheet } from './page.ts';
import { chunked } from './scripts.ts';
import { isStatic, type Family } from './vector.ts';

const TOGETHER = Number(process.env.TOGETHER ?? 4);
/** Between the two chunks of a page, in milliseconds. */
const PAUSE = 300;

export interface Engine {
  network: Network;
  visit(complain: (message: string) => void): Promise<Visit>;
}

/** What stands in the head of a guarded page; the second part of the barrier comes with it. */
export const head = (form: Form): string =>
  `${snippet({ form, config: JSON.stringify(config([tracker, videos])) })}`;

const WORKER = '/sluis.worker.js';
/** Enforced by the site alone: the worker, and the policy of a refusal put into the page. */
const alone = (): string => snippet({ form: 'waiting', config: JSON.stringify(config([tracker, videos], { worker: WORKER, enforce: true })) });
/** Enforced by the server, which picks the policy as the recipe for Node does. */
let sent: Promise<(cookies: string) => string> | undefined;
const policy = async (): Promise<(cookies: string) => Record<string, string>> => {
  const pick = await (sent = sent ?? picker(config([tracker, videos])));
  return (cookies) => ({ 'content-security-policy': pick(cookies) });
};

/** Enforced from the first page on: as the command prints it, because only a sealed configuration is understood so early. */
let early: string | undefined;
export const first = (): string => (early = early ?? printed(config([tracker, videos], { enforce: 'first' })));

export const pages = ({ name, vectors }: Family): Sheet[] => sheets(name, vectors, name === chunked.name ? PAUSE : undefined);

/** Exceptions that nobody caught, on pages with Sluis; those that the pages throw by themselves are left out. */
export interface Survey {
  findings: Findings;
  complaints: string[];
}

/** Each page first with nothing to hold it, then through all states of consent, and enforced; `whole` by the worker too. */
export async function walk(engine: Engine, family: Family, whole = true): Promise<Survey> {
  const findings: Findings = {};
  const complaints: string[] = [];
  await eachOf(pages(family), async (sheet) => {
    const own = new Set<string>();
    const bare = new Measurement(engine.network, sheet, '');
    await using(engine, (message) => own.add(message), (visit) => bare.look(visit, 'without'));
    const guarded = new Measurement(engine.network, sheet, head('waiting'));
    if (asked('before', 'rejected', 'other', 'granted', 'again', 'withdrawn')) {
      await using(engine, (message) => own.has(message) || complaints.push(`${sheet.name}: ${message}`), (visit) => guarded.walk(visit, bare.findings));
    }
    const served = new Measurement(engine.network, sheet, head('waiting'), {}, await policy());
    // The same header by another cookie: the recipes hold that it is picked, so a run in strictness is enough.
    const choices = whole && asked('policy-rejected', 'policy-other');
    if (choices || asked('policy')) await using(engine, () => undefined, (visit) => served.served(visit, choices));
    const closed = new Measurement(engine.network, sheet, alone(), { [WORKER]: `${built}sluis.worker.js` });
    if (whole && asked('worker')) await using(engine, () => undefined, (visit) => closed.enforced(visit));
    const strict = new Measurement(engine.network, sheet, first());
    // What scripts do meets the same policy on every page, so one run in strictness is enough of that.
    const some = whole || sheet.vectors.some((vector) => isStatic(vector) || vector.open);
    if (asked('first') && some) await using(engine, () => undefined, (visit) => strict.look(visit, 'first'));
    const all = [bare, guarded, served, closed, strict];
    for (const { id } of sheet.vectors) findings[id] = Object.assign({}, ...all.map((measurement) => measurement.findings[id]));
  });
  return { findings, complaints };
}

/** Each page once, with this in its head. */
export async function look(engine: Engine, families: Family[], top: string, state: State, files: Record<string, string> = {}): Promise<Findings> {
  const findings: Findings = {};
  await eachOf(families.flatMap(pages), async (sheet) => {
    const measurement = new Measurement(engine.network, sheet, top, files);
    await using(engine, () => undefined, (visit) => measurement.look(visit, state));
    Object.assign(findings, measurement.findings);
  });
  return findings;
}

async function using(engine: Engine, complain: (message: string) => void, work: (visit: Visit) => Promise<void>): Promise<void> {
  const visit = await engine.visit(complain);
  try {
    await work(visit);
  } finally {
    await visit.close();
  }
}

async function eachOf<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  await Promise.all(Array.from({ length: TOGETHER }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  }));
}
