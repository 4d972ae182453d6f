import { type Asn1, fields, parseDer } from './asn1';
import { encodeHex } from './base64';
import { type Certificate, readCertificate, readExtensions } from './certificate';
import { childrenOf, type Element, elementAt, TAG } from './der';
import { printable } from './name';
import { certificateParts } from './spki';

/** A certificate with what decides where it may be used (RFC 5280 §4.2.1). */
export interface CertificateDetails extends Certificate {
  readonly der: Uint8Array;
  /** Lower-case hexadecimal. */
  readonly serial: string;
  /** How its issuer signed it: `SHA-256 with RSA`; the identifier when it is no common one. */
  readonly signature: string;
  /** Every DNS name of its subjectAltName, in lower case, at most 5,000. */
  readonly dnsNames: readonly string[];
  /** The IP addresses of its subjectAltName as lower-case hexadecimal of their 4 or 16 bytes. */
  readonly addresses: readonly string[];
  /** The common names of its subject in lower case, which nobody matches hosts against any more. */
  readonly commonNames: readonly string[];
  /** What its key may be used for: `digitalSignature`, `keyCertSign`; absent when it does not say. */
  readonly keyUsage?: readonly string[];
  /** What for: `serverAuth`, `clientAuth`, `any`, or an identifier; absent when it does not say. */
  readonly extendedKeyUsage?: readonly string[];
  /** How many authorities may stand between it and a leaf; absent when any number may. */
  readonly pathLength?: number;
  /** Subject and issuer as they are encoded, in hexadecimal, for comparing. */
  readonly subjectBytes: string;
  readonly issuerBytes: string;
}

const MAX_NAMES = 5000;

const BASIC_CONSTRAINTS = '2.5.29.19';
const SUBJECT_ALT_NAME = '2.5.29.17';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const COMMON_NAME = '2.5.4.3';

/** Reads a DER certificate in full; nothing for bytes that are none. What cannot be read of it is left out. */
export function readDetails(der: Uint8Array): CertificateDetails | undefined {
  const certificate = readCertificate(der);
  const parts = certificateParts(der);
  if (!certificate || !parts) return undefined;
  const bytes = ({ start, end }: Element) => der.subarray(start, end);
  const found = parts.extensions ? readExtensions(fields(parseDer(bytes(parts.extensions)))[0]) : new Map();
  const { serial, algorithm } = outerParts(der);
  return {
    ...certificate,
    der,
    serial,
    signature: signatureName(algorithm),
    dnsNames: general(found.get(SUBJECT_ALT_NAME), 2).map((name) => printable(name.toLowerCase())),
    addresses: general(found.get(SUBJECT_ALT_NAME), 7).map(hexOf),
    commonNames: commonNames(parseDer(bytes(parts.subject))),
    ...usages(found.get(KEY_USAGE), found.get(EXTENDED_KEY_USAGE)),
    ...pathLength(found.get(BASIC_CONSTRAINTS)),
    subjectBytes: encodeHex(bytes(parts.subject)),
    issuerBytes: encodeHex(bytes(parts.issuer)),
  };
}

/** The serial number, and the algorithm of the signature around the signed content. */
function outerParts(der: Uint8Array): { serial: string; algorithm: Asn1 | undefined } {
  const whole = elementAt(der, 0, der.length);
  const [signed, algorithm] = (whole && childrenOf(der, whole, 3)) ?? [];
  const inner = signed ? childrenOf(der, signed, 2) : undefined;
  const serial = inner?.find(({ tag }) => tag === TAG.integer);
  return {
    serial: serial ? encodeHex(der.subarray(serial.content, Math.min(serial.end, serial.content + 40))) : '',
    algorithm: algorithm && parseDer(der.subarray(algorithm.start, algorithm.end)),
  };
}

/** The names of one kind in a subjectAltName (RFC 5280 §4.2.1.6): 2 is a DNS name, 7 an IP address. */
function general(names: Asn1 | undefined, kind: number): string[] {
  return fields(names)
    .flatMap(({ type, value }) => (type === kind && typeof value === 'string' ? [value] : []))
    .slice(0, MAX_NAMES);
}

function hexOf(bytes: string): string {
  return encodeHex(Uint8Array.from(bytes.slice(0, 32), (byte) => byte.charCodeAt(0)));
}

function commonNames(subject: Asn1 | undefined): string[] {
  return fields(subject)
    .slice(0, 50)
    .flatMap(fields)
    .flatMap((pair) => {
      const [id, value] = fields(pair);
      const text = id?.oid === COMMON_NAME && typeof value?.value === 'string' ? value.value : '';
      return text ? [printable(text.slice(0, 300).toLowerCase())] : [];
    });
}

/** The bits of keyUsage in their order (RFC 5280 §4.2.1.3). */
const BITS = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
];

const PURPOSES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '2.5.29.37.0': 'any',
};

function usages(
  key: Asn1 | undefined,
  extended: Asn1 | undefined,
): { keyUsage?: readonly string[]; extendedKeyUsage?: readonly string[] } {
  const bits = typeof key?.value === 'string' ? key.value.charCodeAt(1) : undefined;
  return {
    ...(bits === undefined || Number.isNaN(bits)
      ? {}
      : { keyUsage: BITS.filter((_, at) => (bits & (0x80 >> at)) !== 0) }),
    ...(extended
      ? {
          extendedKeyUsage: fields(extended)
            .slice(0, 50)
            .map(({ oid = '' }) => PURPOSES[oid] ?? oid),
        }
      : {}),
  };
}

/** One byte holds any length that there is; a longer one counts as none. */
function pathLength(constraints: Asn1 | undefined): { pathLength?: number } {
  const value = fields(constraints).find(({ type }) => type === TAG.integer)?.value;
  return typeof value === 'string' && value.length === 1 ? { pathLength: value.charCodeAt(0) } : {};
}

const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'MD2 with RSA',
  '1.2.840.113549.1.1.4': 'MD5 with RSA',
  '1.2.840.113549.1.1.5': 'SHA-1 with RSA',
  '1.3.14.3.2.29': 'SHA-1 with RSA',
  '1.2.840.113549.1.1.11': 'SHA-256 with RSA',
  '1.2.840.113549.1.1.12': 'SHA-384 with RSA',
  '1.2.840.113549.1.1.13': 'SHA-512 with RSA',
  '1.2.840.10040.4.3': 'SHA-1 with DSA',
  '1.2.840.10045.4.1': 'SHA-1 with ECDSA',
  '1.2.840.10045.4.3.2': 'SHA-256 with ECDSA',
  '1.2.840.10045.4.3.3': 'SHA-384 with ECDSA',
  '1.2.840.10045.4.3.4': 'SHA-512 with ECDSA',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

const RSA_PSS = '1.2.840.113549.1.1.10';

const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** The name of a signature algorithm; RSA-PSS says its digest among its parameters, SHA-1 when it does not. */
function signatureName(algorithm: Asn1 | undefined): string {
  const [id, parameters] = fields(algorithm);
  if (id?.oid !== RSA_PSS) return SIGNATURES[id?.oid ?? ''] ?? id?.oid ?? 'unknown';
  const hash = fields(parameters).find(({ type }) => type === 0);
  const digest = fields(fields(hash)[0])[0]?.oid;
  return `${digest === undefined ? 'SHA-1' : (DIGESTS[digest] ?? digest)} with RSA-PSS`;
}
