import type { Finding } from '../core/finding';
import type { Span } from '../core/span';
import { type Judged, judge, type LintOptions } from '../lint';
import { type Entries, type Entry, entriesOf, entryAt, spanOf } from '../model/entries';
import type { Kind } from '../model/kind';
import { language } from '../model/language';
import type { Model } from '../model/model';
import { read } from '../model/read';
import { all, moved } from './carry';

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
function digestOf(text: string, entries: Entries, kept: ReadonlySet<number>): Digest {
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
function inWhole({ runs }: Digest, { start, end }: Span): Span | undefined {
  const index = runs.findLastIndex(({ at }) => at <= start);
  const run = runs[index];
  if (!run || end - run.at > run.end - run.start) return undefined;
  if (start === end && start === run.at && index > 0) return undefined;
  const by = run.start - run.at;
  return { start: start + by, end: end + by };
}

/** What was found, and what of it was taken back. */
export type Found = Pick<Judged, 'findings' | 'suppressed'>;

/**
 * Whether entries can be cut out of a text: comments that take back a finding speak of lines, and in YAML blanks have
 * a meaning.
 */
export function isDivisible(text: string, { path }: LintOptions): boolean {
  return language(text, path) !== 'yaml' && !text.includes('pinwarden-ignore');
}

/** A digest as it was read. */
export interface ReadDigest extends Digest {
  readonly model: Model;
  /** The kept entries by their index among all. */
  readonly entries: ReadonlyMap<number, Entry>;
}

/** Reads a digest; nothing where the entries in it do not come out as they should, because an edit broke their bounds. */
export function readDigest(
  text: string,
  entries: Entries,
  kept: ReadonlySet<number>,
  { options, kind }: { readonly options: LintOptions; readonly kind: Kind | undefined },
): ReadDigest | undefined {
  const digest = digestOf(text, entries, kept);
  if (!isDivisible(digest.text, options)) return undefined;
  const model = read(digest.text, options);
  if (model?.kind !== kind || !model) return undefined;
  const found = new Map<number, Entry>();
  const own = entriesOf(model);
  for (const [number, entry] of own.list.entries()) {
    const span = inWhole(digest, spanOf(own, number));
    const index = span ? entryAt(entries, span.start) : -1;
    const expected = spanOf(entries, index);
    if (span?.start !== expected.start || span.end !== expected.end) return undefined;
    found.set(index, entry);
  }
  const whole = found.size === kept.size && [...kept].every((index) => found.has(index));
  return whole ? { ...digest, model, entries: found } : undefined;
}

/** What the rules find in the digest, outside of the entries that only stand there for the others. */
export function judgeDigest(
  digest: ReadDigest,
  entries: Entries,
  judged: ReadonlySet<number>,
  options: LintOptions,
): Found | undefined {
  const { model } = digest;
  const concerns = (span: Span) => {
    const whole = inWhole(digest, span);
    const index = whole ? entryAt(entries, whole.start) : -1;
    return index < 0 || judged.has(index);
  };
  // Messages about the structure say which entry of the list it is.
  const faults = [...model.shapeFaults, ...model.actionFaults];
  if (faults.some(({ path, span }) => /\[\d/.test(path) && concerns(span))) return undefined;
  const { findings, suppressed } = judge(model, options);
  const places = <F extends Finding>(list: readonly F[]) => {
    return all(
      list.filter(({ span }) => concerns(span)).map((one) => moved(one, (span) => inWhole(digest, span))),
    );
  };
  const found = places(findings);
  const taken = places(suppressed);
  return found && taken && { findings: found, suppressed: taken };
}
