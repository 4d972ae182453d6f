import { daysBetween } from '../core/date';
import * as l10n from '../core/l10n';
import { lineIndex } from '../core/lines';
import type { HostObservation, Observed, ObservedCertificate, ObservedChain } from '../core/observed';
import type { Span } from '../core/span';
import { roleName } from '../core/words';
import type { Host } from '../model/host';
import {
  connects,
  entryKey,
  matchedCertificate,
  type ObservedHost,
  observedHosts,
  type PinMatch,
  pinMatch,
} from '../model/live';
import { distinctKeys, type Model, type PinEntry, type PinSet, pinnedSets } from '../model/model';
import { knownRoot } from '../pins/known-roots';
import { ownerOf } from '../pins/owner';
import { emptyInput, placeholderReason } from '../pins/samples';

/** A pinned host that can be asked. */
export interface AskableHost {
  readonly host: string;
  /** What tells its entry from the same one with other pins. */
  readonly entry: string;
  /** The line on which it stands, from 1. */
  readonly line: number;
  readonly platform: PinSet['platform'];
  /** False where the configuration says that its pins are not to be enforced. */
  readonly enforced: boolean;
  /** True where the build puts further pins in, so that these are not all. */
  readonly open: boolean;
  /** The date after which its pins are not enforced, as the file has it. */
  readonly expires?: string;
  /** Apple's lists, where it has such: pins that are compared with the leaf, and with what stands above it. */
  readonly identities?: { readonly leaf?: readonly string[]; readonly ca?: readonly string[] };
  /** Its different pins, `sha256/` and 44 characters of base64 each; malformed ones are left out. */
  readonly pins: readonly string[];
}

/** The hosts of a model that a person may have asked, those that are no names excepted; all, or those a span touches. */
export function askableHosts(model: Model, within?: Span): AskableHost[] {
  const lines = lineIndex(model.text);
  return askable(model)
    .filter(({ set, span }) => !within || touches(set.entry.span, within) || touches(span, within))
    .map(({ set, span, host }) => ({
      host: host.name,
      entry: entryKey(set, host),
      line: lines.place(span.start).line,
      platform: set.platform,
      enforced: set.enforced,
      open: set.open !== undefined,
      ...(set.expires ? { expires: set.expires.text } : {}),
      ...identitiesOf(set),
      pins: [...distinctKeys(set)].map((key) => `sha256/${key}`),
    }));
}

function identitiesOf({ engine, pins }: PinSet): Pick<AskableHost, 'identities'> {
  if (engine !== 'nspinned') return {};
  const of = (identity: PinEntry['identity']) => pins.filter((pin) => pin.identity === identity);
  const keys = (list: readonly PinEntry[]) =>
    list.flatMap(({ reading }) => (reading.ok ? [`sha256/${reading.key}`] : []));
  const [leaf, ca] = [of('leaf'), of('ca')];
  if (leaf.length + ca.length === 0) return {};
  return {
    identities: {
      ...(leaf.length > 0 ? { leaf: keys(leaf) } : {}),
      ...(ca.length > 0 ? { ca: keys(ca) } : {}),
    },
  };
}

/** What stands above a host: how it stands with the live host, or an offer to look. */
export interface HostNote {
  readonly span: Span;
  readonly host: string;
  /** Parts for people, in order; none where the host was not asked for this entry. */
  readonly parts: readonly string[];
}

/** One note for each pinned host, in the order of the text. */
export function hostNotes(model: Model, observed: Observed | undefined, today: string): HostNote[] {
  const seen = new Map(observedHosts(model, observed).map((one) => [one.host, one]));
  return askable(model).map(({ host, span }) => {
    const asked = seen.get(host);
    return { span, host: host.name, parts: asked ? summary(asked, today) : [] };
  });
}

/** Names a pin's certificate, for showing behind the pin. */
export interface PinNote {
  readonly span: Span;
  readonly text: string;
}

/** A note for each pin whose certificate is known: from the host's chain, or as a public root. */
export function pinNotes(model: Model, observed: Observed | undefined): PinNote[] {
  const seen = new Map<PinSet, ObservedChain[]>();
  for (const { set, observation } of observedHosts(model, observed))
    seen.set(set, [...(seen.get(set) ?? []), ...observation.chains]);
  return pinnedSets(model).flatMap((set) => {
    const chains = seen.get(set) ?? [];
    return set.pins.flatMap((pin) => {
      const text = pinNote(pin, chains);
      return text ? [{ span: pin.span, text }] : [];
    });
  });
}

