/// <reference types="node" />

/**
 * `sluis/node`: for builds and servers. What is checked here need not be checked by every visitor's browser.
 *
 * A configuration is an object, or a text as it stands in its file.
 */

// Not read from a file: frameworks put what runs on their server into files of their own.
import { first, guard as barrier, names, policy as injected, prerendered } from 'sluis:inline';
import { ask, elements as listed, head, judge, question } from './studio';
import type { Choices } from './import';
import type { Problem } from './studio';
import type { Config } from './types';

export type { Config } from './types';
export type { Problem } from './studio';
export { files, folder } from './files';
export { inject } from './inject';
/** @internal */
export { begin } from './inject';

/** What a check has found. */
export interface Checked {
  /** The configuration with the catalogue's facts and what follows from others filled in; null when it has an error. */
  config: Config | null;
  /** Each problem of a refused configuration on a line: its code, its JSON path, what was found and what was expected. Empty when there is no error. */
  report: string;
  /** Everything that is to be said about it: errors, and what is allowed but likely wrong or unknown. */
  problems: Problem[];
}

export interface SealOptions {
  /** The configurations that were published before: who chose under one of them is asked only what has changed since. */
  earlier?: unknown[];
}

/** How a page carries Sluis. */
export interface SnippetOptions extends SealOptions {
  /**
   * `'waiting'`: the guard inline, behind an empty policy that makes Chromium's preload scanner wait. `'inline'`:
   * without that policy. `'tag'`: one `<script src>`, which stops less.
   *
   * @defaultValue `'waiting'`
   */
  form?: 'waiting' | 'inline' | 'tag';
  /**
   * Where the files of `dist/web` are served: a path or an address that ends in `/`.
   *
   * @defaultValue `'/sluis/'`
   */
  base?: string;
  /** By which browsers take over choices that another tool has stored: what `npx sluis migrate --import` writes. */
  import?: Choices;
}

/** The name by which messages call a configuration. */
const NAME = 'consent.json';

const written = (config: unknown): string => (typeof config == 'string' ? config : JSON.stringify(config ?? null));
const option = (name: string, value: string | undefined): string[] => (value == undefined ? [] : [name, value]);

/** Judges a configuration as `npx sluis check` does. */
export async function check(config: unknown): Promise<Checked> {
  const { problems, sealed } = judge(written(config));
  const lines = sealed ? [] : problems.map(({ severity, code, path, found, expected }) => `${severity} ${code} at ${path}: found ${found}, expected ${expected}\n`);
  return { config: sealed, report: lines.join(''), problems };
}

/**
 * The configuration, complete and with a seal: a browser that finds the seal unbroken loads neither the check nor the
 * catalogue, which is 14 KB less on a first visit. Change nothing in it; change the source and seal again.
 *
 * @throws an Error with every problem, when the configuration has one.
 */
export async function seal(config: unknown, { earlier = [] }: SealOptions = {}): Promise<Config> {
  const editions = earlier.map((edition, place) => [`earlier[${place}]`, written(edition)]);
  const { out } = ask({ [NAME]: written(config), ...Object.fromEntries(editions) }, ['seal', NAME, ...editions.flatMap(([name]) => ['--earlier', name])]);
  return JSON.parse(out);
}

/**
 * What belongs into `<head>`, right after `<meta charset>` and before every other script.
 *
 * @throws as `seal`, and when the base can't stand in an attribute or does not end in `/`.
 */
export async function snippet(config: unknown, options: SnippetOptions = {}): Promise<string> {
  return around(await seal(config, options), options);
}

/** @internal The snippet around a configuration that is sealed already, so that nothing is judged twice. */
export const around = (sealed: Config, options?: SnippetOptions): string => head(...parts(sealed, options));

const parts = (sealed: Config, { form = 'waiting', base = '/sluis/', import: choices }: SnippetOptions = {}): Parameters<typeof head> =>
  [JSON.stringify(sealed), form, base, barrier, sealed.enforce == 'first' ? first : injected, names, choices ? JSON.stringify(choices) : ''];

