import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  parseDocument,
  visit,
  type Node as YamlNode,
} from 'yaml';
import type { Parsed } from './json';
import * as l10n from './l10n';
import type { Problem } from './problem';
import { type Span, span } from './span';
import type { Member, Node, StringNode } from './tree';

/** Longer YAML is not read: no build action comes near it, and the parser is slow on hostile text. */
const MAX_TEXT = 1_000_000;

/** More values than any build action has; aliases that multiply end here. */
const MAX_NODES = 50_000;

const MAX_DEPTH = 200;

/** Reads a YAML text (core schema, first document) into the same tree as JSON. Never throws. */
export function parseYaml(text: string): Parsed {
  const whole = span(0, Math.min(text.length, 1));
  if (text.length > MAX_TEXT) return refuse(whole, l10n.t('the file is too large for a build action'));
  if (flowDepth(text) > MAX_DEPTH)
    return refuse(whole, l10n.t('nothing may be nested deeper than {0} levels', MAX_DEPTH));
  try {
    const document = parseDocument(text, {
      schema: 'core',
      strict: false,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    const problems: Problem[] = document.errors.slice(0, 100).map(({ code, pos, message }) => ({
      kind: 'syntax',
      span: span(pos[0], Math.max(pos[0], pos[1])),
      message: faultOf(code, message),
    }));
    const converting: Converting = { text, left: MAX_NODES, targets: targetsOf(document) };
    return { root: convert(converting, document.contents, 0), problems, comments: commentsOf(text) };
  } catch {
    return refuse(whole, l10n.t('the text is nested too deep or is no YAML'));
  }
}

/** More comments than any build action has. */
const MAX_COMMENTS = 5000;

/** Where comments stand. The lexer gives every unit of the text in order, and beside it marks of one control character. */
function commentsOf(text: string): Span[] {
  const comments: Span[] = [];
  if (!text.includes('#')) return comments;
  let at = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    const isMark = MARKS.has(token) && !isScalar;
    if (isMark) {
      isScalar = token === SCALAR;
      continue;
    }
    if (!text.startsWith(token, at)) return comments;
    if (token.startsWith('#') && !isScalar) comments.push(span(at, at + token.length));
    if (comments.length >= MAX_COMMENTS) return comments;
    at += token.length;
    isScalar = false;
  }
  return comments;
}

/** Before a scalar; the others stand at a document's start and at the end of a flow that lacks its bracket. */
const SCALAR = '\u001f';
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', SCALAR]);

/** The deepest nesting of brackets, those in strings included: the parser is recursive and slow on them. */
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 91 || unit === 123) deepest = Math.max(deepest, ++depth);
    else if (unit === 93 || unit === 125) depth = Math.max(0, depth - 1);
  }
  return deepest;
}

/** What the parser minds, as a clause. Its own messages are English, so they only tell apart what has one code. */
function faultOf(code: ErrorCode, message: string): string {
  switch (code) {
    case 'MISSING_CHAR':
      return missing(message);
    case 'BAD_INDENT':
      return l10n.t('the indentation does not fit the lines around it, or a bracket is never closed');
    case 'TAB_AS_INDENT':
      return l10n.t('a tab cannot indent in YAML: use spaces');
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return l10n.t('a key and its colon must stand on one line');
    case 'BLOCK_AS_IMPLICIT_KEY':
      return l10n.t('no list or second key can begin here: put a text in quotes, or begin a new line');
    case 'BLOCK_IN_FLOW':
      return l10n.t('what stands between brackets needs brackets of its own here');
    case 'BAD_SCALAR_START':
      return l10n.t('a text that begins with this character needs quotes');
    case 'BAD_DQ_ESCAPE':
      return l10n.t('the string holds an escape that YAML does not know');
    case 'MULTIPLE_ANCHORS':
      return l10n.t('a value takes one anchor only');
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
      return l10n.t('the anchor or alias is not one that YAML knows');
    case 'MULTIPLE_TAGS':
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
      return l10n.t('the tag is not one that YAML knows here');
    case 'BAD_DIRECTIVE':
      return l10n.t('the directive is not one that YAML knows');
    case 'RESOURCE_EXHAUSTION':
      return l10n.t('the text is nested too deep or is no YAML');
    default:
      return l10n.t('this cannot stand here in YAML');
  }
}

