import { isIssuedBy, readCertificate } from './certificate';
import { bundledRoots } from './contexts';
import { buildPath } from './path';

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
  const { path } = buildPath({ served: [certificate, ...others], stored: [], roots, now });
  const top = path.at(-1)?.der ?? certificate;
  const end = isAmong(roots, top) ? 'public' : isSelfSigned(top) ? 'private' : 'missing';
  return { certificates: path.map(({ der, served }) => ({ der, included: served })), end };
}

/** Whether a certificate's own key signed it. */
export function isSelfSigned(der: Uint8Array): boolean {
  const certificate = readCertificate(der);
  return certificate !== undefined && isIssuedBy(certificate, certificate);
}

function isAmong(roots: readonly string[], der: Uint8Array): boolean {
  const wanted = Buffer.from(der).toString('base64');
  return roots.some((pem) => pem.replace(/-----[A-Z ]+-----|\s+/g, '') === wanted);
}
