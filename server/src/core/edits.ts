import type { Edit } from './finding';
import { overlaps, type Span, span } from './span';

/** Applies edits that do not overlap, whatever their order; everything else stays byte for byte. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let done = 0;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    result += text.slice(done, edit.span.start) + edit.text;
    done = edit.span.end;
  }
  return result + text.slice(done);
}

/** The edits of those groups that can be applied together, first come first served; a group is taken whole or not. */
export function compatibleEdits(groups: Iterable<readonly Edit[]>): Edit[] {
  const chosen: Edit[] = [];
  for (const group of groups) {
    if (group.some((edit) => collides(chosen, edit))) continue;
    for (const edit of group) chosen.splice(firstAtOrAfter(chosen, edit.span.start), 0, edit);
  }
  return chosen;
}

/** Says whether an edit touches the same text as one of those, which do not overlap and stand in order. */
function collides(sorted: readonly Edit[], { span: own }: Edit): boolean {
  const at = firstAtOrAfter(sorted, own.start);
  const next = sorted[at]?.span;
  const previous = sorted[at - 1]?.span;
  if (next && (next.start === own.start || overlaps(next, own))) return true;
  return previous !== undefined && overlaps(previous, own);
}

function firstAtOrAfter(sorted: readonly Edit[], start: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.span.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The edits that take one element out of a comma-separated list and leave its neighbours as they stand.
 * `siblings` are all elements of the list, `index` the one to take; comments around it are kept.
 */
export function removeElement(text: string, siblings: readonly { span: Span }[], index: number): Edit[] {
  const element = siblings[index];
  if (!element) return [];
  const { start, end } = element.span;
  const comma = skipTrivia(text, end);
  const followed = text[comma] === ',';
  if (followed && index < siblings.length - 1) {
    const next = skipBlanks(text, comma + 1);
    return skipBlanks(text, end) === comma ? [cut(start, next)] : [cut(start, end), cut(comma, comma + 1)];
  }
  const removal = [cut(startOfLast(text, siblings, index), end)];
  if (followed) return [...removal, cut(comma, comma + 1)];
  const previous = siblings[index - 1];
  const before = previous ? skipTrivia(text, previous.span.end) : -1;
  return text[before] === ',' ? [cut(before, before + 1), ...removal] : removal;
}

/** Where the last element begins, with the blanks before it; the line break that ends a comment stays if it must. */
function startOfLast(text: string, siblings: readonly { span: Span }[], index: number): number {
  const { start = 0, end = 0 } = siblings[index]?.span ?? {};
  const blank = blankBefore(text, start);
  const lineBreak = /^\s*?(?:\r\n|\n|\r)/.exec(text.slice(blank, start))?.[0];
  if (lineBreak === undefined || /^[ \t]*[\r\n]/.test(text.slice(end, end + 1000))) return blank;
  const lineStart = Math.max(text.lastIndexOf('\n', blank - 1), text.lastIndexOf('\r', blank - 1)) + 1;
  const from = Math.max(lineStart, siblings[index - 1]?.span.end ?? 0);
  return text.slice(from, blank).includes('//') ? blank + lineBreak.length : blank;
}

function cut(start: number, end: number): Edit {
  return { span: span(start, end), text: '' };
}

/** The offset of the next character that is neither blank nor comment, at or after `offset`. */
export function skipTrivia(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    at = skipBlanks(text, at);
    if (text.startsWith('//', at)) {
      while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else return at;
  }
}

function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function blankBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13 || unit === 0xa0;
}
