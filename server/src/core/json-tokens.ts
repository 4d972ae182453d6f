import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';
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

const FAULTS: Partial<Record<ScanError, string>> = {
  [ScanError.UnexpectedEndOfString]: 'the string is not closed on its line',
  [ScanError.InvalidCharacter]: 'a control character stands in the string: write it as an escape',
  [ScanError.InvalidEscapeCharacter]: 'the string holds an escape that JSON does not know',
  [ScanError.InvalidUnicode]: 'the string holds an incomplete \\u escape',
  [ScanError.UnexpectedEndOfNumber]: 'the number is incomplete',
  [ScanError.UnexpectedEndOfComment]: 'the comment is not closed',
};

/** Reads a text token by token, pushing what a strict parser would refuse onto `problems`. */
export function tokenReader(text: string, problems: Problem[]): () => Token {
  const scanner = createScanner(text, false);
  if (text.charCodeAt(0) === 0xfeff) {
    problems.push({
      kind: 'byte-order-mark',
      span: span(0, 1),
      message: 'a byte order mark',
      edits: [{ span: span(0, 1), text: '' }],
    });
    scanner.setPosition(1);
  }
  return () => {
    let afterComment = false;
    for (;;) {
      const kind = scanner.scan();
      const start = scanner.getTokenOffset();
      const where = span(start, start + scanner.getTokenLength());
      const error = scanner.getTokenError();
      if (kind === SyntaxKind.LineBreakTrivia || kind === SyntaxKind.Trivia) continue;
      if (kind === SyntaxKind.LineCommentTrivia || kind === SyntaxKind.BlockCommentTrivia) {
        afterComment = true;
        problems.push({ kind: 'comment', span: where, message: 'a comment' });
        if (error)
          problems.push({ kind: 'syntax', span: where, message: FAULTS[error] ?? 'invalid comment' });
        continue;
      }
      const odd =
        kind === SyntaxKind.Unknown ? ODD_SPACE.exec(text.slice(where.start, where.end))?.[0] : undefined;
      if (odd) {
        const blank = span(start, start + odd.length);
        problems.push({
          kind: 'odd-space',
          span: blank,
          message: 'no-break spaces',
          edits: [{ span: blank, text: ' '.repeat(odd.length) }],
        });
        scanner.setPosition(blank.end);
        continue;
      }
      const cut = error === ScanError.UnexpectedEndOfString && where.end >= text.length;
      const fault = cut ? undefined : FAULTS[error];
      if (fault) problems.push({ kind: 'syntax', span: where, message: fault });
      return { kind, span: where, value: scanner.getTokenValue(), cut, afterComment };
    }
  };
}
