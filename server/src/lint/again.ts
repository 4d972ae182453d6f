import { changeBetween } from '../core/change';
import type { Finding } from '../core/finding';
import type { Span } from '../core/span';
import { judge, type LintOptions } from '../lint';
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
import type { Model } from '../model/model';
import { read } from '../model/read';
import { MAX_PREFERENCES } from '../rules/misspelled-preference/rule';
import { merged } from './carry';
import { type Found, isDivisible, judgeDigest, readDigest } from './digest';
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

/** More findings of one rule than this may reach a limit of the whole file. */
const MAX_OF_A_RULE = 100;

/** With more entries than this that are tied to each other, nothing is gained. */
const MAX_TIED = 100;

/** The findings after an edit inside one entry; nothing where only the whole text can tell. */
function after(previous: Linted, text: string): Linted | undefined {
  const { options, kind } = previous;
  const edit = editInside(previous, text);
  if (!edit || isCrowded(previous.findings) || isCrowded(previous.suppressed)) return undefined;
  const { index, before } = edit;
  const context = contextOf(edit.entries, index);
  const sketch = readDigest(text, edit.entries, context, previous);
  const entry = sketch?.entries.get(index);
  if (!sketch || !entry || before.telling || entry.telling) return undefined;
  const entries = withEntry(edit.entries, index, { ...before, facts: entry.facts }, 0);
  if (changesTraits(previous.entries, entries, index)) return undefined;
  const judged = tiedTo(entries.list, [before.facts, entry.facts]).add(index);
  const needed = neededFor(entries, judged, index, context);
  if (needed.size > MAX_TIED) return undefined;
  const judgeIn = (kept: ReadonlySet<number>) => {
    const digest = kept.size > context.size ? readDigest(text, entries, kept, previous) : sketch;
    return digest && judgeDigest(digest, entries, judged, options);
  };
  const bare = judgeIn(needed);
  // What takes an entry out looks at the one after it.
  const fresh = bare && hasEdits(bare) ? judgeIn(new Set([...needed, ...nextTo(judged, entries)])) : bare;
  if (fresh && fresh.findings.length > 0 && isBeyond(previous)) return undefined;
  const old = { entries: previous.entries, judged, edited: edit.place, by: edit.by };
  const findings = fresh && merged(previous.findings, fresh.findings, old);
  const suppressed = fresh && merged(previous.suppressed, fresh.suppressed, old);
  if (!findings || !suppressed) return undefined;
  return { text, options, kind, entries, findings, suppressed, model: reader(text, options) };
}

/** A rule stops after so many preferences, and a digest has fewer. */
function isBeyond({ kind, entries }: Linted): boolean {
  return kind === 'extensibility' && entries.list.length > MAX_PREFERENCES;
}

/** An edit of one entry. */
interface EntryEdit {
  readonly index: number;
  /** The entry as long as it is now, with the facts that it had. */
  readonly before: Entry;
  /** Where it stood. */
  readonly place: Span;
  /** By how many units it is longer. */
  readonly by: number;
  readonly entries: Entries;
}

/** What changed, if that lies between the ends of one entry. */
function editInside({ text: old, entries }: Linted, text: string): EntryEdit | undefined {
  const change = changeBetween(old, text);
  const index = entryAt(entries, change.start);
  const entry = entries.list[index];
  const place = spanOf(entries, index);
  if (!entry || place.start >= change.start || place.end <= change.before) return undefined;
  const by = change.after - change.before;
  const before = { ...entry, length: entry.length + by };
  return { index, before, place, by, entries: withEntry(entries, index, before, by) };
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

function hasEdits({ findings, suppressed }: Found): boolean {
  const mended = ({ fixes }: Finding) => fixes?.some(({ edits }) => edits.length > 0) === true;
  return findings.some(mended) || suppressed.some(mended);
}

function nextTo(judged: ReadonlySet<number>, { list }: Entries): number[] {
  return [...judged].map((index) => index + 1).filter((index) => index < list.length);
}

/** Whether texts would be judged alike; what hosts make anew for every version is compared by what it holds. */
function sameOptions(a: LintOptions, b: LintOptions): boolean {
  const { governing: one, ...rest } = a;
  const { governing: other, ...others } = b;
  if (one?.config !== other?.config || one?.path !== other?.path) return false;
  const keys = Object.keys({ ...rest, ...others }) as (keyof typeof rest)[];
  return keys.every((key) => rest[key] === others[key]);
}
