import { isDate } from '../core/date';
import * as l10n from '../core/l10n';
import { type Host, type HostFault, readHost } from '../model/host';
import { type Model, type PinEntry, type PinSet, pinStyle } from '../model/model';
import { isOpen } from '../model/open-values';
import { list, type Notes, note, quote } from './notes';

/** A host as one platform pins it, all its entries taken together. */
export interface Pinned {
  readonly name: string;
  /** Canonical base64, in the order of the text. */
  readonly keys: ReadonlySet<string>;
  readonly subdomains: boolean;
  /** The day, `YYYY-MM-DD`, from which the pins are no longer checked. */
  readonly expires: string | undefined;
  /** False where a pin that does not match is only reported. */
  readonly enforced: boolean;
  /** True for a name that TrustKit refuses, and Android does not. */
  readonly androidOnly: boolean;
}

/** Hosts by their names. */
export type Hosts = ReadonlyMap<string, Pinned>;

/** What a configuration really pins on each platform. */
export interface Gathered {
  readonly android: Hosts;
  readonly ios: Hosts;
}

/** Reads what a model pins; whatever no conversion can keep is noted. */
export function gather(model: Model, notes: Notes): Gathered {
  const android = new Map<string, Draft>();
  const ios = new Map<string, Draft>();
  for (const set of model.pinSets) {
    if (!set.pinned || set.hosts.length === 0) {
      noteUnpinned(set, notes);
      continue;
    }
    const names = set.hosts.flatMap((host) => nameOf(host, notes) ?? []);
    for (const { name, host } of names) {
      const draft = draftOf(set, host, name, notes);
      if (set.platform !== 'ios') put(android, { ...draft, subdomains: onAndroid(set, host) }, notes);
      if (set.platform !== 'android') put(ios, { ...draft, keys: new Set(draft.keys) }, notes);
    }
  }
  return { android: withKeys(android, notes), ios: withKeys(ios, notes) };
}

type Draft = Pinned & { readonly keys: Set<string> };

function noteUnpinned(set: PinSet, notes: Notes): void {
  for (const { text } of set.hosts)
    note(notes, l10n.t('left out for want of pins; those of a domain above may hold here.'), text);
  if (!set.pinned) return;
  const pins = list(set.pins.map(({ text }) => text)) || l10n.t('they are variables');
  note(notes, l10n.t('Pins without a host of their own are left out: {0}.', pins));
}

/** The plugin writes every host for Android with its subdomains, whatever it does on iOS. */
function onAndroid({ engine }: PinSet, { subdomains }: Host): boolean {
  return engine === 'plugin' || subdomains === true;
}

/** Names that only TrustKit refuses. */
const TRUSTKIT_FAULTS: readonly HostFault[] = ['ip-address', 'single-label', 'public-suffix', 'unknown-tld'];

/** Faults behind which the host name still stands. */
const REDUCIBLE: readonly HostFault[] = ['scheme', 'user-info', 'port', 'path', 'blank'];

function nameOf(host: Host, notes: Notes): { readonly name: string; readonly host: Host } | undefined {
  const { text, name, fault } = host;
  if (isOpen(text)) {
    note(notes, l10n.t('left out, because the build puts the host in place of a variable.'), text);
    return undefined;
  }
  const reducible = fault && REDUCIBLE.includes(fault) && !readHost(name, host.span, undefined).fault;
  if (!fault || TRUSTKIT_FAULTS.includes(fault) || reducible) {
    if (name !== text) note(notes, l10n.t('written as the host name {0}.', quote(name)), text);
    return { name, host };
  }
  note(notes, l10n.t('no host name, so left out with the pins.'), text);
  return undefined;
}

function draftOf(set: PinSet, host: Host, name: string, notes: Notes): Draft {
  const keys = new Set<string>();
  for (const pin of set.pins) {
    const key = keyOf(pin, set, name, notes);
    if (key === undefined) continue;
    if (keys.has(key))
      note(notes, l10n.t('the pin {0} stands several times and is written once.', quote(key)), name);
    keys.add(key);
  }
  noteLost(set, name, notes);
  if (set.engine === 'nspinned') noteApple(set, host, name, notes);
  const expires = set.expires && day(set.expires.text);
  if (set.expires && !expires)
    note(
      notes,
      l10n.t('the date {0} is no day of the calendar and is left out.', quote(set.expires.text)),
      name,
    );
  return {
    name,
    keys,
    subdomains: host.subdomains === true,
    expires,
    enforced: set.enforced,
    androidOnly: host.fault !== undefined && TRUSTKIT_FAULTS.includes(host.fault),
  };
}

