import type { ChainResult, PlacedCertificate } from '../pins/chain';

/** A key that could be pinned as a backup, with what decides whether it is a good one. */
export interface BackupCandidate {
  readonly certificate: PlacedCertificate;
  /** The key as canonical base64, as a model's pins carry it. */
  readonly key: string;
  readonly pinned: boolean;
  /** What a pin of this key lives through, as a clause for people. */
  readonly survives: string;
}

const SURVIVES: Readonly<Record<PlacedCertificate['role'], string>> = {
  root: 'survives every renewal, as long as the server stays with this authority',
  intermediate: 'survives a new server key, but not a change of intermediate, which comes unannounced',
  leaf: 'no backup: this is the key in use, and the pin dies with it',
  certificate: 'survives the change to this certificate, when its key is not in use yet',
};

/** The keys of a served chain as backups: issuing authorities first, the longest-lived of them on top, the leaf last. */
export function chainCandidates(chain: ChainResult, pinned: readonly string[]): BackupCandidate[] {
  return chain.certificates.map((certificate) => candidate(certificate, pinned)).reverse();
}

/** The keys of a file's certificates as backups, in the order of the file. */
export function fileCandidates(
  certificates: readonly PlacedCertificate[],
  pinned: readonly string[],
): BackupCandidate[] {
  return certificates.map((certificate) => candidate(certificate, pinned));
}

function candidate(certificate: PlacedCertificate, pinned: readonly string[]): BackupCandidate {
  const key = certificate.pin.replace(/^sha256\//, '');
  const survives =
    certificate.role === 'certificate' && certificate.authority
      ? SURVIVES.intermediate
      : SURVIVES[certificate.role];
  return { certificate, key, pinned: pinned.includes(key), survives };
}