/** The certificates of served chains that a pin names, each once, with the observation that it comes from. */
export function servedCertificates(
  model: Model,
  observed: Observed | undefined,
  pin: PinEntry,
): { readonly certificate: ObservedCertificate; readonly observation: HostObservation }[] {
  const found = new Map<string, { certificate: ObservedCertificate; observation: HostObservation }>();
  for (const { set, observation } of observedHosts(model, observed)) {
    if (!set.pins.includes(pin)) continue;
    for (const chain of observation.chains) {
      const certificate = matchedCertificate(pin, chain);
      if (certificate) found.set(certificate.fingerprint, { certificate, observation });
    }
  }
  return [...found.values()];
}

interface Askable {
  readonly set: PinSet;
  readonly host: Host;
  readonly span: Span;
}

const NO_NAME: readonly string[] = ['blank', 'list', 'wildcard', 'characters'];

function askable(model: Model): Askable[] {
  return pinnedSets(model).flatMap((set) =>
    set.hosts
      .filter(({ name, fault }) => name !== '' && !(fault && NO_NAME.includes(fault)))
      .map((host) => ({ set, host, span: host.span })),
  );
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** `matches leaf · backup ok · leaf ends in 34 days`. */
function summary({ set, observation }: ObservedHost, today: string): string[] {
  const { chains, error } = observation;
  if (error) return [l10n.t('no chain: {0}', error.message)];
  if (chains.length === 0) return [l10n.t('no chain')];
  const matches = set.pins.map((pin) => pinMatch(pin, chains));
  const fits = chains.every((chain) => connects(set, chain));
  const parts = [fits ? l10n.t('matches {0}', roles(matches)) : misfit(set, chains)];
  // What the build puts in may match, or be the backup.
  if (set.open) parts.push(l10n.t('the build puts further pins in'));
  else if (fits) parts.push(hasBackup(set, matches) ? l10n.t('backup ok') : l10n.t('no backup'));
  if (chains.some(({ trust, nameMatches }) => trust !== 'public' || !nameMatches))
    parts.push(l10n.t('not publicly trusted'));
  const end = firstEnd(chains, today);
  return end === undefined ? parts : [...parts, end];
}

function misfit(set: PinSet, chains: readonly ObservedChain[]): string {
  if (chains.some((chain) => connects(set, chain))) return l10n.t('matches some chains only');
  return set.open ? l10n.t('no pin that stands here matches') : l10n.t('no pin matches');
}

function roles(matches: readonly PinMatch[]): string {
  return (['leaf', 'intermediate', 'root'] as const)
    .filter((role) => matches.includes(role))
    .map(roleName)
    .reduce((all, role) => (all === '' ? role : l10n.t('{0} and {1}', all, role)), '');
}

/** A pin outside of the chain is a backup, unless it is nobody's key. */
function hasBackup({ pins }: PinSet, matches: readonly PinMatch[]): boolean {
  return pins.some(
    ({ reading }, at) =>
      matches[at] === 'none' && reading.ok && !placeholderReason(reading.key) && !emptyInput(reading.key),
  );
}

function firstEnd(chains: readonly ObservedChain[], today: string): string | undefined {
  const ends = chains.flatMap(({ certificates }) => certificates[0]?.notAfter.slice(0, 10) || []).sort();
  const [first] = ends;
  if (first === undefined) return undefined;
  const days = daysBetween(today, first);
  if (Number.isNaN(days)) return undefined;
  if (days < 0) return l10n.t('leaf ended on {0}', first);
  if (days < 2) return days === 0 ? l10n.t('leaf ends today') : l10n.t('leaf ends in 1 day');
  return l10n.t('leaf ends in {0} days', days);
}

function pinNote(pin: PinEntry, chains: readonly ObservedChain[]): string | undefined {
  if (!pin.reading.ok) return undefined;
  const certificate = chains.map((chain) => matchedCertificate(pin, chain)).find((one) => one !== undefined);
  const root = knownRoot(pin.reading.key);
  if (certificate) return `${roleName(certificate.role)}: ${root?.name ?? shortName(certificate.subject)}`;
  if (chains.length === 0) return root?.name;
  return root ? l10n.t('{0}, not in the chain', root.name) : l10n.t('not in the chain');
}

/** More of a name than fits behind a pin. */
const MAX_NAME = 60;

function shortName(subject: string): string {
  const name = ownerOf(subject) ?? '';
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
}
