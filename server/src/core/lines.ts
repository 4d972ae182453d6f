import type { Place, Span } from './span';

/** Turns offsets into lines and columns; built once per text, answers in logarithmic time. */
export interface LineIndex {
  /** The place of a UTF-16 offset; an offset beyond the text is taken as its end. */
  place(offset: number): Place;
  /** The text of a line (1-based), without its line ending; empty for a line that does not exist. */
  line(number: number): string;
  /** How many lines the text has; at least 1. */
  readonly count: number;
}

/** Indexes a text by its line endings: LF, CR LF, or CR alone. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    count: starts.length,
    place(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(at);
      return { offset: at, line: line + 1, column: at - (starts[line] ?? 0) + 1 };
    },
    line(number) {
      const start = starts[number - 1];
      if (start === undefined) return '';
      return text.slice(start, starts[number] ?? text.length).replace(/[\r\n]+$/, '');
    },
  };
}

/** A span as far as its first line goes, without the blanks at that line's end: what stands below is indentation and more of the same. */
export function firstLineOf(text: string, { start, end }: Span): Span {
  let stop = start;
  while (stop < end && text[stop] !== '\n' && text[stop] !== '\r') stop++;
  if (stop === end) return { start, end };
  while (stop > start && ' \t\u00a0'.includes(text[stop - 1] ?? 'x')) stop--;
  return { start, end: stop };
}
