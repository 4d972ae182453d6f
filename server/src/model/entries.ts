import type { ProblemKind } from '../core/problem';
import type { Span } from '../core/span';
import { itemsOf, membersOf, type Node, valueAt } from '../core/tree';
import { elements } from '../core/xml-tree';
import { iosRoots } from './ios-roots';
import type { Kind } from './kind';
import type { Model, PinSet } from './model';
import { isOpen } from './open-values';
import { SINCE_12 } from './target';

/**
 * One of many siblings that hold a host or a preference. What is wrong in it follows from its own text, from the file
 * around the siblings, and from those siblings that its facts tie it to. It knows how long it is, not where it stands.
 */
export interface Entry {
  /** How far it begins behind the end of the sibling before: what is cut out with it, so that commas still fit. */
  readonly lead: number;
  readonly length: number;
  /** True for what is never cut out: the first of a list of JSON, which has no comma before it, and what is `telling`. */
  readonly stays: boolean;
  /** True for an entry that says something about the whole file. */
  readonly telling: boolean;
  readonly facts: Facts;
}

/** The entries of a text, in order and none inside another, and the offsets at which their leads begin. */
export interface Entries {
  readonly list: readonly Entry[];
  readonly from: Int32Array;
}

/** What rules compare across entries. */
export interface Facts {
  /** The names of its hosts. */
  readonly names: readonly string[];
  /** The keys of its good pins. */
  readonly keys: readonly string[];
  /** What some rule asks about any entry of the file: which platform it pins, whether a variable names its host. */
  readonly traits: readonly string[];
}

/**
 * The entries of a model. None at all where the text does not parse, so that nobody knows what belongs together, or
 * where hosts stand outside of entries as well.
 */
export function entriesOf(model: Model): Entries {
  if (!model.problems.every(({ kind }) => HARMLESS.includes(kind))) return NO_ENTRIES;
  const list = lists(model).flatMap((siblings) => entriesIn(model, siblings));
  list.sort((a, b) => a.from - b.from);
  const entries = { list, from: Int32Array.from(list, ({ from }) => from) };
  const apart = list.every(({ lead, length }, index) => {
    return (
      lead >= 0 &&
      length > 0 &&
      (index === 0 || spanOf(entries, index - 1).end <= spanOf(entries, index).start - lead)
    );
  });
  if (!apart) return NO_ENTRIES;
  for (const set of model.pinSets) {
    const index = entryAt(entries, set.entry.span.start);
    const entry = list[index];
    if (!entry || set.entry.span.end > spanOf(entries, index).end) return NO_ENTRIES;
    note(entry.facts, set, model.kind);
  }
  return entries;
}

/** Of a text that is only judged as a whole. */
export const NO_ENTRIES: Entries = { list: [], from: new Int32Array() };

/** Where an entry stands, without its lead. */
export function spanOf({ list, from }: Entries, index: number): Span {
  const start = (from[index] ?? 0) + (list[index]?.lead ?? 0);
  return { start, end: start + (list[index]?.length ?? 0) };
}

/** The index of the entry in which, or in whose lead, an offset lies; -1 for the text around them. */
export function entryAt(entries: Entries, offset: number): number {
  const { from } = entries;
  let low = -1;
  let high = from.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((from[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low >= 0 && offset < spanOf(entries, low).end ? low : -1;
}

/** The entries when one of them is another, and the text has become longer by `by` units in it. */
export function withEntry({ list, from }: Entries, index: number, entry: Entry, by: number): Entries {
  const moved = from.slice();
  if (by !== 0) for (let i = index + 1; i < moved.length; i++) moved[i] = (moved[i] ?? 0) + by;
  return { list: list.with(index, entry), from: moved };
}

/** What leaves no doubt about where anything begins and ends. */
const HARMLESS: readonly ProblemKind[] = [
  'comment',
  'trailing-comma',
  'byte-order-mark',
  'unquoted-reference',
];

interface Sibling {
  readonly span: Span;
  /** The name of an element. */
  readonly name?: string;
}

/** The lists whose members stand for themselves; of a build action, those that pin hosts. */
function lists(model: Model): (readonly Sibling[])[] {
  const { kind, root, nsc } = model;
  switch (kind) {
    case 'pinning':
      return [itemsOf(valueAt(root, 'hosts'))];
    case 'extensibility':
      return (['global', 'android', 'ios'] as const).map((platform) =>
        itemsOf(valueAt(root, 'preferences', platform)),
      );
    case 'android-nsc':
      return nsc.flatMap((part) => part.elements.map((element) => elements(element)));
    case 'build-action':
      return [itemsOf(valueAt(root, 'platforms', 'android', 'xml')), ...iosRoots(model).flatMap(domains)];
    case 'ios-plist':
      return iosRoots(model).flatMap(domains);
  }
}

function domains(root: Node): (readonly Sibling[])[] {
  return [
    membersOf(valueAt(root, 'TSKConfiguration', 'TSKPinnedDomains')),
    membersOf(valueAt(root, 'NSAppTransportSecurity', 'NSPinnedDomains')),
  ];
}

/** Words that say something about the whole file. */
const TELLING = new RegExp(
  ['networkSecurityConfig', 'extensibilitySettings\\S*pinning', ...SINCE_12].join('|'),
  'i',
);

type Growing = Entry & { readonly from: number; readonly facts: { readonly [key in keyof Facts]: string[] } };

function entriesIn({ text, xml }: Model, siblings: readonly Sibling[]): Growing[] {
  return siblings.flatMap(({ span, name = 'domain-config' }, index) => {
    if (name !== 'domain-config') return [];
    const previous = siblings[index - 1];
    const from = previous?.span.end ?? span.start;
    const telling = TELLING.test(text.slice(span.start, span.end));
    const stays = telling || (!previous && !xml);
    const facts = { names: [], keys: [], traits: [] };
    return [{ from, lead: span.start - from, length: span.end - span.start, stays, telling, facts }];
  });
}

function note(
  { names, keys, traits }: Growing['facts'],
  { hosts, pins, pinned, platform }: PinSet,
  kind: Kind,
): void {
  for (const { name } of hosts) if (name) names.push(name);
  for (const { reading } of pins) if (reading.ok) keys.push(reading.key);
  // Only a build action pins for more than one platform.
  if (!pinned || kind !== 'build-action') return;
  for (const { name } of hosts) if (name) traits.push(platform, ...(isOpen(name) ? ['open'] : []));
}
