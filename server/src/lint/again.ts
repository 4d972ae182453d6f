import { changeBetween } from '../core/change';
import type { Finding } from '../core/finding';
import type { Span } from '../core/span';
import { inOrder, type Judged, judge, type LintOptions } from '../lint';
import {
  type Entries,
  type Entry,
  entriesOf,
  entryAt,
  NO_ENTRIES,
  spanOf,
  withEntry,
} from '../model/entries';
import type { Kind } from '../model/kind';
import { language } from '../model/language';
import type { Model } from '../model/model';
import { read } from '../model/read';
import { type Digest, digestOf, inWhole, moved } from './digest';
import { tiedTo } from './ties';

/** A text, what was found in it, and what it takes to find the same faster after the next edit. */
export interface Linted extends Found {
  readonly text: string;
  readonly options: LintOptions;
  readonly kind: Kind | undefined;
  readonly entries: Entries;
  /** Reads the whole text; remembered. Nothing for a text that is none of ours. */
  readonly model: () => Model | undefined;
}

/**
 * The findings of a text, the same as those of `judge`. With what an earlier version of it had, and an edit inside one
 * entry, the rules only see a digest: that entry, the ones that it is tied to, and the file around all of them.
 */
export function lintAgain(text: string, options: LintOptions, previous?: Linted): Linted {
  return (previous && sameOptions(previous.options, options) && after(previous, text)) || anew(text, options);
}

function anew(text: string, options: LintOptions): Linted {
  const model = read(text, options);
  const { findings, suppressed } = model ? judge(model, options) : NOTHING;
  const entries = model && isDivisible(text, options) ? entriesOf(model) : NO_ENTRIES;
  return { text, options, kind: model?.kind, entries, findings, suppressed, model: () => model };
}

const NOTHING: Found = { findings: [], suppressed: [] };

/** Comments that take back a finding speak of lines, not of entries, and in YAML blanks have a meaning. */
function isDivisible(text: string, { path }: LintOptions): boolean {
  return language(text, path) !== 'yaml' && !text.includes('pinwarden-ignore');
}

/** More findings of one rule than this may reach a limit of the whole file. */
const MAX_OF_A_RULE = 100;

/** With more entries than this that are tied to each other, nothing is gained. */
const MAX_TIED = 100;

/** The findings after an edit inside one entry; nothing where only the whole text can tell. */
function after(previous: Linted, text: string): Linted | undefined {
  const { options, findings, suppressed } = previous;
  const change = changeBetween(previous.text, text);
  const edited = entryAt(previous.entries, change.start);
  const before = previous.entries.list[edited];
  const place = spanOf(previous.entries, edited);
  if (!before || place.start >= change.start || place.end <= change.before) return undefined;
  if (isCrowded(findings) || isCrowded(suppressed)) return undefined;
  const by = change.after - change.before;
  const sketch = withEntry(previous.entries, edited, { ...before, length: before.length + by }, by);
  const context = contextOf(sketch, edited);
  const first = readDigest(text, sketch, context, previous);
  const entry = first?.entries.get(edited);
  if (!first || !entry || before.telling || entry.telling) return undefined;
  const entries = withEntry(sketch, edited, { ...before, length: entry.length, facts: entry.facts }, 0);
  if (changesTraits(previous.entries, entries, edited)) return undefined;
  const judged = tiedTo(entries.list, [before.facts, entry.facts]).add(edited);
  const needed = neededFor(entries, judged, edited, context);
  if (needed.size > MAX_TIED) return undefined;
  const judgeIn = (kept: ReadonlySet<number>) => {
    const digest = kept.size > context.size ? readDigest(text, entries, kept, previous) : first;
    return digest && judgeDigest(digest, entries, judged, options);
  };
  const bare = judgeIn(needed);
  // What takes an entry out looks at the one after it.
  const fresh = bare && hasEdits(bare) ? judgeIn(new Set([...needed, ...nextTo(judged)])) : bare;
  if (!fresh) return undefined;
  const old = { entries: previous.entries, judged, edited: place, by };
  const all = merged(findings, fresh.findings, old);
  const taken = merged(suppressed, fresh.suppressed, old);
  if (!all || !taken) return undefined;
  const { kind } = previous;
  return { text, options, kind, entries, findings: all, suppressed: taken, model: reader(text, options) };
}

