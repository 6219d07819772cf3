import assert from 'node:assert/strict';
import { inject } from 'sluis/node';

const MARKED = '<!-- Sluis, written by its build -->\nSNIPPET $& $1\n<!-- /Sluis -->\n';
const put = (html) => inject(html, 'SNIPPET $& $1');

// [what the page is, the page with | where the snippet belongs]
const pages = [
  ['as it should be', '<!doctype html><html><head><meta charset="utf-8">\n|<title>x</title></head>'],
  ['on one line', '<!DOCTYPE html><HTML><HEAD><META CHARSET=utf-8>\n|<TITLE>x</TITLE>'],
  ['declared the old way', '<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n|<link rel=icon>'],
  ['with a title first', '<head><title>charset</title><meta charset="utf-8">\n|<link rel="icon">'],
  ['with a comment that looks like it', '<!doctype html><head><!-- <meta charset="x"> <script> --><meta charset="utf-8">\n|</head>'],
  ['with > in an attribute', '<html data-x="<script>" lang="nl"><head data-y=\'>\'><meta name="a" content=">"><meta charset="utf-8">\n|</head>'],
  ['without a charset', '<!doctype html><head>\n|<title>x</title></head><body><p>charset</p><meta charset="x">'],
  ['without a head', '<!doctype html>\n|<title>x</title><h1>x</h1>'],
  ['with a header and no head', '<!doctype html>\n|<header><meta charset="x"></header>'],
  ['with a byte order mark and a prologue', '\ufeff<?xml version="1.0"?><!doctype html><head><meta charset="utf-8"/>\n|</head>'],
  ['with text in the head', '<head>\n|text<meta charset="x"></head>'],
  ['with nothing else', '<html>\n|'],
];
for (const [what, page] of pages) {
  const [before, after] = page.split('|');
  for (const html of [before + after, before.replace(/\n$/, '') + after]) {
    const written = put(html);
    assert.equal(written, before + MARKED + after, what);
    assert.equal(put(written), written, `${what}, again`);
  }
}

// A charset that would be pushed out of the first 1,024 bytes comes along.
const late = '<!doctype html><head>\n<script>"<meta charset=x>"</script><meta charset="utf-8"></head>';
const written = put(late);
assert.equal(written, late.replace('<script>', () => MARKED.replace('SNIPPET', '<meta charset="utf-8">\nSNIPPET') + '<script>'));
assert.equal(put(written), written);

// A newer snippet takes the place of an older one, wherever that stood, and lines may end in CRLF.
const old = `<!doctype html>\r\n<head>\r\n<meta charset="utf-8">\r\n<title>x</title>${MARKED}</head>`;
assert.equal(put(old), `<!doctype html>\r\n<head>\r\n<meta charset="utf-8">\n${MARKED}<title>x</title></head>`);

for (const piece of ['', '<p>x</p>', '<meta charset="utf-8"', '<script src="x"></script>']) assert.equal(put(piece), null, piece);
// Quickly, also when nothing of it ends.
for (const hostile of ['<'.repeat(5e4), '<a "'.repeat(2e4), '<!--'.repeat(2e4), '<script>'.repeat(2e4)]) {
  const began = performance.now();
  put(hostile);
  assert(performance.now() - began < 2000, hostile.slice(0, 8));
}
