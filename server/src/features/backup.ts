import type { ChainResult, PinItem } from '../pins/chain';

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

/** The keys of a served chain as backups: issuing authorities first, the longest-lived of them on top, the leaf last. */
export function chainCandidates(chain: ChainResult, pinned: readonly string[]): BackupCandidate[] {
  return chain.certificates.map((certificate) => candidate(certificate, pinned)).reverse();
}

/** The keys of a file as backups, in the order of the file. */
export function fileCandidates(
  certificates: readonly PinItem[],
  pinned: readonly string[],
): BackupCandidate[] {
  return certificates.map((certificate) => candidate(certificate, pinned));
}

function candidate(certificate: PinItem, pinned: readonly string[]): BackupCandidate {
  const key = certificate.pin.replace(/^sha256\//, '');
  const survives =
    certificate.role === 'certificate' && certificate.authority
      ? SURVIVES.intermediate
      : SURVIVES[certificate.role];
  return { certificate, key, pinned: pinned.includes(key), survives };
}
