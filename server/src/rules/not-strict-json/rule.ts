import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import type { Problem } from '../../core/problem';
import { type Span, span } from '../../core/span';
import type { Draft, Rule } from '../rule';

export const notStrictJson: Rule = {
  id: 'not-strict-json',
  severity: 'error',
  summary: 'Comments, trailing commas or a byte order mark where the build reads strict JSON',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-res-40003.md',
  code: 'OS-MABS-RES-40003',
  fix: { summary: 'make strict (a comment is removed only when asked for)', safe: true },
  part: 'problems',
  *check(model) {
    if (model.kind !== 'pinning' && model.kind !== 'build-action') return;
    for (const problem of model.problems) {
      const verdict = judge(model.text, problem);
      if (!verdict) continue;
      yield {
        span: problem.span,
        ...verdict,
        ...(model.kind === 'pinning' ? { code: 'OS-MABS-RES-40003' } : { severity: 'warning' }),
      };
    }
  },
};

function judge(
  text: string,
  { kind, span: where, edits = [] }: Problem,
): Pick<Draft, 'message' | 'fixes'> | undefined {
  switch (kind) {
    case 'trailing-comma':
      return {
        message: l10n.t(
          'The build reads this file with a strict JSON parser, which stops at a trailing comma.',
        ),
        fixes: [{ title: l10n.t('Remove the trailing comma'), safe: true, edits }],
      };
    case 'byte-order-mark':
      return {
        message: l10n.t(
          'The build reads this file with a strict JSON parser, which stops at a byte order mark.',
        ),
        fixes: [{ title: l10n.t('Remove the byte order mark'), safe: true, edits }],
      };
    case 'comment':
      return {
        message: l10n.t('The build reads this file with a strict JSON parser, which stops at a comment.'),
        fixes: [withoutComment(text, where)],
      };
    default:
      return undefined;
  }
}

function withoutComment(text: string, comment: Span): Fix {
  return {
    title: l10n.t('Remove the comment'),
    safe: false,
    edits: [{ span: wholeLine(text, comment), text: '' }],
  };
}

/** The comment, with its line where nothing else stands on it, else with the blanks before it. */
function wholeLine(text: string, comment: Span): Span {
  let { start, end } = comment;
  while (start > 0 && ' \t'.includes(text[start - 1] ?? '\n')) start--;
  const lineStart = start === 0 || '\r\n'.includes(text[start - 1] ?? '');
  const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end, end + 1000))?.[0];
  if (!lineStart) return rest === undefined ? comment : span(start, end);
  if (rest === undefined) return comment;
  end += rest.length;
  return span(start, end);
}
