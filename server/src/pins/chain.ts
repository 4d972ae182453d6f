import * as l10n from '../core/l10n';
import type { Certificate } from './certificate';
import type { CertificateMaterial, Material } from './material';

/** A certificate of a chain or a file, with its place there. */
export interface PlacedCertificate extends Certificate {
  readonly role: 'leaf' | 'intermediate' | 'root' | 'certificate';
  /** False when the server did not send it and it was completed from a trust store; absent for files. */
  readonly served?: boolean;
}

/** A chain as it was served, with the verdict on it. */
export interface ChainResult {
  readonly address: string;
  readonly keyType: string;
  readonly protocol: string;
  readonly trust: 'public' | 'local' | 'none';
  readonly reason?: string;
  readonly nameMatches: boolean;
  readonly nameReason?: string;
  readonly certificates: readonly PlacedCertificate[];
}

/** A certificate of a chain, or what a file holds. */
export type PinItem = PlacedCertificate | Material;

/** Whether something is a certificate, with issuer and dates, and not a request or a bare key. */
export function isCertificate(item: PinItem): item is PlacedCertificate | CertificateMaterial {
  return 'issuer' in item;
}

/** What one target gave: chains of a host, certificates and keys of a file, or the reason for neither. */
export interface PinResult {
  readonly target: string;
  readonly chains?: readonly ChainResult[];
  readonly certificates?: readonly PinItem[];
  /** What a file holds besides that gives no pin, such as a key that stays closed; clauses for people. */
  readonly unread?: readonly string[];
  readonly error?: { readonly code: string; readonly message: string };
}

/** A chain whose pins may be trusted without a second thought: a public root vouches for this very name. */
export function isTrustworthy({ trust, nameMatches }: Pick<ChainResult, 'trust' | 'nameMatches'>): boolean {
  return trust === 'public' && nameMatches;
}

/** The verdict on a chain in one clause. */
export function verdict(chain: Pick<ChainResult, 'trust' | 'reason' | 'nameMatches' | 'nameReason'>): string {
  const { nameMatches, nameReason } = chain;
  if (nameMatches) return trustText(chain);
  const name = nameReason
    ? l10n.t('the name does not match: {0}', nameReason)
    : l10n.t('the name does not match');
  return `${trustText(chain)}; ${name}`;
}

function trustText({ trust, reason }: Pick<ChainResult, 'trust' | 'reason'>): string {
  if (trust === 'public') return l10n.t('publicly trusted');
  if (trust === 'none') return reason ? l10n.t('not trusted: {0}', reason) : l10n.t('not trusted');
  const local = l10n.t('trusted on this machine only, perhaps an intercepting proxy');
  return reason ? `${local}: ${reason}` : local;
}

/** Whole days from one date to a certificate's end; negative when it is past, nothing for an unreadable date. */
export function daysLeft(notAfter: string, today: string): number | undefined {
  const days = (Date.parse(notAfter) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000;
  return Number.isNaN(days) ? undefined : Math.floor(days);
}
