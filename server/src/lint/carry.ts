import type { Finding } from '../core/finding';
import type { Span } from '../core/span';
import { inOrder } from '../lint';
import { type Entries, entryAt } from '../model/entries';

/** An earlier version: its entries, those that were judged anew, and the edited one, which grew by `by` units. */
export interface Old {
  readonly entries: Entries;
  readonly judged: ReadonlySet<number>;
  readonly edited: Span;
  readonly by: number;
}

/** The findings that still hold, moved to where their text stands now, and the fresh ones. */
export function merged<F extends Finding>(
  findings: readonly F[],
  fresh: readonly F[],
  { entries, judged, edited, by }: Old,
): readonly F[] | undefined {
  const kept = findings.filter(({ span }) => {
    const index = entryAt(entries, span.start);
    return index >= 0 && !judged.has(index);
  });
  const move = (span: Span): Span | undefined => {
    if (span.end <= edited.start) return span;
    if (span.start >= edited.end) return { start: span.start + by, end: span.end + by };
    return undefined;
  };
  const still = all(kept.map((finding) => moved(finding, move)));
  return still && [...still, ...fresh].sort(inOrder);
}

/** A list, if none of it is missing. */
export function all<T>(list: readonly (T | undefined)[]): T[] | undefined {
  return list.every((one) => one !== undefined) ? (list as T[]) : undefined;
}

/** A finding with all its spans moved; nothing where one of them has no place. */
export function moved<F extends Finding>(finding: F, move: (span: Span) => Span | undefined): F | undefined {
  let whole = true;
  const place = <T extends { readonly span: Span }>(one: T): T => {
    const span = move(one.span);
    if (!span) whole = false;
    return span && span !== one.span ? { ...one, span } : one;
  };
  const { related, fixes } = finding;
  const placed = {
    ...place(finding),
    ...(related ? { related: related.map(place) } : {}),
    ...(fixes ? { fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map(place) })) } : {}),
  };
  return whole ? placed : undefined;
}
