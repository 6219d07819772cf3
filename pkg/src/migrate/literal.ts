/**
 * What a script says, without running it: literals, and names that stand for them. Nothing of the file is executed, so
 * a configuration from anywhere can be read; what only running would tell is an `Opaque` with its text.
 */

import { parse } from 'acorn';

/** A value that is not written out: a function, a call, something imported. */
export class Opaque {
  constructor(readonly text: string, readonly kind: 'function' | 'expression') {}
}

/** A call in a script, with what was given to it as far as it is written out. */
export interface Call {
  /** Such as `CookieConsent.run`. */
  name: string;
  given: unknown[];
}

export interface Script {
  calls: Call[];
  /** What names and their members were set to, by their dotted name; `exports` for what a module exports. */
  set: Map<string, unknown>;
}

type Node = any;

/** @throws SyntaxError that names line and column. */
export function readScript(text: string): Script {
  const options = { ecmaVersion: 'latest', allowHashBang: true, allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true } as const;
  let tree: Node;
  try {
    tree = parse(text, { ...options, sourceType: 'module' });
  } catch (error) {
    try {
      tree = parse(text, { ...options, sourceType: 'script' });
    } catch {
      throw new SyntaxError((error as Error).message);
    }
  }
  const names = new Map<string, Node>();
  const script: Script = { calls: [], set: new Map() };
  const source = (node: Node) => text.slice(node.start, node.end);
  const limit = { left: 200_000 };

  // Once each, and not within itself.
  const known = new Map<string, unknown>();
  const named = (name: string, deep: number): unknown => {
    if (!known.has(name)) {
      known.set(name, new Opaque(name, 'expression'));
      known.set(name, value(names.get(name), deep));
    }
    return known.get(name);
  };

  const value = (node: Node, deep = 0): unknown => {
    const opaque = (kind: 'function' | 'expression' = 'expression') => new Opaque(source(node), kind);
    if (--limit.left < 0 || deep > 60) return opaque();
    const inner = (next: Node) => value(next, deep + 1);
    switch (node.type) {
      case 'Literal':
        // A regular expression is kept as its text: it may come from anywhere and is never run.
        return node.regex ? new Pattern(node.regex.pattern, node.regex.flags) : node.value;
      case 'TemplateLiteral': {
        const parts = node.expressions.map(inner);
        if (!parts.every((part: unknown) => ['string', 'number'].includes(typeof part))) return opaque();
        return node.quasis.map((quasi: Node, place: number) => quasi.value.cooked + (parts[place] ?? '')).join('');
      }
      case 'ArrayExpression':
        return node.elements.flatMap((element: Node) => {
          if (!element) return [undefined];
          if (element.type != 'SpreadElement') return [inner(element)];
          const spread = inner(element.argument);
          return Array.isArray(spread) ? spread : [spread];
        });
      case 'ObjectExpression': {
        const found: Record<string, unknown> = {};
        for (const member of node.properties) {
          if (member.type == 'SpreadElement') {
            const spread = inner(member.argument);
            if (isPlain(spread)) for (const [key, own] of Object.entries(spread)) define(found, key, own);
            else define(found, `...${source(member.argument)}`, spread);
            continue;
          }
          const key = member.computed ? inner(member.key) : member.key.name ?? member.key.value;
          define(found, typeof key == 'string' || typeof key == 'number' ? String(key) : `[${source(member.key)}]`, member.kind == 'init' ? inner(member.value) : new Opaque(source(member), 'function'));
        }
        return found;
      }
      case 'Identifier':
        if (node.name == 'undefined') return undefined;
        return names.has(node.name) ? named(node.name, deep + 1) : opaque();
      case 'MemberExpression': {
        const name = dotted(node);
        if (name && script.set.has(name)) return script.set.get(name);
        const owner = inner(node.object);
        const key = node.computed ? inner(node.property) : node.property.name;
        if ((isPlain(owner) || Array.isArray(owner)) && Object.prototype.hasOwnProperty.call(owner, key as string)) return (owner as any)[key as string];
        return opaque();
      }
      case 'UnaryExpression': {
        const operand = inner(node.argument);
        if (node.operator == '!' && typeof operand != 'object') return !operand;
        if (node.operator == '-' && typeof operand == 'number') return -operand;
        if (node.operator == 'void') return undefined;
        return opaque();
      }
      case 'BinaryExpression': {
        const [left, right] = [inner(node.left), inner(node.right)];
        if (node.operator == '+' && [left, right].every((side) => typeof side == 'string' || typeof side == 'number')) return (left as any) + (right as any);
        if (node.operator == '*' && typeof left == 'number' && typeof right == 'number') return left * right;
        return opaque();
      }
      case 'NewExpression':
      case 'CallExpression': {
        const called = dotted(node.callee);
        const given = node.arguments.map(inner);
        if (called == 'RegExp' && given.every((part: unknown) => typeof part == 'string')) return new Pattern(given[0] ?? '', given[1] ?? '');
        // Helpers that give back what they are given, for the sake of types.
        if (/^define\w*$|^Object\.freeze$/.test(called || '') && given.length) return given[0];
        return opaque();
      }
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return opaque('function');
      case 'AssignmentExpression':
        return inner(node.right);
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
        return inner(node.expression || node.argument);
      case 'LogicalExpression': {
        // `(x = x || [])` is how queues are made: what is written out is what counts.
        const right = inner(node.right);
        return node.operator == '||' && right instanceof Opaque ? inner(node.left) : right;
      }
      default:
        return opaque();
    }
  };

  // Names first: what is declared below may be used above.
  const declare = (node: Node): void => {
    if (node?.type == 'VariableDeclarator' && node.id.type == 'Identifier' && node.init) names.set(node.id.name, node.init);
    each(node, declare);
  };
  const each = (node: Node, work: (node: Node) => void): void => {
    for (const part of Object.values<any>(node)) {
      if (Array.isArray(part)) part.forEach((item) => item && typeof item.type == 'string' && work(item));
      else if (part && typeof part.type == 'string') work(part);
    }
  };
  declare(tree);

  const visit = (node: Node): void => {
    if (node.type == 'VariableDeclarator' && node.id.type == 'Identifier' && node.init) script.set.set(node.id.name, value(node.init));
    if (node.type == 'FunctionDeclaration' && node.id) script.set.set(node.id.name, new Opaque(source(node), 'function'));
    if (node.type == 'AssignmentExpression' && node.operator == '=') {
      const name = dotted(node.left);
      if (name) {
        script.set.set(bare(name), value(node.right));
        if (node.left.type == 'Identifier') {
          names.set(name, node.right);
          known.delete(name);
        }
        if (name == 'module.exports' || name == 'exports.default') script.set.set('exports', value(node.right));
      }
    }
    if (node.type == 'ExportDefaultDeclaration') script.set.set('exports', value(node.declaration));
    if (node.type == 'CallExpression' || node.type == 'NewExpression') {
      const name = dotted(node.callee);
      if (name) script.calls.push({ name: bare(name), given: node.arguments.map((part: Node) => value(part)) });
    }
    each(node, visit);
  };
  visit(tree);
  return script;
}

/** A regular expression as text. */
export class Pattern {
  constructor(readonly source: string, readonly flags: string) {}
}

export const isPlain = (value: unknown): value is Record<string, unknown> => !!value && Object.getPrototypeOf(value) == Object.prototype;

/** As the file has it, also for a member that is called `__proto__`. */
const define = (owner: object, key: string, value: unknown) => Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });

const bare = (name: string) => name.replace(/^(window|globalThis|self)\./, '');

/** `a.b.c`, where that is what is written; a call or `(a.b = a.b || [])` in it stands for what it is about. */
function dotted(node: Node): string | undefined {
  if (node.type == 'Identifier') return node.name;
  if (node.type == 'ThisExpression') return 'this';
  if (node.type == 'ParenthesizedExpression') return dotted(node.expression);
  if (node.type == 'AssignmentExpression') return dotted(node.left);
  if (node.type == 'ChainExpression') return dotted(node.expression);
  if (node.type == 'CallExpression') return dotted(node.callee);
  if (node.type != 'MemberExpression') return undefined;
  const owner = dotted(node.object);
  const key = node.computed ? (node.property.type == 'Literal' ? String(node.property.value) : undefined) : node.property.name;
  return owner && key ? `${owner}.${key}` : undefined;
}