function missing(message: string): string {
  if (/quote/.test(message)) return l10n.t('the closing quotation mark is missing');
  if (/white ?space|[Mm]issing space/.test(message)) return l10n.t('a blank is missing here');
  if (/[Mm]issing ,/.test(message)) return l10n.t('a comma is missing before this');
  return l10n.t('something is missing here: a colon, a comma, a bracket or a dash');
}

function refuse(where: Span, message: string): Parsed {
  return { root: undefined, problems: [{ kind: 'syntax', span: where, message }] };
}

interface Converting {
  readonly text: string;
  left: number;
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<unknown, YamlNode>;
}

/**
 * What each alias stands for: the last node before it that has its anchor. An alias asked for that itself would walk the
 * whole document.
 */
function targetsOf(document: Document): ReadonlyMap<unknown, YamlNode> {
  const anchored = new Map<string, YamlNode>();
  const targets = new Map<unknown, YamlNode>();
  visit(document, {
    Node(_, node) {
      const target = isAlias(node) ? anchored.get(node.source) : undefined;
      if (target) targets.set(node, target);
      else if (!isAlias(node) && node.anchor) anchored.set(node.anchor, node);
    },
  });
  return targets;
}

function convert(converting: Converting, node: unknown, depth: number): Node | undefined {
  if (--converting.left < 0 || depth > MAX_DEPTH) return undefined;
  if (isAlias(node)) {
    const target = convert(converting, converting.targets.get(node), depth + 1);
    return target && { ...target, span: spanOf(node) };
  }
  if (isMap(node)) {
    const members = node.items.flatMap((pair) => member(converting, pair, depth));
    return { type: 'object', span: spanOf(node), members, commented: false };
  }
  if (isSeq(node)) {
    const items = node.items.flatMap((item) => convert(converting, item, depth + 1) ?? []);
    return { type: 'array', span: spanOf(node), items, commented: false, flow: node.flow === true };
  }
  return isScalar(node) ? scalar(converting.text, node) : undefined;
}

function member(converting: Converting, { key, value }: Pair, depth: number): Member[] {
  if (!isScalar(key)) return [];
  const name = scalar(converting.text, key);
  const text: StringNode =
    name.type === 'string'
      ? name
      : { type: 'string', span: name.span, inner: name.span, value: String(key.value) };
  const inner = convert(converting, value, depth + 1);
  return [{ key: text, value: inner, span: span(text.span.start, inner?.span.end ?? text.span.end) }];
}

const STYLES = {
  QUOTE_DOUBLE: 'yaml-double',
  QUOTE_SINGLE: 'yaml-single',
  BLOCK_LITERAL: 'yaml-block',
  BLOCK_FOLDED: 'yaml-block',
} as const;

function scalar(
  text: string,
  node: { value: unknown; type?: string; range?: unknown },
): Exclude<Node, { type: 'object' | 'array' | 'reference' }> {
  const where = spanOf(node);
  const { value } = node;
  if (typeof value === 'number') return { type: 'number', span: where, value };
  if (typeof value === 'boolean') return { type: 'boolean', span: where, value };
  if (value === null || value === undefined) return { type: 'null', span: where, value: null };
  const style = STYLES[node.type as keyof typeof STYLES] ?? 'yaml-plain';
  return { type: 'string', span: where, inner: innerOf(text, where, style), value: String(value), style };
}

/** Between the quotes; for a block, from its first line on. */
function innerOf(text: string, where: Span, style: NonNullable<StringNode['style']>): Span {
  if (style === 'yaml-double' || style === 'yaml-single')
    return span(where.start + 1, Math.max(where.start + 1, where.end - 1));
  if (style !== 'yaml-block') return where;
  const line = text.indexOf('\n', where.start);
  return span(line < 0 || line >= where.end ? where.start : line + 1, where.end);
}

function spanOf(node: unknown): Span {
  const range = (node as YamlNode | null)?.range;
  return range ? span(range[0], range[1]) : span(0, 0);
}
