/** One visitor with an empty profile: opens pages, makes a choice, and keeps what the browser did meanwhile. */

import { carried, links, scroll, stored } from './look';
import { inWords } from './unreachable';
import type { Pipe } from './pipe';
import type { Moment, Page, Request, Storage } from './types';

/** One cookie or key, before anybody has judged it. */
export interface Raw {
  name: string;
  storage: Storage;
  host: string;
  path?: string;
  httpOnly?: boolean;
  secure?: boolean;
  sameSite?: string;
  partition?: string;
  expires?: number;
  page: string;
  moment: Moment;
}

interface Session {
  id: string;
  type: string;
}

/** Requests that stay open for as long as the page does. */
const LASTING = new Set(['EventSource', 'WebSocket', 'Media', 'Ping']);
const LOAD_LIMIT = 20_000;
const QUIET_LIMIT = 6_000;
const QUIET = 500;
/** A body that nobody reads (`fetch` alone) never ends, nor does one that ended while its page changed process. */
const BODY_LIMIT = 1_500;

/** What may belong to a site; the browser's own pages and pop-ups do not. */
const KINDS = ['page', 'iframe', 'worker', 'shared_worker', 'service_worker'];
const ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [...KINDS.map((type) => ({ type })), { exclude: true }] };

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

export class Visit {
  readonly pages: Page[] = [];
  readonly stored = new Map<string, Raw>();
  moment: Moment = 'before';
  #pipe: Pipe;
  #context = '';
  #target = '';
  #main = '';
  #sessions = new Map<string, Session>();
  #open = new Map<string, { request: Request; start: number; frame: string; answered?: number }>();
  #page: Page | undefined;
  /** What the browser's own process saw leave: a page in a new process can ask before its own process is listened to. */
  #left: { url: string; method: string; type: string; at: number; moment: Moment }[] = [];
  /** The clock of the browser at the start of this page, and ours. */
  #zero: number | undefined;
  #started = 0;
  #busy = Date.now();
  #loaded = () => {};
  #worker = false;
  #frame = '';
  #document: { status: number; type: string } | undefined;
  #ready = () => {};

  constructor(pipe: Pipe, readonly wait: number) {
    this.#pipe = pipe;
  }

