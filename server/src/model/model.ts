import type { Problem } from '../core/problem';
import type { Span } from '../core/span';
import type { Member, Node } from '../core/tree';
import type { XmlDocument, XmlElement } from '../core/xml-tree';
import type { PinReading } from '../pins/pin';
import type { BuildAction } from './build-action';
import type { ActionFault } from './check-build-action';
import type { Host } from './host';
import type { Kind } from './kind';
import type { Preference, Reference } from './read-extensibility';
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
  /** The Cordova preferences that an extensibility configuration sets. */
  readonly preferences: readonly Preference[];
  /** References such as `$resources.X` in an extensibility configuration. */
  readonly references: readonly Reference[];
  /** Network security configurations: the file itself, or the fragments that a build action injects. */
  readonly nsc: readonly NscPart[];
  /** The root of an iOS property list, read into the same tree as JSON. */
  readonly plist: Node | undefined;
  readonly buildAction: BuildAction | undefined;
  /** Where a build action is not what the engine can carry out. */
  readonly actionFaults: readonly ActionFault[];
  /** Where the comments of a YAML text stand; those of JSON are problems, those of XML stand in its document. */
  readonly comments: readonly Span[];
  /** What an XML file says as a whole, comments included. */
  readonly xml: XmlDocument | undefined;
}

/** Elements of a network security configuration that stand together. */
export interface NscPart {
  /** A whole `network-security-config`, or elements that are put into one. */
  readonly whole: boolean;
  /** The names of the elements around a fragment, outermost first, as far as its build action tells. */
  readonly path: readonly string[];
  readonly elements: readonly XmlElement[];
  readonly document: XmlDocument;
  /** The condition under which a build action puts them there. */
  readonly condition?: string;
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
  /** False for hosts that are named without pins, such as those of a `domain-config` without `pin-set`. */
  readonly pinned: boolean;
  readonly hosts: readonly Host[];
  readonly pins: readonly PinEntry[];
  /** Pins that the build puts in place of variables; `whole` where one stands for the list and their number is unknown. */
  readonly open?: { readonly names: readonly string[]; readonly whole: boolean };
  /** The list of pins, where one stands, for marking and for inserting; of several, the one with the fewest keys. */
  readonly list: PinList | undefined;
  /** The date after which the pins are silently not enforced. */
  readonly expires?: { readonly text: string; readonly span: Span };
  readonly enforced: boolean;
  /** The condition under which a build action sets these pins; others may hold in another build. */
  readonly condition?: string;
  /** The whole entry (a host's object, a `domain-config`), and its position among its siblings. */
  readonly entry: {
    readonly span: Span;
    readonly siblings: readonly { readonly span: Span }[];
    readonly index: number;
  };
}

/** Where pins are listed, and how a further one is written there. */
export interface PinList {
  /** What a finding about the list marks. */
  readonly span: Span;
  /** The items with everything that belongs to them, in the order of the text. */
  readonly items: readonly { readonly span: Span }[];
  /**
   * `json`: strings between brackets; `yaml`: a block of `- ` lines; `nsc`: `pin` elements; `plist`: `string`
   * elements; `nspinned`: `dict` elements with `SPKI-SHA256-BASE64`, and the same as objects of JSON and YAML.
   */
  readonly form: 'json' | 'yaml' | 'nsc' | 'plist' | 'nspinned' | 'nspinned-json' | 'nspinned-yaml';
  /** The offset at which the first item of an empty list is written. */
  readonly start: number;
  /** The name of the element, where the list is an empty one without an end tag. */
  readonly hollow?: string;
  /** Spells inner text the way the file needs it, where the list stands inside a string. */
  readonly write: (text: string) => string;
}

/** One pin where it stands: the span covers its text, without quotes. */
export interface PinEntry {
  readonly text: string;
  readonly span: Span;
  readonly reading: PinReading;
  /** The text with the blanks around it, where the platform trims them and Android Lint does not. */
  readonly padded?: Span;
  /** Its index among the items of its list. */
  readonly index: number;
  /** The list in which it stands, where its set has several, and what that list is compared with. */
  readonly list?: PinList;
  readonly identity?: 'ca' | 'leaf';
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

/** The different keys in the list where fewest stand: of Apple's two, each must match, so each needs a backup. */
export function keysOfList({ pins, list }: PinSet): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const pin of pins) {
    if (pin.reading.ok && (pin.list === undefined || pin.list === list)) keys.add(pin.reading.key);
  }
  return keys;
}

/** The sets of hosts that carry pins; a host that is only named is nobody's pin. */
export function pinnedSets(model: Model): readonly PinSet[] {
  const { pinSets } = model;
  return pinSets.every(({ pinned }) => pinned) ? pinSets : pinSets.filter(({ pinned }) => pinned);
}

/** The name that a finding about a whole set carries. */
export function hostOf(set: PinSet): string | undefined {
  return set.hosts[0]?.name;
}

/** How a set's engine writes pins. */
export function pinStyle(set: PinSet): 'prefixed' | 'bare' {
  return set.engine === 'plugin' ? 'prefixed' : 'bare';
}
