import { sha256 } from '@noble/hashes/sha2';
import { type Asn1, fields, parseDer } from './asn1';
import { encodeHex } from './base64';
import { bytesOf, type Element } from './der';
import { keyName } from './key';
import { distinguishedName } from './name';
import { pinText } from './pin';
import { certificateParts } from './spki';

/** What people want to know of a certificate before they pin its key. */
export interface Certificate {
  /** Most specific part first, as in RFC 4514: `CN=api.example.org, O=Example`. */
  readonly subject: string;
  readonly issuer: string;
  /** Both as `YYYY-MM-DDTHH:MM:SSZ`; empty when the certificate holds no readable date. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** The kind of key and its size or curve: `RSA 2048`, `EC P-256`, `Ed25519`. */
  readonly key: string;
  /** The pin as it is written in a pinning file: `sha256/` and 44 characters of base64. */
  readonly pin: string;
  /** The SHA-256 of the whole certificate, lower-case hexadecimal; never to be pinned. */
  readonly fingerprint: string;
  /** Whether it may issue certificates (basicConstraints). */
  readonly authority: boolean;
  /** Whether subject and issuer are the same bytes, as in every root. */
  readonly selfIssued: boolean;
  /** The DNS names of its subjectAltName, at most a hundred. */
  readonly names: readonly string[];
}

const BASIC_CONSTRAINTS = '2.5.29.19';
const SUBJECT_ALT_NAME = '2.5.29.17';

/** Describes a DER certificate; nothing for bytes that are none. Fields that cannot be read are empty, the pin never is. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  const parts = certificateParts(der);
  if (!parts) return undefined;
  const cut = (element: Element) => bytesOf(der, element);
  const [notBefore = '', notAfter = ''] = fields(parseDer(cut(parts.validity))).map(isoTime);
  const extensions = parts.extensions
    ? readExtensions(fields(parseDer(cut(parts.extensions)))[0])
    : new Map<string, Asn1>();
  return {
    subject: distinguishedName(parseDer(cut(parts.subject))),
    issuer: distinguishedName(parseDer(cut(parts.issuer))),
    notBefore,
    notAfter,
    key: keyName(parseDer(cut(parts.spki))),
    pin: pinText(sha256(cut(parts.spki))),
    fingerprint: encodeHex(sha256(der)),
    authority: fields(extensions.get(BASIC_CONSTRAINTS))[0]?.value === '\xff',
    selfIssued: encodeHex(cut(parts.subject)) === encodeHex(cut(parts.issuer)),
    names: dnsNames(extensions),
  };
}

/** The pin of a DER certificate and nothing else, for those who compare many; nothing for bytes that are none. */
export function certificatePin(der: Uint8Array): string | undefined {
  const parts = certificateParts(der);
  return parts && pinText(sha256(bytesOf(der, parts.spki)));
}

/** The DNS names of a subjectAltName among extensions, at most a hundred. */
export function dnsNames(extensions: ReadonlyMap<string, Asn1>): string[] {
  return fields(extensions.get(SUBJECT_ALT_NAME))
    .filter(({ type, value }) => type === 2 && typeof value === 'string')
    .slice(0, 100)
    .map(({ value }) => String(value));
}

/** The contents of Extensions (RFC 5280 §4.1) by their identifiers. */
export function readExtensions(list: Asn1 | undefined): Map<string, Asn1> {
  const found = new Map<string, Asn1>();
  for (const extension of fields(list).slice(0, 100)) {
    const [id, ...rest] = fields(extension);
    const value = rest.at(-1)?.value;
    const inner = typeof value === 'string' ? parseDer(value) : undefined;
    if (id?.oid && inner) found.set(id.oid, inner);
  }
  return found;
}

/** UTCTime or GeneralizedTime as an ISO date (RFC 5280 §4.1.2.5); empty for anything else. */
function isoTime({ value }: Asn1): string {
  const found =
    typeof value === 'string' && /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(value);
  if (!found) return '';
  const [, year = '', month, day, hour, minute, second] = found;
  const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20';
  return `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
