import { isIssuedBy, type Known, readCertificate } from './certificate';
import { bundledRoots } from './contexts';
import { findPath } from './path';
import { openStore } from './store';

/** The way from a certificate up to its root, built from a file and the public roots without any connection. */
export interface OfflinePath {
  /** DER, the given certificate first; `included` is false for a root that only the trust store holds. */
  readonly certificates: readonly { readonly der: Uint8Array; readonly included: boolean }[];
  /** Where it ends: at a publicly trusted root, at a root of somebody's own, or below an issuer that is not there. */
  readonly end: 'public' | 'private' | 'missing';
}

/** Orders certificates from the first up to its root, signatures verified; `roots` are PEM, Node's own when absent. */
export function offlinePath(
  certificate: Uint8Array,
  others: readonly Uint8Array[],
  now: number,
  roots: readonly string[] = bundledRoots(),
): OfflinePath {
  const first = readCertificate(certificate);
  if (!first) return { certificates: [{ der: certificate, included: true }], end: 'missing' };
  const given: [Known, ...Known[]] = [first, ...others.flatMap((der) => readCertificate(der) ?? [])];
  const { links, anchored } = findPath(given, openStore(roots), now);
  const top = links.at(-1) ?? first;
  return {
    certificates: links.map(({ certificate: { raw }, id }) => ({
      der: raw,
      included: given.some((one) => one.id === id),
    })),
    end: anchored ? 'public' : isIssuedBy(top, top) ? 'private' : 'missing',
  };
}

/** Whether a certificate's own key signed it. */
export function isSelfSigned(der: Uint8Array): boolean {
  const certificate = readCertificate(der);
  return certificate !== undefined && isIssuedBy(certificate, certificate);
}
