import type { Severity } from '../core/finding';
import type { CertificateDetails } from '../pins/details';
import type { MaterialFile, MaterialFormat } from '../pins/material';
import type { PackageFindingId } from './finding-ids';

/**
 * What a certificate package is for: the domain of an environment, a client-side certificate with which the platform
 * shows itself to a consumed web service, or the platform's store of trusted roots.
 */
export type Purpose = (typeof PURPOSES)[number];

/** Every purpose, the usual one first. */
export const PURPOSES = ['environment', 'client', 'trusted-root'] as const;

/** What a package is judged with. */
export interface InspectOptions {
  readonly purpose: Purpose;
  /** The host names that it must cover, canonical; a wildcard `*.example.org` must stand in it as such. */
  readonly hosts: readonly string[];
  /** The local date as `YYYY-MM-DD`. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The hosts that configurations at hand pin; nothing where none were looked for. */
  readonly pinned: readonly PinnedHost[] | undefined;
  readonly crypto: Cryptography;
}

/** What needs the host's cryptography and its public roots. */
export interface Cryptography {
  readonly details: (der: Uint8Array) => CertificateDetails | undefined;
  /** The way from a certificate up to its root through others, every signature verified. */
  readonly path: (certificate: Uint8Array, others: readonly Uint8Array[]) => IssuerPath;
  /** Whether a certificate's own key signed it. */
  readonly selfSigned: (certificate: Uint8Array) => boolean;
}

/** Certificates from one up to its root. */
export interface IssuerPath {
  /** DER; `included` is false for a root that only the trust store holds. */
  readonly certificates: readonly { readonly der: Uint8Array; readonly included: boolean }[];
  /** At a publicly trusted root, at a root of somebody's own, or below an issuer that is not there. */
  readonly end: 'public' | 'private' | 'missing';
}

/** A file whose content could be read. */
export type ReadMaterial = Extract<MaterialFile, { ok: true }>;

/** A certificate of a package with its place in the chain; `certificate` has none there. */
export interface InspectedCertificate extends CertificateDetails {
  readonly role: 'leaf' | 'intermediate' | 'root' | 'certificate';
  /** False for the public root that ends the chain and need not be in the package. */
  readonly included: boolean;
  readonly entry?: string;
}

/** A private key of a package: its public half alone. */
export interface InspectedKey {
  readonly key: string;
  readonly pin: string;
  /** Whether it belongs to the certificate that the package is about. */
  readonly matches: boolean;
  readonly entry?: string;
}

/** A host that a configuration pins. */
export interface PinnedHost {
  /** The file, as the user would write it, with forward slashes. */
  readonly path: string;
  readonly host: string;
  readonly platform: 'android' | 'ios' | 'both';
  /** False where the configuration says that its pins are not to be enforced. */
  readonly enforced: boolean;
  /** The pinned keys as canonical base64. */
  readonly keys: readonly string[];
}

/** What becomes of a pinned host once the package is in place: which certificate of the chain its pins match. */
export interface PinOutcome extends PinnedHost {
  readonly matches: 'leaf' | 'intermediate' | 'root' | 'none';
}

/** Something about a package that a person should know. */
export interface PackageFinding {
  readonly id: PackageFindingId;
  readonly severity: Severity;
  /** What is wrong and what it does to whom. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  readonly host?: string;
  readonly entry?: string;
}

/** Everything that is said of a package. Plain data for every form of report. */
export interface Inspection {
  readonly purpose: Purpose;
  readonly format: MaterialFormat;
  readonly protection?: string;
  /** The chain, leaf first, then certificates that have no place in it, in the order of the file. */
  readonly certificates: readonly InspectedCertificate[];
  readonly keys: readonly InspectedKey[];
  readonly chain: { readonly end: IssuerPath['end']; readonly missing?: string } | undefined;
  /** Errors first, else in the order in which they were looked for. */
  readonly findings: readonly PackageFinding[];
  /** Whole days until the certificate ends, of several roots the first; negative when it is past. */
  readonly daysLeft: number | undefined;
  /** Hosts of configurations that this certificate is for; nothing where none were looked for. */
  readonly pinned: readonly PinOutcome[] | undefined;
  /** Who owns, installs, monitors and renews such a certificate, in one line. */
  readonly responsibility: string;
}