/** An element of the snippet, for a template that is no text. */
export interface HeadElement {
  name: 'meta' | 'link' | 'script';
  /** In order, by their names in HTML; `true` for one without a value. */
  attributes: Record<string, string | true>;
  /** What is inside, to be written as it is; empty for nothing. */
  text: string;
}

/**
 * The same as `snippet`, as the elements it consists of.
 *
 * @throws as `snippet`.
 */
export async function elements(config: unknown, options: SnippetOptions = {}): Promise<HeadElement[]> {
  return listed(...parts(await seal(config, options), options));
}

/** A state of consent, and what a policy is to have besides. */
export interface CspOptions {
  /** The categories and services that are granted; an empty list is a refusal. Nothing chosen yet if not given. */
  state?: string[];
  /** Hosts of the site's own, such as `cdn.example.nl`. */
  allow?: string[];
  /** Makes the policy strict, with this nonce. */
  nonce?: string;
  /** Makes the policy strict, with these hashes of inline scripts, such as `sha256-…`. */
  hashes?: string[];
  /** Asks for Trusted Types, and allows `sluis` and these. */
  trustedTypes?: string[];
  /** Where browsers tell what they refused. */
  reportUri?: string;
  reportTo?: string;
}

export interface Csp {
  /** The value of the header `Content-Security-Policy`. */
  header: string;
  /** The same for the `content` of a `<meta>`: without what browsers ignore there. */
  meta: string;
  /** What the policy can't say, or lets through although nobody granted it: a line each. */
  report: string;
}

/** A server that a policy can be written for. */
export type CspServer = 'nginx' | 'apache' | 'node' | 'netlify' | 'cloudflare';

const policy = ({ allow = [], nonce, hashes = [], trustedTypes, reportUri, reportTo }: CspOptions): string[] => [
  ...allow.flatMap((host) => ['--allow', host]),
  ...option('--nonce', nonce),
  ...hashes.flatMap((hash) => ['--hash', hash]),
  ...option('--trusted-types', trustedTypes && ['sluis', ...trustedTypes].join(',')),
  ...option('--report-uri', reportUri),
  ...option('--report-to', reportTo),
];

/**
 * The Content-Security-Policy for a state of consent.
 *
 * @throws as `seal`, and when an option is wrong.
 */
export async function csp(config: unknown, options: CspOptions = {}): Promise<Csp> {
  const { state } = options;
  const words = ['csp', NAME, ...option('--state', state && (state.join(',') || 'none')), ...policy(options)];
  const files = { [NAME]: written(config) };
  const { out, err } = ask(files, words);
  const meta = /content="([^"]*)"/.exec(ask(files, [...words, '--meta']).out)!;
  return { header: out.replace(/^[^:]*: /, '').trimEnd(), meta: meta[1], report: err };
}

/**
 * The configuration of a server that sends each visitor the policy of the own choice; for Netlify and Cloudflare, which
 * see no cookies, a file of headers for everybody.
 *
 * @throws as `csp`.
 */
export async function cspFor(server: CspServer, config: unknown, options: Omit<CspOptions, 'state'> = {}): Promise<string> {
  return ask({ [NAME]: written(config) }, ['csp', NAME, '--for', server, ...policy(options)]).out;
}

export interface StatementOptions {
  /** One of the languages of statements; what the configuration says if not given. */
  language?: 'nl' | 'nl-je' | 'en' | 'de' | 'de-du' | 'fr' | 'fr-tu';
  /**
   * `'article'`: one `<article>`. `'page'`: a whole page. `'markdown'`: CommonMark with tables.
   *
   * @defaultValue `'article'`
   */
  form?: 'article' | 'page' | 'markdown';
  /** Marks what is missing in the text, too. */
  draft?: boolean;
}

export interface Statement {
  text: string;
  /** What it lacks: a line each, with the JSON path and the article of the law. */
  report: string;
}

/**
 * The privacy and cookie statement of a configuration.
 *
 * @throws as `seal`, and when there is no statement in that language.
 */
