import { encode, join, TAG } from './der';

/** `1.2.840.113549.1.1.1` with the NULL that RFC 3279 §2.3.1 demands, as an AlgorithmIdentifier. */
const RSA_ALGORITHM = Uint8Array.of(
  ...[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00],
);

/** `1.2.840.10045.2.1`, id-ecPublicKey (RFC 5480 §2.1.1), as an element. */
export const EC_KEY = Uint8Array.of(0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01);

/** `1.2.840.10040.4.1`, id-dsa (RFC 3279 §2.3.2), as an element. */
const DSA_KEY = Uint8Array.of(0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01);

/** The curves that JSON Web Keys and OpenSSH name: their identifiers as elements, and the bytes of a coordinate. */
export const NAMED_CURVES: Readonly<
  Record<string, { readonly id: Uint8Array; readonly size: number } | undefined>
> = {
  'P-256': { id: Uint8Array.of(0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07), size: 32 },
  'P-384': { id: Uint8Array.of(0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22), size: 48 },
  'P-521': { id: Uint8Array.of(0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23), size: 66 },
  secp256k1: { id: Uint8Array.of(0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x0a), size: 32 },
};

/** The curves of RFC 8410 by their names there, with the last byte of their identifiers and the length of a key. */
export const EDWARDS_CURVES: Readonly<
  Record<string, { readonly last: number; readonly size: number } | undefined>
> = {
  X25519: { last: 0x6e, size: 32 },
  X448: { last: 0x6f, size: 56 },
  Ed25519: { last: 0x70, size: 32 },
  Ed448: { last: 0x71, size: 57 },
};

/** A SubjectPublicKeyInfo from its AlgorithmIdentifier, as an element, and the key's bytes (RFC 5280 §4.1). */
export function spkiOf(algorithm: Uint8Array, key: Uint8Array): Uint8Array {
  return encode(TAG.sequence, algorithm, encode(TAG.bitString, Uint8Array.of(0), key));
}

/** The SubjectPublicKeyInfo of an RSA key from an RSAPublicKey (RFC 8017 §A.1.1). */
export function rsaSpki(publicKey: Uint8Array): Uint8Array {
  return spkiOf(RSA_ALGORITHM, publicKey);
}

/** An RSAPublicKey from modulus and exponent, big-endian and without signs. */
export function rsaKey(modulus: Uint8Array, exponent: Uint8Array): Uint8Array {
  return encode(TAG.sequence, unsigned(modulus), unsigned(exponent));
}

/** The SubjectPublicKeyInfo of a point on a curve; `curve` is the parameters' element, `point` its octets (SEC 1 §2.3.3). */
export function ecSpki(curve: Uint8Array, point: Uint8Array): Uint8Array {
  return spkiOf(encode(TAG.sequence, EC_KEY, curve), point);
}

/** The SubjectPublicKeyInfo of a DSA key from its parameters p, q, g and its public value, all as elements. */
export function dsaSpki(parameters: readonly Uint8Array[], value: Uint8Array): Uint8Array {
  return spkiOf(encode(TAG.sequence, DSA_KEY, encode(TAG.sequence, ...parameters)), value);
}

/** The SubjectPublicKeyInfo of an Ed25519, Ed448, X25519 or X448 key (RFC 8410 §4). */
export function edwardsSpki(last: number, key: Uint8Array): Uint8Array {
  return spkiOf(encode(TAG.sequence, Uint8Array.of(0x06, 0x03, 0x2b, 0x65, last)), key);
}

/** A non-negative INTEGER of DER from big-endian bytes: as short as can be, with a zero where it would look negative. */
function unsigned(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  return encode(TAG.integer, (digits[0] ?? 0) >= 0x80 ? join([Uint8Array.of(0), digits]) : digits);
}
