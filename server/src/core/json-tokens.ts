import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';
import * as l10n from './l10n';
import type { Problem } from './problem';
import { type Span, span } from './span';

/** A token that carries meaning; comments and blanks are set aside. */
export interface Token {
  readonly kind: SyntaxKind;
  readonly span: Span;
  readonly value: string;
  /** True for a string that the end of the text cuts off. */
  readonly cut: boolean;
  /** True when a comment stands between the previous token and this one. */
  readonly afterComment: boolean;
}

/** Blanks that look like indentation but are none in JSON: no-break and other Unicode spaces. */
const ODD_SPACE = /^[\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+/;

const ODD_CHARACTER = /[\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/;

/** Longer than any word of JSON or reference, so that looking for blanks behind it stays cheap. */
const MAX_WORD = 200;

const KEYWORDS: Readonly<Record<string, SyntaxKind>> = {
  true: SyntaxKind.TrueKeyword,
  false: SyntaxKind.FalseKeyword,
  null: SyntaxKind.NullKeyword,
};

/** Reads a text token by token, pushing what a strict parser would refuse onto `problems`. */
export function tokenReader(text: string, problems: Problem[]): () => Token {
  const scanner = createScanner(text, false);
  let position = 0;
  if (text.charCodeAt(0) === 0xfeff) {
    problems.push({
      kind: 'byte-order-mark',
      span: span(0, 1),
      message: '',
      edits: [{ span: span(0, 1), text: '' }],
    });
    position = 1;
  }
  return () => {
    let afterComment = false;
    for (;;) {
      position = skipBlanks(text, position);
      const plain = plainToken(text, position, afterComment);
      if (plain) {
        position = plain.span.end;
        return plain;
      }
      scanner.setPosition(position);
      const kind = scanner.scan();
      position = scanner.getPosition();
      const start = scanner.getTokenOffset();
      const length = scanner.getTokenLength();
      const where = span(start, Math.min(start + length, text.length));
      const error = scanner.getTokenError();
      if (kind === SyntaxKind.LineCommentTrivia || kind === SyntaxKind.BlockCommentTrivia) {
        afterComment = true;
        problems.push({ kind: 'comment', span: where, message: '' });
        const fault = faultOf(error);
        if (fault) problems.push({ kind: 'syntax', span: where, message: fault });
        continue;
      }
      const odd =
        kind === SyntaxKind.Unknown ? ODD_SPACE.exec(text.slice(where.start, where.end))?.[0] : undefined;
      if (odd) {
        const blank = span(start, start + odd.length);
        problems.push({
          kind: 'odd-space',
          span: blank,
          message: l10n.t(
            'these blanks are no-break spaces, as web pages hold them, and JSON allows only plain ones',
          ),
          edits: [{ span: blank, text: ' '.repeat(odd.length) }],
        });
        position = blank.end;
        continue;
      }
      const word = kind === SyntaxKind.Unknown ? wordBefore(text, where) : undefined;
      if (word) {
        position = start + word.length;
        const sort = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined;
        const short = span(start, start + word.length);
        return { kind: sort ?? kind, span: short, value: word, cut: false, afterComment };
      }
      const cut = error === ScanError.UnexpectedEndOfString && where.end >= text.length;
      const fault = cut ? undefined : faultOf(error);
      if (fault) problems.push({ kind: 'syntax', span: where, message: fault });
      return { kind, span: where, value: scanner.getTokenValue(), cut, afterComment };
    }
  };
}

/** What the scanner minds in a token, as a clause; nothing where it minds nothing. */
function faultOf(error: ScanError): string | undefined {
  switch (error) {
    case ScanError.UnexpectedEndOfString:
      return l10n.t('the string is not closed on its line');
    case ScanError.InvalidCharacter:
      return l10n.t('a control character stands in the string: write it as an escape');
    case ScanError.InvalidEscapeCharacter:
      return l10n.t('the string holds an escape that JSON does not know');
    case ScanError.InvalidUnicode:
      return l10n.t('the string holds an incomplete `\\u` escape');
    case ScanError.UnexpectedEndOfNumber:
      return l10n.t('the number is incomplete');
    case ScanError.UnexpectedEndOfComment:
      return l10n.t('the comment is not closed');
    default:
      return undefined;
  }
}

function skipBlanks(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return at;
    at++;
  }
}

const PUNCTUATION_KINDS = [
  SyntaxKind.OpenBraceToken,
  SyntaxKind.CloseBraceToken,
  SyntaxKind.OpenBracketToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.CommaToken,
  SyntaxKind.ColonToken,
];

/** The kinds of punctuation by their character code. */
const PUNCTUATION: readonly (SyntaxKind | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const found = '{}[],:'.indexOf(String.fromCharCode(code));
  return found < 0 ? undefined : PUNCTUATION_KINDS[found];
});

/** Reads what nearly all tokens are, punctuation and strings without escapes, at a fraction of the scanner's cost. */
function plainToken(text: string, start: number, afterComment: boolean): Token | undefined {
  const first = text.charCodeAt(start);
  const kind = PUNCTUATION[first];
  if (kind !== undefined) return { kind, span: span(start, start + 1), value: '', cut: false, afterComment };
  if (first !== 34) return undefined;
  let end = start + 1;
  for (;;) {
    const unit = text.charCodeAt(end);
    if (unit === 34) break;
    if (unit === 92 || !(unit >= 32)) return undefined;
    end++;
  }
  const value = text.slice(start + 1, end);
  return { kind: SyntaxKind.StringLiteral, span: span(start, end + 1), value, cut: false, afterComment };
}

/** The word that an odd space ends, which the scanner takes for a part of it. */
function wordBefore(text: string, { start, end }: Span): string | undefined {
  if (end - start > MAX_WORD) return undefined;
  const token = text.slice(start, end);
  const length = token.search(ODD_CHARACTER);
  return length > 0 ? token.slice(0, length) : undefined;
}