export async function statement(config: unknown, { language, form = 'article', draft }: StatementOptions = {}): Promise<Statement> {
  const words = ['statement', NAME, ...option('--language', language), ...(form == 'article' ? [] : [`--${form}`]), ...(draft ? ['--draft'] : [])];
  const { out, err } = ask({ [NAME]: written(config) }, words);
  return { text: out, report: err };
}

/** What an existing statement says, or lacks, about one thing that the law wants. */
export interface Finding {
  id: string;
  verdict: 'missing' | 'conflict' | 'weak' | 'unsaid' | 'present';
  /** What wants it, such as `AVG art. 13(2)(b)`. */
  article: string;
  why: string;
  /** The sentence that the verdict rests on. */
  evidence: string | null;
}

/** Reads a Dutch statement, HTML or text; the gravest finding first. */
export async function lintStatement(text: string): Promise<Finding[]> {
  return JSON.parse(ask({ statement: text }, ['lint-statement', 'statement', '--json']).out)[0].findings;
}

/** One change between two configurations. */
export interface Change {
  rank: 'material' | 'doubtful' | 'reducing' | 'editorial';
  kind: string;
  /** The category that it touches; null for what is about the whole site. */
  category: string | null;
  service: string | null;
  /** Empty for nothing. */
  before: string;
  after: string;
}

export interface Diff {
  changes: Change[];
  /** The categories that visitors have to be asked about again. */
  again: string[];
}

/**
 * What changed between two configurations, the gravest first.
 *
 * @throws as `seal`.
 */
export async function diff(earlier: unknown, config: unknown): Promise<Diff> {
  return JSON.parse(ask({ earlier: written(earlier), [NAME]: written(config) }, ['diff', 'earlier', NAME, '--json']).out);
}

export interface ManifestOptions {
  /** The website. */
  url?: string;
  /** Only the texts in these; all if not given. */
  languages?: string[];
  /** A folder, such as the one that the site's code is served from: each file in it goes in with its hash. */
  code?: string;
}

/**
 * What the configuration asks, with hashes, so that a receipt can be shown to belong to it (docs/manifest.md). Give the
 * text of the file: it goes in as it is.
 *
 * @throws as `seal`, and when the folder can't be read.
 */
export async function manifest(config: unknown, { url, languages, code }: ManifestOptions = {}): Promise<Record<string, unknown>> {
  const words = ['manifest', NAME, ...option('--url', url), ...option('--languages', languages?.join(',')), ...option('--code', code)];
  return JSON.parse(ask({ [NAME]: written(config) }, words).out);
}

/** What a server or a build knows of the page that the banner is to stand in. */
export interface PrerenderOptions {
  /** The page's language, as in `<html lang>`. */
  language: string;
  /** The host, named in the banner where the configuration names no domains. */
  host: string;
  /**
   * Where the files of `dist/web` are served. Ends in `/`.
   *
   * @defaultValue `'/sluis/'`
   */
  base?: string;
}

/**
 * The banner as HTML, to stand first in `<body>`: it is there at the first paint, hidden from who has chosen and from
 * who has no JavaScript, and the core takes it over as it is. A click before that is answered as soon as the core is
 * there. Empty where there is nothing to ask. A policy allows its script by its hash, `prerenderScript`.
 *
 * @throws as `seal`, when the base does not end in `/`, and when neither the configuration nor the options say whose
 * website it is.
 */
export async function prerender(config: unknown, options: PrerenderOptions): Promise<string> {
  return drawn(await seal(config), options);
}

/** @internal The question of a configuration that is sealed already, so that nothing is judged twice. */
export async function drawn(sealed: Config, { language, host, base = '/sluis/' }: PrerenderOptions): Promise<string> {
  return question(sealed, language, host, base);
}

/** What shows the prerendered question to who has not chosen. */
export const prerenderScript = prerendered;

/**
 * The guard's text, to stand inline in a page; a policy allows it by its hash. For a configuration with `enforce`
 * (`guard(true)`, `guard('first')`) it begins with what gives a page the policy of the stored choice, or of none.
 */
export function guard(enforce: Config['enforce'] = false): string {
  return (enforce ? (enforce == 'first' ? first : injected) + '\n' : '') + barrier;
}
