import { dsaSpki, EC_KEY, rsaSpki, spkiOf } from './build-spki';
import {
  bytesOf,
  contentOf,
  type Element,
  elementAt,
  encode,
  firstIn,
  oidOf,
  partsOf,
  smallInteger,
  startsWith,
  TAG,
} from './der';

/** The three ways in which private keys are written that other programs must be told of. */
export type PrivateKeyForm = 'pkcs8' | 'sec1' | 'pkcs1';

/** What the bytes of a private key say of its public half: the SubjectPublicKeyInfo, where it is there. */
export interface PrivateKey {
  readonly form: PrivateKeyForm | 'dsa';
  readonly spki: Uint8Array | undefined;
  /** The identifier of its algorithm, where it is named. */
  readonly algorithm?: string | undefined;
}

const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const EC = '1.2.840.10045.2.1';

/** Reads a private key in PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), SEC 1 (RFC 5915) or OpenSSL's form for DSA; nothing for other bytes. */
export function readPrivateKey(der: Uint8Array): PrivateKey | undefined {
  const parts = partsOf(der, 20);
  if (!parts || smallInteger(der, parts[0]) === undefined) return undefined;
  if (startsWith(parts, TAG.integer, TAG.sequence, TAG.octetString)) return pkcs8(der, parts);
  if (startsWith(parts, TAG.integer, TAG.octetString)) return sec1(der, parts);
  if (!parts.slice(0, 9).every(({ tag }) => tag === TAG.integer)) return undefined;
  if (parts.length >= 9) return { form: 'pkcs1', spki: rsaSpki(publicOf(der, parts)), algorithm: RSA };
  return parts.length === 6 ? dsa(der, parts) : undefined;
}

function pkcs8(der: Uint8Array, parts: readonly Element[]): PrivateKey | undefined {
  const [, algorithm, wrapped, ...rest] = parts;
  const id = algorithm && oidOf(der, firstIn(der, algorithm));
  if (!algorithm || !wrapped || id === undefined) return undefined;
  const identifier = bytesOf(der, algorithm);
  const given = rest.find(({ tag }) => tag === IMPLICIT_PUBLIC_KEY);
  const inner = contentOf(der, wrapped);
  return {
    form: 'pkcs8',
    algorithm: id,
    spki: halfOf(id, identifier, inner) ?? implicit(der, given, identifier),
  };
}

/** The tag of PKCS#8's `publicKey [1] IMPLICIT BIT STRING` (RFC 5958 §2). */
const IMPLICIT_PUBLIC_KEY = 0x81;

function implicit(
  der: Uint8Array,
  given: Element | undefined,
  identifier: Uint8Array,
): Uint8Array | undefined {
  return given && encode(TAG.sequence, identifier, encode(TAG.bitString, contentOf(der, given)));
}

/** The public half that stands in the algorithm's own structure. */
function halfOf(id: string, identifier: Uint8Array, inner: Uint8Array): Uint8Array | undefined {
  const parts = partsOf(inner, 20);
  if (id === EC) {
    const bits = parts && publicBits(inner, parts);
    return bits && encode(TAG.sequence, identifier, bits);
  }
  if ((id !== RSA && id !== RSA_PSS) || !startsWith(parts, ...Array(9).fill(TAG.integer))) return undefined;
  // A plain RSA key gets the NULL that the standard demands, as from every tool; the parameters of RSA-PSS are its own.
  const key = publicOf(inner, parts ?? []);
  return id === RSA ? rsaSpki(key) : spkiOf(identifier, key);
}

/** The RSAPublicKey inside an RSAPrivateKey: version, then modulus and exponent, whose bytes stay as they are. */
function publicOf(der: Uint8Array, [, modulus, exponent]: readonly Element[]): Uint8Array {
  const numbers = [modulus, exponent].flatMap((number) => (number ? [bytesOf(der, number)] : []));
  return encode(TAG.sequence, ...numbers);
}

function sec1(der: Uint8Array, parts: readonly Element[]): PrivateKey | undefined {
  if (smallInteger(der, parts[0]) !== 1) return undefined;
  const curve = firstIn(
    der,
    parts.find(({ tag }) => tag === TAG.context0),
  );
  const bits = publicBits(der, parts);
  const spki = curve && bits && encode(TAG.sequence, encode(TAG.sequence, EC_KEY, bytesOf(der, curve)), bits);
  return { form: 'sec1', spki, algorithm: EC };
}

/** The `publicKey [1] BIT STRING` of an ECPrivateKey, as an element. */
function publicBits(der: Uint8Array, parts: readonly Element[]): Uint8Array | undefined {
  const wrapped = parts.find(({ tag }) => tag === TAG.context1);
  const bits = wrapped && elementAt(der, wrapped.content, wrapped.end);
  return bits?.tag === TAG.bitString ? bytesOf(der, bits) : undefined;
}

/** OpenSSL's own form: version, p, q, g, the public and the private value. */
function dsa(der: Uint8Array, parts: readonly Element[]): PrivateKey | undefined {
  const [, p, q, g, value] = parts.map((part) => bytesOf(der, part));
  return p && q && g && value ? { form: 'dsa', spki: dsaSpki([p, q, g], value) } : undefined;
}
