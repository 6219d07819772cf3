/** Puts a snippet into a finished page, where it must stand; done again, it takes the place of the earlier one. */

const BEGIN = '<!-- Sluis, written by its build -->';
const END = '<!-- /Sluis -->';
const EARLIER = new RegExp(`${BEGIN}[^]*?${END}\\r?\\n?`, 'g');

const ATTRIBUTES = `(?:"[^"]*"|'[^']*'|[^'">])*`;
/** A comment, an element whose content is not markup, or a tag. */
const TOKEN = new RegExp(
  `<!--[^]*?-->|<(script|style|title|noscript|template|textarea)\\b${ATTRIBUTES}>[^]*?</\\1\\s*>|<[!/]?([a-z][a-z0-9-]*)${ATTRIBUTES}>`,
  'gi',
);

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

function place(html: string): { at: number; charset: string[] } | undefined {
  let start: number | undefined;
  let loads: number | undefined;
  for (const { 0: token, 1: whole, 2: tag, index } of html.matchAll(TOKEN)) {
    const name = (whole || tag || '').toLowerCase();
    if (['doctype', 'html', 'head'].includes(name) && token[1] != '/') start = index + token.length;
    else if (name == 'meta' && /charset/i.test(token)) {
      return loads == undefined ? { at: index + token.length, charset: [] } : { at: loads, charset: [token] };
    } else if (['script', 'style', 'link', 'noscript', 'template'].includes(name)) loads = loads ?? index;
    // Empty for a comment. Anything else is the end of the head, written or not.
    else if (!['', 'meta', 'title', 'base'].includes(name)) break;
  }
  return start == undefined ? undefined : { at: loads ?? start, charset: [] };
}
