import { skipTrivia } from '../core/edits';
import type { Edit } from '../core/finding';
import type { Span } from '../core/span';
import type { Suppression } from '../core/suppression';
import type { Fragment } from '../model/build-action';
import type { Model } from '../model/model';

/** A comment that takes back one finding in the line after it. */
export interface IgnoreComment extends Suppression {
  /** The line that it speaks of, without its line break. */
  readonly line: Span;
}

const WORD = 'pinwarden-ignore';

/** More comments than any file has that is not written against us. */
const MAX_COMMENTS = 1000;

/**
 * The comments that take findings back: of JSON, YAML and XML, and of the XML inside the strings of a build action. A
 * pinning file has none, as it must stay strict.
 */
export function ignoreComments(model: Model): IgnoreComment[] {
  const { text, kind, xml, problems, comments, buildAction } = model;
  if (kind === 'pinning' || !text.includes(WORD)) return [];
  const json = problems.filter((problem) => problem.kind === 'comment').map(({ span }) => span);
  const fragments = buildAction?.operations.flatMap((operation) => operation.fragments) ?? [];
  const found = [
    ...json.flatMap((span) => readComment(text, span, skipTrivia)),
    ...comments.flatMap((span) => readComment(text, span, skipYaml)),
    ...(xml?.comments ?? []).flatMap(({ span }) => readComment(text, span, skipXml)),
    ...fragments.flatMap((fragment) => innerComments(text, fragment)),
  ];
  return found.slice(0, MAX_COMMENTS);
}

/** Finds the offset of the next thing that is neither blank nor comment. */
type Skip = (text: string, offset: number) => number;

function readComment(text: string, span: Span, skip: Skip): IgnoreComment[] {
  const inner = text
    .slice(span.start, span.end)
    .replace(/^(?:\/\/|\/\*+|<!--|#+)|(?:\*\/|-->)$/g, '')
    .trim();
  const found = /^pinwarden-ignore(?![\w-])\s*([^\s:]*)\s*:?\s*(.*)$/s.exec(inner);
  if (!found) return [];
  const [, rule = '', reason = ''] = found;
  const line = lineAt(text, skip(text, span.end));
  return [{ from: 'comment', span, rule, reason, line, removal: removal(text, span) }];
}

/**
 * The comments of XML inside a string. Its lines may all stand in one line of the file, so they count in the XML, and
 * only from the element behind the comment on.
 */
function innerComments(text: string, { node, document }: Fragment): IgnoreComment[] {
  const { source, comments } = document;
  const outer = ({ start, end }: Span): Span => ({ start: source.at(start), end: source.at(end) });
  const escaped = node.style === undefined || node.style === 'json' || node.style === 'yaml-double';
  return comments.flatMap(({ inner, span }) =>
    readComment(source.text, inner, skipXml).map((comment) => {
      const { line, removal: edits } = comment;
      const start = Math.min(line.end, skipXml(source.text, inner.end));
      // Lines of a block are indented in the file and not in the XML, so there the file's own are taken out.
      const taken = escaped
        ? edits.map((edit) => ({ ...edit, span: outer(edit.span) }))
        : removal(text, span);
      return { ...comment, span, line: outer({ start, end: line.end }), removal: taken };
    }),
  );
}

function skipXml(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text[at] ?? 'x')) at++;
    if (!text.startsWith('<!--', at)) return at;
    const end = text.indexOf('-->', at + 4);
    at = end < 0 ? text.length : end + 3;
  }
}

function skipYaml(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text[at] ?? 'x')) at++;
    if (text[at] !== '#') return at;
    while (at < text.length && !isBreak(text[at])) at++;
  }
}

function lineAt(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && !isBreak(text[start - 1])) start--;
  let end = offset;
  while (end < text.length && !isBreak(text[end])) end++;
  return { start, end };
}

/** Takes the whole line where the comment stands alone in it, else the comment with the blanks before it. */
function removal(text: string, span: Span): Edit[] {
  let start = span.start;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  let end = span.end;
  while (end < text.length && (text[end] === ' ' || text[end] === '\t')) end++;
  const alone = (start === 0 || isBreak(text[start - 1])) && (end === text.length || isBreak(text[end]));
  if (!alone) return [{ span: { start, end: span.end }, text: '' }];
  if (text.startsWith('\r\n', end)) end += 2;
  else if (end < text.length) end += 1;
  return [{ span: { start, end }, text: '' }];
}

function isBreak(unit: string | undefined): boolean {
  return unit === '\n' || unit === '\r';
}
