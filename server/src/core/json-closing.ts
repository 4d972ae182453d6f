import type { Edit } from './finding';
import { span } from './span';

/** A bracket that is still open at the end of a text: what closes it, and where it stands. */
export interface Opened {
  readonly closer: '}' | ']';
  readonly offset: number;
}

/**
 * The edit that closes what is open where the text stops, outermost bracket first in `open`; each closer on a line of
 * its own, indented as its opener's line, except those that were opened together.
 */
export function closing(text: string, end: number, open: readonly Opened[]): Edit {
  return behind(text, end, closers(text, end, open));
}

/** The edits that put braces around members that stand bare from `start` to `end`, and close what is open among them. */
export function braces(
  text: string,
  start: number,
  end: number,
  open: readonly Opened[],
  closed: boolean,
): Edit[] {
  const line = lineStart(text, start);
  const opening = { span: span(line, line), text: `{${eol(text)}` };
  return [opening, behind(text, end, closed ? '' : `${closers(text, end, open)}${eol(text)}}`)];
}

/** Puts closers behind the last token; a comma that waits for a next item gives way to them. */
function behind(text: string, end: number, written: string): Edit {
  return { span: span(text[end - 1] === ',' ? end - 1 : end, end), text: written };
}

function closers(text: string, end: number, open: readonly Opened[]): string {
  let result = '';
  let line = lineStart(text, end);
  for (const { closer, offset } of open.toReversed()) {
    const start = lineStart(text, offset);
    if (start !== line) result += eol(text) + indentAt(text, start);
    result += closer;
    line = start;
  }
  return result;
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function indentAt(text: string, start: number): string {
  return /^[ \t]*/.exec(text.slice(start, start + 400))?.[0] ?? '';
}

function eol(text: string): string {
  return /\r\n|\n|\r/.exec(text.slice(0, 10_000))?.[0] ?? '\n';
}
