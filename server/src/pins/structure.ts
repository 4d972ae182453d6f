import { definite } from './ber';
import { rsaSpki } from './build-spki';
import { firstIn, oidOf, partsOf, startsWith, TAG } from './der';
import { keepPrivateKey, openPrivateKey } from './keys';
import { readPkcs7 } from './pkcs7';
import { readPkcs12 } from './pkcs12';
import { keepCertificate, keepKey, keepRequest, type Reading } from './reading';

/** What one structure of DER or BER turned out to be. */
export type Structure = 'der' | 'pkcs7' | 'pkcs12';

/**
 * Reads one structure of DER, or a package in BER, and keeps what it holds; nothing for bytes that are none of ours. The
 * kind is told by the bytes alone: each has a shape that no other has.
 */
export async function readStructure(bytes: Uint8Array, reading: Reading): Promise<Structure | undefined> {
  if (keepCertificate(reading, bytes) || keepRequest(reading, bytes) || keepPublicKey(bytes, reading))
    return 'der';
  if (keepPrivateKey(bytes, reading) || (await openPrivateKey(bytes, 'key', reading))) return 'der';
  const package_ = definite(bytes);
  if (!package_) return undefined;
  if (readPkcs7(package_, reading)) return 'pkcs7';
  return (await readPkcs12(package_, reading)) ? 'pkcs12' : undefined;
}

/** A SubjectPublicKeyInfo as it stands, or an RSAPublicKey (RFC 8017 §A.1.1) that is put into one. */
function keepPublicKey(der: Uint8Array, reading: Reading): boolean {
  const parts = partsOf(der, 3);
  if (parts?.length !== 2) return false;
  if (startsWith(parts, TAG.integer, TAG.integer)) return keepKey(reading, 'public-key', rsaSpki(der));
  const [algorithm] = parts;
  if (!startsWith(parts, TAG.sequence, TAG.bitString) || !algorithm) return false;
  const named = oidOf(der, firstIn(der, algorithm)) !== undefined;
  return named && keepKey(reading, 'public-key', der);
}
