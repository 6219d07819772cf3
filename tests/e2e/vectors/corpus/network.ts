import type { Family } from './vector.ts';

const quiet = `.catch(() => {})`;

export const network: Family = {
  name: 'Requests without an element',
  vectors: [
    { id: 'fetch', js: `fetch('$gif')${quiet};`, told: true },
    { id: 'fetch-url', js: `fetch(new URL('$gif'))${quiet};`, told: true },
    { id: 'fetch-request', js: `fetch(new Request('$gif'))${quiet};`, told: true },
    { id: 'fetch-request-copy', js: `fetch(new Request(new Request('$gif'), { method: 'POST' }))${quiet};`, told: true },
    { id: 'fetch-object', js: `fetch({ toString: () => '$gif' })${quiet};`, told: true },
    { id: 'fetch-decoy', js: `fetch({ url: '/own.gif', toString: () => '$gif' })${quiet};`, told: true },
    { id: 'fetch-realm-request', js: `const f = document.createElement('iframe'); here.append(f); fetch(new f.contentWindow.Request('$gif'))${quiet};`, told: true },
    { id: 'fetch-no-cors', js: `fetch('$gif', { mode: 'no-cors' })${quiet};`, told: true },
    { id: 'fetch-post', js: `fetch('$gif', { method: 'POST', body: 'x', credentials: 'include' })${quiet};`, told: true },
    { id: 'fetch-keepalive', js: `fetch('$gif', { keepalive: true })${quiet};`, told: true },
    { id: 'fetch-called', js: `fetch.call(window, '$gif')${quiet};`, told: true },
    { id: 'fetch-later', js: `if (window.fetchLater) fetchLater('$gif', { activateAfter: 0 });`, told: true, late: true },
    { id: 'xhr', js: `const x = new XMLHttpRequest(); x.open('GET', '$gif'); x.send();`, told: true },
    { id: 'xhr-url', js: `const x = new XMLHttpRequest(); x.open('GET', new URL('$gif')); x.send();`, told: true },
    { id: 'xhr-post', js: `const x = new XMLHttpRequest(); x.open('POST', '$gif'); x.send('x');`, told: true },
    { id: 'xhr-sync', js: `const x = new XMLHttpRequest(); x.open('GET', '$gif', false); try { x.send(); } catch {}`, told: true },
    { id: 'xhr-subclass', js: `const x = new (class extends XMLHttpRequest {})(); x.open('GET', '$gif'); x.send();`, told: true },
    { id: 'beacon', js: `navigator.sendBeacon('$gif', 'x');`, told: true },
    { id: 'beacon-called', js: `Navigator.prototype.sendBeacon.call(navigator, '$gif');`, told: true },
    { id: 'beacon-pagehide', js: `addEventListener('pagehide', () => navigator.sendBeacon('$gif', 'x'));`, told: true },
    { id: 'beacon-hidden', js: `document.addEventListener('visibilitychange', () => navigator.sendBeacon('$gif', 'x'));`, told: true },
    { id: 'fetch-pagehide', js: `addEventListener('pagehide', () => { fetch('$gif', { keepalive: true, mode: 'no-cors' })${quiet}; });`, told: true },
    { id: 'web-socket', js: `new WebSocket('wss://$host/socket');`, told: true },
    { id: 'web-socket-https', js: `try { new WebSocket('https://$host/socket'); } catch { new WebSocket('wss://$host/socket'); }`, told: true },
    { id: 'web-socket-subclass', js: `new (class extends WebSocket {})('wss://$host/socket');`, told: true },
    { id: 'event-source', js: `new EventSource('$events');`, told: true },
    { id: 'event-source-construct', js: `Reflect.construct(EventSource, ['$events']);`, told: true },
    { id: 'font-face', js: `new FontFace('x', 'url($font)').load().catch(() => {});`, told: true, late: true },
    { id: 'worklet', js: `const a = new OfflineAudioContext(1, 1, 8000); a.audioWorklet.addModule('$js').catch(() => {});`, told: true, late: true },
    { id: 'paint-worklet', js: `if (CSS.paintWorklet) CSS.paintWorklet.addModule('$js').catch(() => {});`, told: true, late: true },
  ],
};

const blob = (code: string, rest = ''): string => `URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }))${rest}`;

export const workers: Family = {
  name: 'Workers',
  vectors: [
    { id: 'worker-blob', js: `new Worker(${blob(`importScripts('$js')`)});`, runs: true, told: true, late: true },
    { id: 'worker-blob-fetch', js: `new Worker(${blob(`fetch('$gif').catch(() => {})`)});`, told: true, late: true },
    { id: 'worker-blob-module', js: `new Worker(${blob(`import '$js'`)}, { type: 'module' });`, runs: true, told: true, late: true },
    { id: 'worker-blob-dynamic', js: `new Worker(${blob(`import('$js').catch(() => {})`)}, { type: 'module' });`, runs: true, told: true, late: true },
    { id: 'worker-data', js: `new Worker("data:text/javascript,importScripts('$js')");`, runs: true, told: true, late: true },
    { id: 'shared-worker-blob', js: `new SharedWorker(${blob(`importScripts('$js')`)});`, runs: true, told: true, late: true },
    { id: 'worker-own-file', js: `new Worker('/worker.js?$js');`, runs: true, told: true, open: 'worker-file' },
    { id: 'shared-worker-own-file', js: `new SharedWorker('/worker.js?$js');`, runs: true, told: true, open: 'worker-file' },
  ],
};
