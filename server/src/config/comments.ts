import { skipTrivia } from '../core/edits';
import type { Edit } from '../core/finding';
import type { Span } from '../core/span';
import type { Suppression } from '../core/suppression';
import type { Model } from '../model/model';

/** A comment that takes back one finding in the line after it. */
export interface IgnoreComment extends Suppression {
  /** The line that it speaks of, without its line break. */
  readonly line: Span;
}

const WORD = 'pinwarden-ignore';

/** More comments than any file has that is not written against us. */
const MAX_COMMENTS = 1000;

/** The comments of JSON and XML that take findings back; a pinning file has none, as it must stay strict. */
export function ignoreComments(model: Model): IgnoreComment[] {
  const { text, kind } = model;
  if (kind === 'pinning' || !text.includes(WORD)) return [];
  const spans = model.xml
    ? model.xml.comments.map(({ span }) => span)
    : model.problems.filter((problem) => problem.kind === 'comment').map(({ span }) => span);
  return spans.flatMap((span) => readComment(model, span)).slice(0, MAX_COMMENTS);
}

function readComment({ text, xml }: Model, span: Span): IgnoreComment[] {
  const inner = text
    .slice(span.start, span.end)
    .replace(/^(?:\/\/|\/\*+|<!--)|(?:\*\/|-->)$/g, '')
    .trim();
  const found = /^pinwarden-ignore(?![\w-])\s*([^\s:]*)\s*:?\s*(.*)$/s.exec(inner);
  if (!found) return [];
  const [, rule = '', reason = ''] = found;
  const target = xml ? skipXml(text, span.end) : skipTrivia(text, span.end);
  return [{ from: 'comment', span, rule, reason, line: lineAt(text, target), removal: removal(text, span) }];
}

/** The offset of the next thing in XML that is neither blank nor comment. */
function skipXml(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text[at] ?? 'x')) at++;
    if (!text.startsWith('<!--', at)) return at;
    const end = text.indexOf('-->', at + 4);
    at = end < 0 ? text.length : end + 3;
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
