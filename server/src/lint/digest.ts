import type { Finding } from '../core/finding';
import type { Span } from '../core/span';
import { type Entries, spanOf } from '../model/entries';

/** A text without most of its entries, and where each run of what is left stands in the whole. */
export interface Digest {
  readonly text: string;
  readonly runs: readonly Run[];
}

/** A stretch that stands in both: `at` in the digest, `start` to `end` in the whole. */
interface Run {
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** Cuts out every entry that is not kept, together with what separates it from the one before. */
export function digestOf(text: string, entries: Entries, kept: ReadonlySet<number>): Digest {
  const runs: Run[] = [];
  let at = 0;
  let start = 0;
  const close = (end: number) => {
    if (end > start) runs.push({ at, start, end });
    at += end - start;
  };
  for (let index = 0; index < entries.list.length; index++) {
    if (kept.has(index)) continue;
    close(entries.from[index] ?? 0);
    start = spanOf(entries, index).end;
  }
  close(text.length);
  return { text: runs.map((run) => text.slice(run.start, run.end)).join(''), runs };
}

/** Where a span of the digest stands in the whole; nothing for one that reaches, or may reach, over a cut. */
export function inWhole({ runs }: Digest, { start, end }: Span): Span | undefined {
  const index = runs.findLastIndex(({ at }) => at <= start);
  const run = runs[index];
  if (!run || end - run.at > run.end - run.start) return undefined;
  if (start === end && start === run.at && index > 0) return undefined;
  const by = run.start - run.at;
  return { start: start + by, end: end + by };
}

/** A finding with all its spans moved; nothing where one of them has no place. */
export function moved(finding: Finding, move: (span: Span) => Span | undefined): Finding | undefined {
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
