import { SyntaxKind } from 'jsonc-parser';
import { braces, closing, type Opened } from './json-closing';
import { type Token, tokenReader } from './json-tokens';
import * as l10n from './l10n';
import type { Problem } from './problem';
import { type Span, span } from './span';
import type { ArrayNode, Member, Node, ObjectNode, StringNode } from './tree';

/** A parsed text: its tree, as far as there is one, and what had to be overcome. */
export interface Parsed {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** Where comments stand, where they are no problem: in YAML. */
  readonly comments?: readonly Span[];
}

/** Deeper nesting than any configuration has; below it a text is not read. */
const MAX_DEPTH = 200;

/** More syntax faults than anyone reads: what has more is not JSON at all. */
const MAX_COMPLAINTS = 1000;

const REFERENCE = /^\$(?:resources|extensibilitySettings|images)\.[^\s,:"'{}[\]]+$/;

/** Reads any text as JSON and never throws: comments, missing pieces and references become problems. */
export function parseJson(text: string): Parsed {
  const problems: Problem[] = [];
  const next = tokenReader(text, problems);
  const state: State = {
    text,
    problems,
    next,
    token: next(),
    end: 0,
    open: [],
    complaints: 0,
    deep: false,
    dangling: false,
  };
  if (at(state, SyntaxKind.EOF)) {
    problems.push({ kind: 'empty', span: span(0, text.length), message: l10n.t('the file is empty') });
    return { root: undefined, problems };
  }
  const root = readRoot(state);
  return { root, problems };
}

/** What the parser knows while it walks; one object a text. */
interface State {
  readonly text: string;
  readonly problems: Problem[];
  readonly next: () => Token;
  token: Token;
  /** The end of the last token read. */
  end: number;
  /** The containers that are open, outermost first. */
  readonly open: Opened[];
  /** How many syntax faults were met. */
  complaints: number;
  deep: boolean;
  /** True when the text stops in the middle of a member, where closing braces alone do not mend it. */
  dangling: boolean;
}

function at(state: State, kind: SyntaxKind): boolean {
  return state.token.kind === kind;
}

function advance(state: State): Token {
  const token = state.token;
  state.end = token.span.end;
  state.token = state.next();
  return token;
}

function complain(state: State, say: () => string, where = state.token.span): void {
  if (++state.complaints > MAX_COMPLAINTS) return;
  const last = state.problems.at(-1);
  if (last?.kind === 'syntax' && last.span.start === where.start) return;
  state.problems.push({ kind: 'syntax', span: where, message: say() });
}

function readRoot(state: State): Node | undefined {
  const start = state.token.span.start;
  while (at(state, SyntaxKind.Unknown) && !REFERENCE.test(state.token.value)) skipUnknown(state);
  let root = readValue(state);
  if (root?.type === 'string' && at(state, SyntaxKind.ColonToken)) root = readBareMembers(state, root, start);
  else if (at(state, SyntaxKind.EOF)) closeTruncated(state);
  if (!at(state, SyntaxKind.EOF) && !state.deep) {
    complain(state, () => l10n.t('nothing may follow the end of the configuration'));
  }
  return root;
}

/** Reads `"key": value, …` that stands without its outer braces, as announcements get pasted. */
function readBareMembers(state: State, first: StringNode, start: number): ObjectNode {
  const members: Member[] = [readMember(state, first)];
  readMembers(state, members);
  const closed = at(state, SyntaxKind.CloseBraceToken);
  if (closed) advance(state);
  const whole = span(start, state.end);
  const truncated = state.open.length > 0;
  state.problems.push({
    kind: 'missing-braces',
    span: span(start, Math.max(first.span.end, start)),
    message: truncated
      ? l10n.t('the outer braces are missing and the text stops before its brackets are closed')
      : l10n.t('the outer braces are missing'),
    ...(state.dangling ? {} : { edits: braces(state.text, start, state.end, state.open, closed) }),
  });
  return { type: 'object', span: whole, members, commented: false };
}

function readValue(state: State): Node | undefined {
  const token = state.token;
  switch (token.kind) {
    case SyntaxKind.OpenBraceToken:
      return nested(state, '}', readObject);
    case SyntaxKind.OpenBracketToken:
      return nested(state, ']', readArray);
    case SyntaxKind.StringLiteral:
      return readString(state);
    case SyntaxKind.NumericLiteral:
      return { type: 'number', span: advance(state).span, value: Number(token.value) };
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
      return { type: 'boolean', span: advance(state).span, value: token.kind === SyntaxKind.TrueKeyword };
    case SyntaxKind.NullKeyword:
      return { type: 'null', span: advance(state).span, value: null };
    case SyntaxKind.Unknown:
      return readUnknown(state);
    default:
      return undefined;
  }
}

function readString(state: State): StringNode {
  const { span: where, value, cut } = advance(state);
  if (cut) state.dangling = true;
  const closed = where.end - where.start > 1 && !cut;
  return {
    type: 'string',
    span: where,
    inner: span(where.start + 1, closed ? where.end - 1 : where.end),
    value,
  };
}

/** An unquoted reference is a value; anything else that JSON does not know is skipped and said once. */
function readUnknown(state: State): Node | undefined {
  const { value, span: where } = state.token;
  if (!REFERENCE.test(value)) {
    skipUnknown(state);
    return undefined;
  }
  advance(state);
  state.problems.push({
    kind: 'unquoted-reference',
    span: where,
    message: '',
    edits: [{ span: where, text: `"${value}"` }],
  });
  return { type: 'reference', span: where, value };
}

function skipUnknown(state: State): void {
  const start = state.token.span.start;
  const complaint = state.problems.length;
  complain(state, () => l10n.t('`{0}` is not JSON', excerpt(state.token.value)));
  const complained = state.problems.length > complaint;
  while (at(state, SyntaxKind.Unknown) && !REFERENCE.test(state.token.value)) advance(state);
  const said = state.problems[complaint];
  if (said && complained) state.problems[complaint] = { ...said, span: span(start, state.end) };
}

function excerpt(value: string): string {
  return value.length > 24 ? `${value.slice(0, 24)}…` : value;
}

function nested<T extends Node>(state: State, closer: '}' | ']', read: (state: State) => T): T | undefined {
  if (state.open.length >= MAX_DEPTH) {
    state.deep = true;
    state.problems.push({
      kind: 'too-deep',
      span: state.token.span,
      message: l10n.t('nothing may be nested deeper than {0} levels', MAX_DEPTH),
    });
    state.token = { ...state.token, kind: SyntaxKind.EOF, span: span(state.text.length, state.text.length) };
    return undefined;
  }
  state.open.push({ closer, offset: state.token.span.start });
  const node = read(state);
  return node;
}

function readObject(state: State): ObjectNode {
  const start = advance(state).span.start;
  const members: Member[] = [];
  const commented = readMembers(state, members);
  closeContainer(state, SyntaxKind.CloseBraceToken);
  return { type: 'object', span: span(start, state.end), members, commented };
}

/** Reads members up to a closing token; says whether a comment stood among them. */
function readMembers(state: State, members: Member[]): boolean {
  let commented = state.token.afterComment;
  let comma: Token | undefined;
  while (!atClose(state)) {
    if (at(state, SyntaxKind.CommaToken)) {
      if (comma || members.length === 0) complain(state, () => l10n.t('a value is missing before the comma'));
      comma = advance(state);
    } else if (at(state, SyntaxKind.StringLiteral)) {
      if (!comma && members.length > 0) complainComma(state);
      comma = undefined;
      members.push(readMember(state, readString(state)));
    } else {
      comma = undefined;
      if (at(state, SyntaxKind.Unknown) && !REFERENCE.test(state.token.value)) skipUnknown(state);
      else {
        complain(state, () => l10n.t('a key in double quotes is expected here'));
        skipStray(state);
      }
    }
    commented ||= state.token.afterComment;
  }
  sayTrailingComma(state, comma);
  return commented;
}

function readMember(state: State, key: StringNode): Member {
  if (!at(state, SyntaxKind.ColonToken)) {
    if (at(state, SyntaxKind.EOF)) state.dangling = true;
    else complain(state, () => l10n.t('a colon is expected after the key'));
    return { span: span(key.span.start, state.end), key, value: undefined };
  }
  advance(state);
  if (at(state, SyntaxKind.EOF)) state.dangling = true;
  const before = state.problems.length;
  const value = readValue(state);
  if (!value && !at(state, SyntaxKind.EOF) && state.problems.length === before) {
    complain(state, () => l10n.t('a value is expected here'));
  }
  return { span: span(key.span.start, state.end), key, value };
}

function readArray(state: State): ArrayNode {
  const start = advance(state).span.start;
  const items: Node[] = [];
  let commented = state.token.afterComment;
  let comma: Token | undefined;
  while (!atClose(state)) {
    if (at(state, SyntaxKind.CommaToken)) {
      if (comma || items.length === 0) complain(state, () => l10n.t('a value is missing before the comma'));
      comma = advance(state);
    } else {
      if (!comma && items.length > 0 && !at(state, SyntaxKind.Unknown)) complainComma(state);
      comma = undefined;
      const from = state.token;
      const value = readValue(state);
      if (value) items.push(value);
      else if (state.token === from) {
        complain(state, () => l10n.t('a value is expected here'));
        skipStray(state);
      }
    }
    commented ||= state.token.afterComment;
  }
  sayTrailingComma(state, comma);
  closeContainer(state, SyntaxKind.CloseBracketToken);
  return { type: 'array', span: span(start, state.end), items, commented };
}

function complainComma(state: State): void {
  complain(state, () => l10n.t('a comma is missing before this'));
}

/** Steps over a token that cannot stand here; a value among them is stepped over whole. */
function skipStray(state: State): void {
  const from = state.token;
  readValue(state);
  if (state.token === from) advance(state);
}

function atClose(state: State): boolean {
  return (
    at(state, SyntaxKind.EOF) ||
    at(state, SyntaxKind.CloseBraceToken) ||
    at(state, SyntaxKind.CloseBracketToken)
  );
}

function sayTrailingComma(state: State, comma: Token | undefined): void {
  if (!comma || at(state, SyntaxKind.EOF)) return;
  state.problems.push({
    kind: 'trailing-comma',
    span: comma.span,
    message: '',
    edits: [{ span: comma.span, text: '' }],
  });
}

/** Closes the innermost container; a wrong bracket is left to an outer one when that waits for it. */
function closeContainer(state: State, closer: SyntaxKind): void {
  if (at(state, SyntaxKind.EOF)) return;
  const opened = state.open.pop();
  if (at(state, closer)) {
    advance(state);
    return;
  }
  complain(state, () => l10n.t('`{0}` is expected here', opened?.closer ?? '}'));
  const found = at(state, SyntaxKind.CloseBraceToken) ? '}' : ']';
  if (!state.open.some((outer) => outer.closer === found)) advance(state);
}

function closeTruncated(state: State): void {
  if (state.deep || (state.open.length === 0 && !state.dangling)) return;
  state.problems.push({
    kind: 'truncated',
    span: span(Math.max(0, state.end - 1), state.end),
    message: l10n.t('the text stops before its brackets are closed'),
    ...(state.dangling ? {} : { edits: [closing(state.text, state.end, state.open)] }),
  });
}