/** Reads a text when it is asked for, and once. On its own, so that it holds on to no earlier version. */
function reader(text: string, options: LintOptions): () => Model | undefined {
  let model: { readonly read: Model | undefined } | undefined;
  return () => {
    model ??= { read: read(text, options) };
    return model.read;
  };
}

function isCrowded(findings: readonly Finding[]): boolean {
  const counts = new Map<string, number>();
  return findings.some(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    return count > MAX_OF_A_RULE;
  });
}

/** The entries that stand in every digest: the edited one, what is never cut out, one for each trait. */
function contextOf({ list }: Entries, edited: number): Set<number> {
  const context = new Set([edited]);
  const met = new Set<string>();
  list.forEach(({ stays, facts }, index) => {
    if (stays) context.add(index);
    if (index === edited) return;
    for (const trait of facts.traits) {
      if (met.has(trait)) continue;
      met.add(trait);
      context.add(index);
    }
  });
  return context;
}

interface ReadDigest extends Digest {
  readonly model: Model;
  /** The kept entries by their index among all. */
  readonly entries: ReadonlyMap<number, Entry>;
}

/** Reads a digest; nothing where the entries in it do not come out as they should, because an edit broke their bounds. */
function readDigest(
  text: string,
  entries: Entries,
  kept: ReadonlySet<number>,
  { options, kind }: Linted,
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
  const wanted = [...kept].filter((index) => index < entries.list.length);
  return found.size === wanted.length && wanted.every((index) => found.has(index))
    ? { ...digest, model, entries: found }
    : undefined;
}

/** What rules ask of any entry; when the answer changes, all findings may. */
function changesTraits({ list: before }: Entries, { list: after }: Entries, edited: number): boolean {
  const traits = (entry: Entry | undefined) => entry?.facts.traits ?? [];
  if (traits(before[edited]).join() === traits(after[edited]).join()) return false;
  const [old, now] = [new Set(before.flatMap(traits)), new Set(after.flatMap(traits))];
  return old.size !== now.size || [...old].some((trait) => !now.has(trait));
}

/** What the digest holds: the entries that are judged and what those are tied to. */
function neededFor(
  { list }: Entries,
  judged: ReadonlySet<number>,
  edited: number,
  context: ReadonlySet<number>,
): Set<number> {
  const others = [...judged].flatMap((index) => (index === edited ? [] : (list[index]?.facts ?? [])));
  return new Set([...context, ...judged, ...(others.length > 0 ? tiedTo(list, others) : [])]);
}

type Found = Pick<Judged, 'findings' | 'suppressed'>;

function hasEdits({ findings, suppressed }: Found): boolean {
  const mended = ({ fixes }: Finding) => fixes?.some(({ edits }) => edits.length > 0) === true;
  return findings.some(mended) || suppressed.some(mended);
}

function nextTo(judged: ReadonlySet<number>): number[] {
  return [...judged].map((index) => index + 1);
}

/** What the rules find in the digest, outside of the entries that only stand there for the others. */
function judgeDigest(
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
  const places = (list: readonly Finding[]) => {
    return all(
      list.filter(({ span }) => concerns(span)).map((one) => moved(one, (span) => inWhole(digest, span))),
    );
  };
  const found = places(findings);
  const taken = places(suppressed);
  return found && taken && { findings: found, suppressed: taken };
}

/** An earlier version: its entries, those that were judged anew, and the edited one, which grew by `by` units. */
interface Old {
  readonly entries: Entries;
  readonly judged: ReadonlySet<number>;
  readonly edited: Span;
  readonly by: number;
}

/** The findings that still hold, moved to where their text stands now, and the fresh ones. */
function merged(
  findings: readonly Finding[],
  fresh: readonly Finding[],
  { entries, judged, edited, by }: Old,
): readonly Finding[] | undefined {
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

function all<T>(list: readonly (T | undefined)[]): T[] | undefined {
  return list.every((one) => one !== undefined) ? (list as T[]) : undefined;
}

/** Whether texts would be judged alike; what hosts make anew for every version is compared by what it holds. */
function sameOptions(a: LintOptions, b: LintOptions): boolean {
  const { governing: one, ...rest } = a;
  const { governing: other, ...others } = b;
  if (one?.config !== other?.config || one?.path !== other?.path) return false;
  const keys = Object.keys({ ...rest, ...others }) as (keyof typeof rest)[];
  return keys.every((key) => rest[key] === others[key]);
}
