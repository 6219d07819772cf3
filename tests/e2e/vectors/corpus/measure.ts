// Sends one page of vectors through every state of consent and writes down, for each vector, whether a request
// left and how often third-party code ran. It knows no engine: whoever can open a page and run a line in it will do.
import { readFileSync } from 'node:fs';
import type { Answer, Hit, Network } from '../../support/network.ts';
import { built } from '../../support/snippet.ts';
import { fill, firstParty, hostOf, page, thirdParty, type Sheet } from './page.ts';

/** One profile with one tab, in any engine. */
export interface Visit {
  open(address: string): Promise<void>;
  /** The value of an expression in the page. */
  run(code: string): Promise<unknown>;
  close(): Promise<void>;
  /** How many times as long as Chromium it is waited for. */
  pace?: number;
}

/**
 * Without anything to hold it, then in the order in which a visit goes through them, and then enforced: with the policy
 * that the site's server sends, before a choice; with the worker and the policy in the page, after a refusal; with
 * the policy in the page before a choice; and with the server's policy after a refusal and with another category granted.
 */
export const states = ['without', 'before', 'rejected', 'other', 'granted', 'again', 'withdrawn', 'policy', 'worker', 'first', 'policy-rejected', 'policy-other'] as const;
export type State = (typeof states)[number];

export interface Found {
  /** Requests, and connections without one, that reached the network. */
  left: number;
  /** How often third-party code ran. */
  ran: number;
}

/** By vector, by state. */
export type Findings = Record<string, Partial<Record<State, Found>>>;

/** So long without a sign on the network is quiet, in milliseconds. */
const QUIET = 200;
const PATIENCE = 5_000;
const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
let sites = 0;

const types: Record<string, string> = { js: 'text/javascript', json: 'application/json', wasm: 'application/wasm', css: 'text/css' };

/** The built package, and `more` files by their path. */
function file(path: string, more: Record<string, string>): Answer | undefined {
  const place = more[path] ?? (path.startsWith('/sluis/') ? built + path.slice('/sluis/'.length) : undefined);
  return place === undefined ? undefined : { type: types[path.slice(path.lastIndexOf('.') + 1)], body: readFileSync(place) };
}

export class Measurement {
  readonly findings: Findings;
  readonly own = `www${++sites}.vectors.test`;
  /** What each vector had done when the present state began. */
  #before = new Map<string, Found>();

  constructor(
    readonly network: Network,
    readonly sheet: Sheet,
    /** First in the head of the page. */
    head: string,
    files: Record<string, string> = {},
    /** Sent with everything that the site answers, by the cookies that come with the question. */
    headers: (cookies: string) => Record<string, string> = () => ({}),
  ) {
    this.findings = Object.fromEntries(sheet.vectors.map(({ id }) => [id, {}]));
    const answer = thirdParty(this.own);
    for (const { id } of sheet.vectors) {
      network.serve(hostOf(id), answer);
      network.serve(`${hostOf(id)}.`, answer);
    }
    network.serve(this.own, (hit) => {
      const found = hit.path === '/page' ? this.#page(head) : firstParty(hit) ?? file(hit.path, files);
      return found && { ...found, headers: { ...found.headers, ...headers(hit.headers.cookie ?? '') } };
    });
  }