  async start(): Promise<void> {
    this.#listen();
    const { browserContextId } = await this.#pipe.send('Target.createBrowserContext', { disposeOnDetach: true });
    this.#context = browserContextId;
    await this.#pipe.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId });
    const attached = new Promise<void>((done) => (this.#ready = done));
    await this.#pipe.send('Target.setAutoAttach', ATTACH);
    const { targetId } = await this.#pipe.send('Target.createTarget', { url: 'about:blank', browserContextId });
    this.#target = targetId;
    this.#adopt();
    await attached;
  }

  async end(): Promise<void> {
    const context = this.#context;
    this.#context = 'over';
    await this.#pipe.send('Target.disposeBrowserContext', { browserContextId: context });
  }

  /** @returns why the page could not be seen, or null. */
  async open(url: string): Promise<string | null> {
    this.#page = { url, title: '', moment: this.moment, chosen: null, requests: [] };
    this.#zero = undefined;
    this.#started = Date.now();
    this.#document = undefined;
    this.#open.clear();
    this.#left = [];
    const loaded = new Promise<void>((done) => (this.#loaded = done));
    const { errorText } = await this.#pipe.send('Page.navigate', { url }, this.#main, LOAD_LIMIT).catch((error) => ({ errorText: error.message }));
    if (errorText == 'net::ERR_ABORTED') return 'it is a download, or nothing came';
    if (errorText) return inWords(errorText);
    let patience: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([loaded, new Promise((done) => (patience = setTimeout(done, LOAD_LIMIT)))]);
    // A timer that is left keeps Node from ending.
    clearTimeout(patience);
    await this.settle();
    const about = await this.run(() => ({ type: document.contentType, title: document.title, url: location.href })).catch(() => undefined);
    if (!about) return 'the page does not answer';
    const { status } = this.#document || { status: 0 };
    if (status >= 400) return `the server answers ${status}`;
    if (!/html/.test(about.type)) return `it is ${about.type}, not a page`;
    Object.assign(this.#page, { url: about.url, title: about.title });
    this.pages.push(this.#page);
    if (await this.run(scroll).catch(() => false)) await this.settle();
    return null;
  }

  /** Until nothing has been asked for in a while, and what the options add to that. */
  async settle(): Promise<void> {
    const limit = Date.now() + QUIET_LIMIT;
    this.#busy = Date.now();
    const pending = () =>
      [...this.#open.values()].some(
        ({ request, answered }) => request.took == null && !LASTING.has(request.type) && !(Date.now() - answered! > BODY_LIMIT),
      );
    while (Date.now() < limit && (pending() || Date.now() - this.#busy < QUIET)) await pause(50);
    await pause(this.wait);
    const requests = this.#page?.requests || [];
    for (const { url, method, type, at, moment } of this.#left.splice(0)) {
      if (requests.some((known) => known.url == url)) continue;
      requests.push({ url, host: new URL(url).hostname, method, type, at, took: null, status: null, initiator: 'other', blocked: null, moment });
    }
    requests.sort((one, other) => one.at - other.at);
  }

  /** Notes everything that is stored now. */
  async note(): Promise<void> {
    const page = this.#page?.url || '';
    const { cookies } = await this.#pipe.send('Storage.getCookies', { browserContextId: this.#context });
    for (const { name, domain, path, expires, session, httpOnly, secure, sameSite, partitionKey } of cookies) {
      const partition = typeof partitionKey == 'string' ? partitionKey : partitionKey?.topLevelSite;
      const host = domain.replace(/^\./, '');
      this.#keep({ name, storage: 'cookie', host, path, httpOnly, secure, sameSite, partition, expires: session ? undefined : expires, page, moment: this.moment });
    }
    for (const { origin, found } of await this.#everywhere(stored)) {
      const host = /^\w+:\/\//.test(origin) ? new URL(origin).hostname : '';
      for (const [storage, name] of found) this.#keep({ name, storage: storage as Storage, host, page, moment: this.moment });
    }
  }

  links = (): Promise<string[]> => this.run(links).catch(() => []);
  carried = () => this.run(carried);

  /** Runs in the page's own world: only to ask `window.sluis`. */
  async sluis(): Promise<{ ready: boolean; valid: boolean; asked: boolean; decided: boolean } | null> {
    const { result } = await this.#pipe
      .send('Runtime.evaluate', { expression: 'window.sluis && window.sluis.state ? window.sluis.state() : null', returnByValue: true }, this.#main)
      .catch(() => ({ result: {} }));
    return result?.value || null;
  }

  /** Clicks as a mouse does: what asks for a gesture of the visitor gets one. */
  async click(place: { x: number; y: number }): Promise<void> {
    const mouse = (type: string, more = {}) => this.#pipe.send('Input.dispatchMouseEvent', { type, ...place, ...more }, this.#main);
    await mouse('mouseMoved');
    await mouse('mousePressed', { button: 'left', clickCount: 1 });
    await mouse('mouseReleased', { button: 'left', clickCount: 1 });
  }

  /** From now on what is seen counts as after this choice. */
  chose(moment: Moment): void {
    this.moment = moment;
    if (this.#page) Object.assign(this.#page, { moment, chosen: Date.now() - this.#started });
  }

  /** Calls a function in the page's main frame, in a world of its own. */
  async run<Given extends any[], Result>(work: (...given: Given) => Result, ...given: Given): Promise<Awaited<Result>> {
    const { frameTree } = await this.#pipe.send('Page.getFrameTree', {}, this.#main);
    return this.#call<Awaited<Result>>(this.#main, frameTree.frame.id, `(${work})(${given.map((value) => JSON.stringify(value))})`);
  }

  async #everywhere<Result>(work: () => Result): Promise<Awaited<Result>[]> {
    const results: Awaited<Result>[] = [];
    for (const { id, type } of this.#sessions.values()) {
      if (type != 'page' && type != 'iframe') continue;
      const tree = await this.#pipe.send('Page.getFrameTree', {}, id, 3_000).catch(() => null);
      const frames = (branch: any): string[] => (branch ? [branch.frame.id, ...(branch.childFrames || []).flatMap(frames)] : []);
      for (const frame of frames(tree?.frameTree)) {
        // A frame may go while it is being asked.
        await this.#call<Awaited<Result>>(id, frame, `(${work})()`, 3_000).then((result) => results.push(result), () => {});
      }
    }
    return results;
  }

  async #call<Result>(session: string, frameId: string, expression: string, patience?: number): Promise<Result> {
    const { executionContextId } = await this.#pipe.send('Page.createIsolatedWorld', { frameId, worldName: 'scan' }, session, patience);
    const asked = { contextId: executionContextId, expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#pipe.send('Runtime.evaluate', asked, session, patience);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  }

  #keep(raw: Raw): void {
    const key = [raw.moment, raw.storage, raw.host, raw.path, raw.partition, raw.name].join(' ');
    if (!this.stored.has(key)) this.stored.set(key, raw);
  }

  #adopt(): void {
    const main = [...this.#sessions.values()].find(({ id }) => this.#targets.get(id) == this.#target);
    if (main) {
      this.#main = main.id;
      this.#ready();
    }
  }

  #targets = new Map<string, string>();

  #listen(): void {
    const on = (method: string, hear: (params: any, session: string) => void) =>
      this.#pipe.on(method, (params, session) => {
        if (!session || this.#sessions.has(session)) hear(params, session!);
      });
    on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
      const own = targetInfo.browserContextId == this.#context && !targetInfo.url.startsWith('chrome');
      if (own) {
        this.#sessions.set(sessionId, { id: sessionId, type: targetInfo.type });
        this.#targets.set(sessionId, targetInfo.targetId);
        if (targetInfo.type == 'service_worker') this.#worker = true;
      }
      void this.#watch(sessionId, targetInfo, waitingForDebugger, own);
    });
    on('Target.detachedFromTarget', ({ sessionId }) => this.#sessions.delete(sessionId));
    on('Page.loadEventFired', (_, session) => session == this.#main && this.#loaded());
    on('Page.javascriptDialogOpening', (_, session) => void this.#pipe.send('Page.handleJavaScriptDialog', { accept: true }, session).catch(() => {}));
    on('Fetch.requestPaused', ({ requestId, request: { url, method }, resourceType }, session) => {
      void this.#pipe.send('Fetch.continueRequest', { requestId }, session).catch(() => {});
      this.#busy = Date.now();
      if (/^https?:/.test(url)) this.#left.push({ url, method, type: resourceType, at: Date.now() - this.#started, moment: this.moment });
    });
    on('Network.requestWillBeSent', (params, session) => this.#asked(params, session));
    on('Network.webSocketCreated', ({ requestId, url, initiator }) => this.#begin(requestId, url, 'GET', 'WebSocket', initiator, undefined, ''));
    on('Network.responseReceived', ({ requestId, response, type, frameId }, session) => {
      const found = this.#open.get(requestId);
      if (found) {
        found.request.status = response.status;
        found.answered = Date.now();
      }
      if (found && response.fromServiceWorker) found.request.blocked = 'answered by the service worker';
      if (session == this.#main && type == 'Document' && frameId == this.#frame) this.#document = { status: response.status, type: response.mimeType };
    });
    on('Network.loadingFinished', ({ requestId, timestamp }) => this.#finish(requestId, timestamp));
    on('Network.loadingFailed', ({ requestId, timestamp, blockedReason, errorText }) => {
      const found = this.#open.get(requestId);
      if (found && blockedReason) found.request.blocked = blockedReason;
      // A worker that refuses answers with an error, and then nothing went out.
      else if (found && this.#worker && errorText == 'net::ERR_FAILED' && found.request.status == null) found.request.blocked = 'refused by the service worker';
      this.#finish(requestId, timestamp);
    });
  }

  async #watch(session: string, { targetId, type }: any, waiting: boolean, own: boolean): Promise<void> {
    const send = (method: string, params = {}) => this.#pipe.send(method, params, session).catch(() => undefined);
    const ready = own
      ? [
          send('Network.enable'),
          send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
          ...(type == 'page' || type == 'iframe' ? [send('Page.enable'), send('Runtime.enable')] : []),
          send('Target.setAutoAttach', ATTACH),
        ]
      : [];
    // All are answered in order; the last lets the target go on.
    if (waiting) ready.push(send('Runtime.runIfWaitingForDebugger'));
    await Promise.all(ready);
    if (own && targetId == this.#target) this.#adopt();
  }

  #asked({ requestId, request, timestamp, type, initiator, redirectResponse, frameId, documentURL }: any, session: string): void {
    const before = this.#open.get(requestId);
    if (before && redirectResponse) {
      before.request.status = redirectResponse.status;
      this.#finish(requestId, timestamp);
    }
    if (session == this.#main && type == 'Document' && this.#zero == undefined) {
      this.#zero = timestamp;
      this.#frame = frameId;
    }
    if (!/^(https?|wss?):/.test(request.url)) return;
    this.#begin(requestId, request.url, request.method, type || 'Other', initiator, timestamp, documentURL);
  }

  #begin(key: string, url: string, method: string, type: string, initiator: any, timestamp: number | undefined, frame: string): void {
    if (!this.#page) return;
    const start = timestamp ?? (this.#zero || 0) + (Date.now() - this.#started) / 1000;
    const at = Math.max(0, Math.round((start - (this.#zero ?? start)) * 1000));
    const from = initiator?.url || initiator?.stack?.callFrames?.[0]?.url || initiator?.type || 'other';
    const request: Request = { url, host: new URL(url).hostname, method, type, at, took: null, status: null, initiator: from, blocked: null, moment: this.moment };
    this.#busy = Date.now();
    this.#open.set(key, { request, start, frame });
    this.#page.requests.push(request);
  }

  #finish(key: string, timestamp: number): void {
    const found = this.#open.get(key);
    if (!found) return;
    found.request.took = Math.max(0, Math.round((timestamp - found.start) * 1000));
    this.#busy = Date.now();
  }
}
