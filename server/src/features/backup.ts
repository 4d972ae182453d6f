import type { ObservedCertificate, ObservedChain } from '../core/observed';
import type { PinItem, PlacedCertificate } from '../pins/chain';
import { pinKey } from '../pins/pin';
import { AMAZON, isAmazons, type RootSet, rootsOfIssuer } from './root-set';

/** A host that lacks a backup, as far as the choice of one depends on it. */
export interface BackupHost {
  readonly host: string;
  /** What it pins already, as canonical base64. */
  readonly keys: readonly string[];
  /** What it served when a person had it asked; none before that. */
  readonly chains: readonly ObservedChain[];
}

/** Where a backup can come from: a file with a key that is in hand, a new key, a set of public roots, a served chain. */
export type BackupSource =
  | { readonly from: 'file' | 'new-key' }
  /** `missing` is how many roots of the set not every host pins yet; at least one. */
  | { readonly from: 'roots'; readonly set: RootSet; readonly missing: number }
  /** `seen` where every host was asked, so that nobody has to be dialled. */
  | { readonly from: 'chain'; readonly seen: boolean };

/** The sources of a backup and who holds the keys of the hosts, which decides what is worth most. */
export interface BackupSources {
  /** True where Amazon makes the keys: a key of one's own is never served there. */
  readonly managed: boolean;
  /** The first lives longest through what happens to these hosts next. */
  readonly sources: readonly BackupSource[];
}

/**
 * Where a backup for these hosts can come from. A key of one's own outlives any change of authority (RFC 7469 §4.3), an
 * authority's roots outlive every renewal with it; the keys of a chain come last, being no backup at all. Where Amazon
 * holds the keys, nobody has one of one's own to put there, and its roots come first.
 */
export function backupSources(hosts: readonly BackupHost[], today: string, product?: string): BackupSources {
  const managed = hosts.length > 0 && hosts.every(({ host, chains }) => isAmazons(host, chains, product));
  const sets = rootSets(hosts, managed, today).flatMap((set): BackupSource[] => {
    const missing = set.roots.filter(({ key }) => !hosts.every(({ keys }) => keys.includes(key))).length;
    return missing > 0 ? [{ from: 'roots', set, missing }] : [];
  });
  const own: readonly BackupSource[] = [{ from: 'file' }, { from: 'new-key' }];
  const chain: BackupSource = { from: 'chain', seen: commonCertificates(hosts).length > 0 };
  return { managed, sources: managed ? [...sets, chain, ...own] : [...own, ...sets, chain] };
}

/** The sets that serve every one of the hosts. */
function rootSets(hosts: readonly BackupHost[], managed: boolean, today: string): readonly RootSet[] {
  const issuers = hosts.map(({ chains }) => chains.map((chain) => rootsOfIssuer(chain, today)));
  const [first] = issuers[0] ?? [];
  const shared =
    first &&
    issuers.every((sets) => sets.length > 0 && sets.every((set) => set?.authority === first.authority));
  return [...new Set([...(shared ? [first] : []), ...(managed ? [AMAZON] : [])])];
}

/** The certificates that stand in every chain that the hosts served; none where one of them was not asked. */
export function commonCertificates(hosts: readonly BackupHost[]): readonly ObservedCertificate[] {
  const chains = hosts.flatMap((one) => one.chains);
  if (chains.length === 0 || hosts.some((one) => one.chains.length === 0)) return [];
  // One host has a chain for each kind of key, and every one of them counts.
  if (hosts.length === 1) return chains.flatMap(({ certificates }) => certificates);
  const served = hosts.map((one) => new Set(one.chains.flatMap(pinsOf)));
  return chains
    .flatMap(({ certificates }) => certificates)
    .filter(({ pin }) => served.every((pins) => pins.has(pin)));
}

/** The hosts that serve all of these pins now, so that none of them is a backup there (RFC 7469 §4.3). */
export function servedBy(pins: readonly string[], hosts: readonly BackupHost[]): readonly string[] {
  return hosts
    .filter(
      ({ chains }) =>
        chains.length > 0 && pins.every((pin) => chains.some((one) => pinsOf(one).includes(pin))),
    )
    .map(({ host }) => host);
}

function pinsOf({ certificates }: ObservedChain): string[] {
  return certificates.map(({ pin }) => pin);
}

/** A key that could be pinned as a backup, with what decides whether it is a good one. */
export interface BackupCandidate {
  readonly certificate: PinItem;
  /** The key as canonical base64, as a model's pins carry it. */
  readonly key: string;
  readonly pinned: boolean;
  readonly survives: Survival;
}

/**
 * What a pin lives through. `renewals`: every one with the same authority; `server-keys`: new keys of the server, as
 * long as the same intermediate issues for them; `change`: the change to a key that is not in use yet; `nothing`: it
 * is the key in use.
 */
export type Survival = 'renewals' | 'server-keys' | 'change' | 'nothing';

const SURVIVES: Readonly<Record<PinItem['role'], Survival>> = {
  root: 'renewals',
  intermediate: 'server-keys',
  leaf: 'nothing',
  certificate: 'change',
  csr: 'change',
  'public-key': 'change',
  'private-key': 'change',
};

/** In which order the keys of chains are offered. */
const ORDER: readonly Survival[] = ['renewals', 'change', 'server-keys', 'nothing'];

/**
 * The keys of served chains as backups, each once: the longest-lived on top, the leaves last.
 * `pinned` are keys as canonical base64.
 */
export function chainCandidates(
  certificates: readonly ObservedCertificate[],
  pinned: readonly string[],
): BackupCandidate[] {
  const once = new Map(certificates.toReversed().map((certificate) => [certificate.pin, certificate]));
  return [...once.values()]
    .map((certificate) => candidate(placed(certificate), pinned))
    .sort((a, b) => ORDER.indexOf(a.survives) - ORDER.indexOf(b.survives));
}

/** What an observation leaves out of a certificate decides nothing here. */
function placed(certificate: ObservedCertificate): PlacedCertificate {
  const { role, subject, issuer } = certificate;
  return {
    key: '',
    authority: role === 'root' || role === 'intermediate',
    selfIssued: subject === issuer,
    names: [],
    ...certificate,
  };
}

/** The keys of a file as backups, in the order of the file. */
export function fileCandidates(
  certificates: readonly PinItem[],
  pinned: readonly string[],
): BackupCandidate[] {
  return certificates.map((certificate) => candidate(certificate, pinned));
}

function candidate(certificate: PinItem, pinned: readonly string[]): BackupCandidate {
  const key = pinKey(certificate.pin);
  const survives =
    certificate.role === 'certificate' && certificate.authority
      ? SURVIVES.intermediate
      : SURVIVES[certificate.role];
  return { certificate, key, pinned: pinned.includes(key), survives };
}
