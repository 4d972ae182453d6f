import { byteString } from './asn1';
import { decodeBase64 } from './base64';
import { EDWARDS_CURVES, ecSpki, edwardsSpki, NAMED_CURVES, rsaKey, rsaSpki } from './build-spki';

/** The kinds of line that OpenSSH writes public keys in (RFC 4253 §6.6, RFC 5656, RFC 8709). */
const PUBLIC_LINE =
  /^[ \t]*(?:ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)) +([A-Za-z0-9+/]{40,12000}={0,2})(?=\s|$)/gm;

/** What an OpenSSH private key file begins with (OpenSSH's PROTOCOL.key). */
const PRIVATE_MAGIC = 'openssh-key-v1\0';

/** The SubjectPublicKeyInfo of every public key line of a text; nothing in place of one that is damaged. */
export function publicLines(text: string): readonly (Uint8Array | undefined)[] {
  return Array.from(text.matchAll(PUBLIC_LINE), ([, body = '']) => {
    const blob = decodeBase64(body)?.bytes;
    return blob && spkiOfBlob(blob);
  });
}

/** The SubjectPublicKeyInfo in an OpenSSH private key, which never encrypts its public half; nothing for other bytes. */
export function openSshPublicHalf(bytes: Uint8Array): Uint8Array | undefined {
  if (byteString(bytes.subarray(0, PRIVATE_MAGIC.length)) !== PRIVATE_MAGIC) return undefined;
  // Cipher, key derivation and its options, then the number of keys, which is one.
  const [, , options] = strings(bytes, PRIVATE_MAGIC.length, 3) ?? [];
  if (!options) return undefined;
  const count = options.byteOffset - bytes.byteOffset + options.length;
  const [blob] = strings(bytes, count + 4, 1) ?? [];
  return blob && spkiOfBlob(blob);
}

function spkiOfBlob(blob: Uint8Array): Uint8Array | undefined {
  const type = byteString(strings(blob, 0, 1)?.[0] ?? new Uint8Array());
  if (type === 'ssh-rsa') {
    const [, exponent, modulus] = strings(blob, 0, 3) ?? [];
    return exponent && modulus && rsaSpki(rsaKey(modulus, exponent));
  }
  if (type === 'ssh-ed25519') {
    const [, key] = strings(blob, 0, 2) ?? [];
    const curve = EDWARDS_CURVES['Ed25519'];
    return key && curve && key.length === curve.size ? edwardsSpki(curve.last, key) : undefined;
  }
  const bits = /^ecdsa-sha2-nistp(256|384|521)$/.exec(type)?.[1];
  const curve = bits === undefined ? undefined : NAMED_CURVES[`P-${bits}`];
  const [, , point] = strings(blob, 0, 3) ?? [];
  return curve && point?.length === 2 * curve.size + 1 ? ecSpki(curve.id, point) : undefined;
}

/** So many strings, each after its length in four bytes (RFC 4251 §5). */
function strings(bytes: Uint8Array, start: number, count: number): Uint8Array[] | undefined {
  const found: Uint8Array[] = [];
  let at = start;
  while (found.length < count) {
    if (at + 4 > bytes.length) return undefined;
    const length = [0, 1, 2, 3].reduce((sum, i) => sum * 256 + (bytes[at + i] ?? 0), 0);
    const end = at + 4 + length;
    if (end > bytes.length) return undefined;
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return found;
}