  #page(head: string): Answer {
    const [body = '', ...rest] = page(this.sheet, this.own, head);
    return { type: 'text/html; charset=utf-8', headers: headersOf(this.sheet, this.own), body, rest, pause: this.sheet.pause };
  }

  /** One look at the page as it is, until it has been left again. */
  async look(visit: Visit, state: State): Promise<void> {
    this.#begin();
    await this.#load(visit);
    await this.#leave(visit);
    this.#note(state);
  }

  /** Where the server sends the policy of each answer: the first page, until it has been left with a refusal; the second,
   *  until another category was granted and it was left; the third. `whole` or only the first, without any choice. */
  async served(visit: Visit, whole: boolean): Promise<void> {
    if (!whole) return this.look(visit, 'policy');
    this.#begin();
    for (const [state, call] of [['policy', 'reject()'], ['policy-rejected', 'accept(["social"])'], ['policy-other', '']] as const) {
      await this.#load(visit);
      if (call) await this.#choose(visit, call);
      await this.#leave(visit);
      this.#note(state);
    }
  }

  /** The second page of a visitor who has refused, with a service worker at work. */
  async enforced(visit: Visit): Promise<void> {
    await this.#load(visit);
    await this.#choose(visit, 'reject()');
    for (let turn = 0; !(await visit.run('!!navigator.serviceWorker.controller')); turn++) {
      if (turn > 400) throw new Error(`${this.sheet.name}: the worker did not come`);
      await pause(25);
    }
    await this.#leave(visit);
    await this.look(visit, 'worker');
  }

  /** Through all states of consent, in one profile; `free` is what the page did with nothing to hold it. */
  async walk(visit: Visit, free: Findings): Promise<void> {
    this.#begin();
    await this.#load(visit);
    this.#note('before');
    await this.#choose(visit, 'reject()');
    await this.#leave(visit);
    await this.#load(visit);
    this.#note('rejected');
    await this.#choose(visit, 'accept(["social"])');
    await this.#leave(visit);
    await this.#load(visit);
    this.#note('other');
    await this.#choose(visit, 'accept(["social", "advertising"])');
    await this.#until(() => this.sheet.vectors.every((vector) => vector.told || vector.open || this.#reached(vector.id, free)), visit.pace);
    await this.#leave(visit);
    this.#note('granted');
    await visit.open(this.#address);
    await this.#until(() => this.sheet.vectors.every(({ id }) => this.#reached(id, free)), visit.pace);
    this.#note('again');
    await this.#choose(visit, 'withdraw()');
    // What ran before the withdrawal is not undone; from here on a new page is what counts.
    this.#begin();
    await this.#leave(visit);
    await this.#load(visit);
    await this.#leave(visit);
    this.#note('withdrawn');
  }

  get #address(): string {
    return `https://${this.own}/page`;
  }

  /** Some of its scripts wait for the core. */
  get #slow(): boolean {
    return this.sheet.vectors.some(({ late }) => late);
  }

  async #load(visit: Visit): Promise<void> {
    await visit.open(this.#address);
    for (let turn = 0; !(await visit.run('!window.sluis || sluis.state().ready')); turn++) {
      if (turn > 200) throw new Error(`${this.sheet.name}: the core did not come`);
      await pause(25);
    }
    await this.#quiet(visit, this.#slow ? 500 : 300);
  }

  async #choose(visit: Visit, call: string): Promise<void> {
    await visit.run(`void sluis.${call}`);
    await this.#quiet(visit);
  }

  /** Leaving is a page's last chance: beacons go out on it. */
  async #leave(visit: Visit): Promise<void> {
    await visit.open('about:blank');
    await this.#quiet(visit);
  }

  /** Until nothing has reached the network for a while. */
  async #quiet({ pace = 1 }: Visit, least = 0): Promise<void> {
    const begun = Date.now();
    let since = begun;
    let seen = -1;
    await this.#until(() => {
      const now = this.network.log.filter(({ host }) => this.#concerns(host)).length;
      if (now !== seen) [seen, since] = [now, Date.now()];
      return Date.now() > since + QUIET * pace && Date.now() > begun + least * pace;
    }, pace);
  }

  async #until(done: () => boolean, pace = 1): Promise<void> {
    for (const end = Date.now() + PATIENCE * pace; Date.now() < end && !done(); ) await pause(25);
  }

  /** Whether it has done, since this state began, what it does with nothing to hold it. */
  #reached(id: string, free: Findings): boolean {
    const wanted = free[id]?.without;
    const now = this.#since(id);
    return !wanted || (now.ran >= wanted.ran && (now.left > 0 || wanted.left === 0));
  }

  #concerns(host: string): boolean {
    return host === this.own || host.replace(/\..*$/, '') in this.findings;
  }

  #sum(id: string): Found {
    const mine = (host: string): boolean => host.replace(/\.$/, '') === hostOf(id);
    const told = ({ host, path, query }: Hit): boolean => host === this.own && path === '/ran' && query.get('id') === id;
    const requests = this.network.log.filter(({ host }) => mine(host)).length;
    return { left: requests || this.network.connections.filter(mine).length, ran: this.network.log.filter(told).length };
  }

  #since(id: string): Found {
    const now = this.#sum(id);
    const before = this.#before.get(id) ?? { left: 0, ran: 0 };
    return { left: now.left - before.left, ran: now.ran - before.ran };
  }

  #begin(): void {
    for (const { id } of this.sheet.vectors) this.#before.set(id, this.#sum(id));
  }

  #note(state: State): void {
    for (const { id } of this.sheet.vectors) {
      this.findings[id]![state] = this.#since(id);
    }
    this.#begin();
  }
}

function headersOf({ vectors }: Sheet, own: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const vector of vectors) {
    if (vector.header) headers[vector.header[0]] = fill(vector.id, own, vector.header[1]);
  }
  return headers;
}