/** The key that a pin names, or means and only misspells. */
function keyOf({ text, reading }: PinEntry, set: PinSet, name: string, notes: Notes): string | undefined {
  const key = reading.prefix === 'sha1/' ? undefined : reading.ok ? reading.key : reading.meant;
  if (key === undefined) note(notes, l10n.t('{0} is no pin and is left out.', quote(text)), name);
  else if (!reading.ok || reading.prefix !== (pinStyle(set) === 'prefixed' ? 'sha256/' : ''))
    note(
      notes,
      l10n.t('{0} is misspelt, and written as the pin {1} that it means.', quote(text), quote(key)),
      name,
    );
  return key;
}

function noteLost({ open, condition, list: items, pins, engine }: PinSet, name: string, notes: Notes): void {
  if (open)
    note(
      notes,
      l10n.t('what the build puts in place of {0} is unknown and left out.', list(open.names)),
      name,
    );
  else if (engine !== 'nspinned' && items && items.items.length > pins.length)
    note(notes, l10n.t('an item among the pins is no text and is left out.'), name);
  if (condition !== undefined)
    note(
      notes,
      l10n.t('pinned under the condition {0} only; what is written holds always.', quote(condition)),
      name,
    );
}

function noteApple({ pins }: PinSet, host: Host, name: string, notes: Notes): void {
  const lists = new Set(pins.map(({ identity }) => identity));
  if (lists.size > 0) note(notes, appleText(lists), name);
  if (host.subdomains)
    note(
      notes,
      l10n.t("Apple's pins hold for one level of subdomains; those written, if any, for all."),
      name,
    );
}

function appleText(lists: ReadonlySet<PinEntry['identity']>): string {
  if (lists.size > 1)
    return l10n.t(
      "Apple's lists had to match both, the server's own key and an authority's; now one match is enough.",
    );
  return lists.has('leaf')
    ? l10n.t("Apple compared the pins with the server's own key alone; now an authority's counts as well.")
    : l10n.t("Apple compared the pins with authorities alone; now the server's own key counts as well.");
}

/** A day with all its digits; TrustKit reads it without them, too. */
function day(text: string): string | undefined {
  const [year = '', month = '', rest = ''] = text.trim().split('-', 4);
  const padded = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${rest.padStart(2, '0')}`;
  return /^\d+-\d+-\d+$/.test(text.trim()) && isDate(padded) ? padded : undefined;
}

/** Entries of one host become one, so that no connection is refused that any of them let pass. */
function put(hosts: Map<string, Draft>, draft: Draft, notes: Notes): void {
  const known = hosts.get(draft.name);
  if (!known) {
    hosts.set(draft.name, draft);
    return;
  }
  note(notes, l10n.t('there several times; the pins of all entries are put together.'), draft.name);
  for (const key of draft.keys) known.keys.add(key);
  const ends = known.expires !== undefined && draft.expires !== undefined;
  const later = ends && known.expires > draft.expires ? known.expires : draft.expires;
  if (known.expires !== draft.expires)
    note(
      notes,
      ends
        ? l10n.t('the dates differ; the later one is written.')
        : l10n.t('the dates differ; none is written.'),
      draft.name,
    );
  hosts.set(draft.name, {
    ...known,
    subdomains: known.subdomains || draft.subdomains,
    expires: ends ? later : undefined,
    enforced: known.enforced || draft.enforced,
    androidOnly: known.androidOnly,
  });
}

function withKeys(hosts: ReadonlyMap<string, Draft>, notes: Notes): Hosts {
  const kept = [...hosts].filter(([name, { keys }]) => {
    if (keys.size === 0) note(notes, l10n.t('left out, because no pin can be written.'), name);
    return keys.size > 0;
  });
  return new Map(kept);
}
