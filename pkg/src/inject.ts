/** Puts a snippet into a finished page, where it must stand; done again, it takes the place of the earlier one. */

const BEGIN = '<!-- Sluis, written by its build -->';
const END = '<!-- /Sluis -->';
const EARLIER = new RegExp(`${BEGIN}[^]*?${END}\\r?\\n?`, 'g');

const ATTRIBUTES = `(?:"[^"]*"|'[^']*'|[^'">])*`;
const WHOLE = 'script|style|title|noscript|template';
/** What a head consists of: a comment, an element whose content is not markup, or a tag; and space before it. */
const TOKEN = new RegExp(
  `(\\s*)(?:<!--[^]*?-->|<\\?[^>]*>|<(${WHOLE})\\b${ATTRIBUTES}>[^]*?</\\2\\s*>|<[!/]?(?!(?:${WHOLE})\\b)([a-z][a-z0-9-]*)${ATTRIBUTES}>)`,
  'giy',
);
/** Also where the page was read byte by byte. */
const BYTE_ORDER_MARK = /^(\ufeff|\u00ef\u00bb\u00bf)?/;

/**
 * The page with the snippet right after `<meta charset>`, before everything that loads. Where something stands before
 * that meta already, the meta is repeated in front of the snippet: a browser looks for it in the first 1,024 bytes.
 *
 * @returns null when this is no page but a piece of one: it has no `<!doctype>`, `<html>` or `<head>`.
 */
export function inject(html: string, snippet: string): string | null {
  const clean = html.replace(EARLIER, '');
  const found = place(clean);
  if (!found) return null;
  const { at, charset } = found;
  const before = clean.slice(0, at).replace(/([^\n])$/, '$1\n');
  return `${before}${[BEGIN, ...charset, snippet, END].join('\n')}\n${clean.slice(at).replace(/^\r?\n/, '')}`;
}

/** The page with this first in its body, where an earlier `inject` has left nothing of the kind; null when it has no `<body>`. */
export function begin(html: string, first: string): string | null {
  for (const { name, opens, end } of tokens(html)) {
    if (name == 'body' && opens) return [html.slice(0, end), BEGIN, first, END, html.slice(end)].join('');
  }
  return null;
}

function place(html: string): { at: number; charset: string[] } | undefined {
  let start: number | undefined;
  let loads: number | undefined;
  for (const { name, opens, text, at, end } of tokens(html)) {
    if (['doctype', 'html', 'head'].includes(name) && opens) start = end;
    else if (name == 'meta' && /charset/i.test(text)) {
      return loads == undefined ? { at: end, charset: [] } : { at: loads, charset: [text] };
    } else if (['script', 'style', 'link', 'noscript', 'template'].includes(name)) loads = loads ?? at;
    // Empty for a comment.
    else if (!['', 'meta', 'title', 'base'].includes(name)) break;
  }
  return start == undefined ? undefined : { at: loads ?? start, charset: [] };
}

/** What a page begins with, up to its first text: text ends the head, as it does for a browser. */
function* tokens(html: string) {
  TOKEN.lastIndex = BYTE_ORDER_MARK.exec(html)![0].length;
  for (let found = TOKEN.exec(html); found; found = TOKEN.exec(html)) {
    const { 0: token, 1: space, 2: whole, 3: tag, index } = found;
    const text = token.slice(space.length);
    yield { name: (whole || tag || '').toLowerCase(), opens: text[1] != '/', text, at: index + space.length, end: TOKEN.lastIndex };
  }
}
