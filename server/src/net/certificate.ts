import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import type { NameDoubt } from './doubt';
import { printable } from './refusal';

/** A certificate with what a search asks of it again and again. */
export interface Known {
  readonly certificate: X509Certificate;
  /** SHA-256 of the whole certificate, hex. */
  readonly id: string;
  /** Names as Node writes them, one attribute a line. */
  readonly subject: string;
  readonly issuer: string;
}

/** Reads a certificate from DER or PEM; undefined when the TLS library cannot. */
export function readCertificate(encoded: Uint8Array | string): Known | undefined {
  try {
    return know(new X509Certificate(encoded));
  } catch {
    return undefined;
  }
}

/** Asks a certificate what is asked again and again; undefined when the TLS library cannot say. */
export function know(certificate: X509Certificate): Known | undefined {
  try {
    const { fingerprint256: id, subject, issuer } = certificate;
    return { certificate, id, subject: subject ?? '', issuer: issuer ?? '' };
  } catch {
    return undefined;
  }
}

/** The key of a certificate for people: `RSA 2048`, `EC P-256`, `Ed25519`; `unknown` where it cannot be read. */
export function keyTypeOf(certificate: X509Certificate): string {
  try {
    const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details = {} } = certificate.publicKey;
    if (type === 'rsa') return `RSA ${details.modulusLength}`;
    if (type === 'rsa-pss') return `RSA-PSS ${details.modulusLength}`;
    if (type === 'ec')
      return `EC ${CURVES[details.namedCurve ?? ''] ?? details.namedCurve ?? 'unknown curve'}`;
    return KEYS[type] ?? type;
  } catch {
    return 'unknown';
  }
}

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};
const KEYS: Readonly<Record<string, string>> = { ed25519: 'Ed25519', ed448: 'Ed448', dsa: 'DSA' };

/** Why a certificate is not for this name (canonical, or an IP address); undefined when it is. */
export function nameProblem(certificate: X509Certificate, name: string): NameDoubt | undefined {
  if (isIP(name)) return certificate.checkIP(name) ? undefined : { code: 'other-addresses', name };
  const legacy = certificate.toLegacyObject();
  const subject = { ...legacy.subject, CN: '' };
  // Node falls back to the common name, which Android 9, iOS 13 and all browsers of today ignore.
  if (!checkServerIdentity(name, { ...legacy, subject })) return undefined;
  return { code: checkServerIdentity(name, legacy) ? 'other-names' : 'common-name-only', name };
}

/** Whether the issuer's name and key fit a certificate; key identifiers are only a hint (RFC 5280 section 4.2.1.1). */
export function isIssuedBy(known: Known, issuer: Known): boolean {
  if (known.issuer !== issuer.subject) return false;
  try {
    return known.certificate.verify(issuer.certificate.publicKey);
  } catch {
    return false;
  }
}

/** What people call the bearer of a name: its common name, else its organisation; printable, bounded, empty where it has none. */
export function titleOf(name: string): string {
  const [title = ''] = ['CN', 'O', 'OU'].flatMap((type) => attributeOf(name, type) ?? []);
  return printable(title);
}

/** The first attribute of a type in a name as Node writes it. */
export function attributeOf(name: string, type: string): string | undefined {
  const line = name.split('\n').find((attribute) => attribute.startsWith(`${type}=`));
  return line?.slice(type.length + 1);
}
