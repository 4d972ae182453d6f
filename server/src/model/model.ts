import type { Problem } from '../core/problem';
import type { Span } from '../core/span';
import type { ArrayNode, Member, Node } from '../core/tree';
import type { PinReading } from '../pins/pin';
import type { Host } from './host';
import type { Kind } from './kind';
import type { ShapeFault } from './shape';

/** A text as rules see it: what it says about pinned hosts, and how it is built. */
export interface Model {
  readonly kind: Kind;
  readonly text: string;
  readonly root: Node | undefined;
  /** What the parser overcame. */
  readonly problems: readonly Problem[];
  /** Where the text departs from the grammar of its kind. */
  readonly shapeFaults: readonly ShapeFault[];
  readonly pinSets: readonly PinSet[];
  readonly bypassFlags: readonly BypassFlag[];
}

/**
 * What enforces a set of pins at run time; how strict it is follows from that:
 * `plugin` the SSL Pinning plugin (TrustKit on iOS, a network security configuration on Android), `nsc` Android's
 * own configuration, `trustkit` TrustKit's plist, `nspinned` Apple's NSPinnedDomains.
 */
export type Engine = 'plugin' | 'nsc' | 'trustkit' | 'nspinned';

/** Hosts that share a list of pins: one host everywhere but in Android's `domain-config`. */
export interface PinSet {
  readonly engine: Engine;
  readonly platform: 'android' | 'ios' | 'both';
  readonly hosts: readonly Host[];
  readonly pins: readonly PinEntry[];
  /** The list of pins, where one stands, for marking and for inserting. */
  readonly list: PinList | undefined;
  /** Whether subdomains are pinned as well; undefined where the two platforms differ or nothing is said. */
  readonly includeSubdomains?: boolean;
  /** The date after which the pins are silently not enforced. */
  readonly expires?: { readonly text: string; readonly span: Span };
  readonly enforced: boolean;
  /** The whole entry (a host's object, a `domain-config`), and its position among its siblings. */
  readonly entry: {
    readonly span: Span;
    readonly siblings: readonly { readonly span: Span }[];
    readonly index: number;
  };
}

/** Where pins are listed; only JSON arrays can be edited so far. */
export interface PinList {
  readonly span: Span;
  readonly array: ArrayNode;
}

/** One pin where it stands: the span covers its text, without quotes. */
export interface PinEntry {
  readonly text: string;
  readonly span: Span;
  readonly reading: PinReading;
  /** Its index among the items of the list. */
  readonly index: number;
}

/** The name `BypassOSDomainsValidation`, in any case, with its value. */
export interface BypassFlag {
  readonly name: string;
  /** The name where it stands, without quotes. */
  readonly span: Span;
  readonly value: Node | undefined;
  /** The containers from the root down to the element that holds the flag, for removing it with what gets empty. */
  readonly path: readonly Nested[];
}

/** An element of a container: a member of an object or an item of an array. */
export interface Nested {
  readonly container: Node;
  readonly siblings: readonly (Member | Node)[];
  readonly index: number;
}

const keysOf = new WeakMap<PinSet, ReadonlySet<string>>();

/** The different keys that a set pins; malformed pins count as none. Remembered, as several rules ask. */
export function distinctKeys(set: PinSet): ReadonlySet<string> {
  const known = keysOf.get(set);
  if (known) return known;
  const keys = new Set<string>();
  for (const { reading } of set.pins) {
    if (reading.ok) keys.add(reading.key);
  }
  keysOf.set(set, keys);
  return keys;
}

/** The name that a finding about a whole set carries. */
export function hostOf(set: PinSet): string | undefined {
  return set.hosts[0]?.name;
}

/** How a set's engine writes pins. */
export function pinStyle(set: PinSet): 'prefixed' | 'bare' {
  return set.engine === 'plugin' ? 'prefixed' : 'bare';
}
