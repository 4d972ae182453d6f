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
 * around the siblings, and from those siblings that its facts tie it to.
 */
export interface Entry {
  readonly span: Span;
  /** Where the text begins that can be cut out with it: the end of the sibling before, so that commas still fit. */
  readonly from: number;
  /** True for what is never cut out: the first of a list of JSON, which has no comma before it, and what is `telling`. */
  readonly stays: boolean;
  /** True for an entry that says something about the whole file. */
  readonly telling: boolean;
  readonly facts: Facts;
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
 * The entries of a model in the order of the text, none inside another. None at all where the text does not parse, so
 * that nobody knows what belongs together, or where hosts stand outside of entries as well.
 */
export function entriesOf(model: Model): Entry[] {
  if (!model.problems.every(({ kind }) => HARMLESS.includes(kind))) return [];
  const entries = lists(model).flatMap((siblings) => entriesIn(model, siblings));
  entries.sort((a, b) => a.from - b.from);
  const apart = entries.every(({ from, span }, index) => {
    return from <= span.start && span.start < span.end && (entries[index - 1]?.span.end ?? 0) <= from;
  });
  if (!apart) return [];
  for (const set of model.pinSets) {
    const entry = entries[lastFrom(entries, set.entry.span.start)];
    if (!entry || set.entry.span.end > entry.span.end) return [];
    note(entry.facts, set, model.kind);
  }
  return entries;
}

/** The index of the last entry that begins at or before an offset, blanks before it included; -1 where there is none. */
export function lastFrom(entries: readonly Pick<Entry, 'from'>[], offset: number): number {
  let low = -1;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((entries[middle]?.from ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
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

type Growing = Entry & { readonly facts: { readonly [key in keyof Facts]: string[] } };

function entriesIn({ text, xml }: Model, siblings: readonly Sibling[]): Growing[] {
  return siblings.flatMap(({ span, name = 'domain-config' }, index) => {
    if (name !== 'domain-config') return [];
    const previous = siblings[index - 1];
    const telling = TELLING.test(text.slice(span.start, span.end));
    const facts = { names: [], keys: [], traits: [] };
    return [
      { span, from: previous?.span.end ?? span.start, stays: telling || (!previous && !xml), telling, facts },
    ];
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
