/** A stretch of a text in UTF-16 offsets, `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: line and column start at 1, columns count UTF-16 units. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Makes a span. */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** Says whether an offset lies in a span or touches one of its ends. */
export function touches(where: Span, offset: number): boolean {
  return where.start <= offset && offset <= where.end;
}

/** Says whether two spans share a unit or, when one is empty, a point inside the other. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
