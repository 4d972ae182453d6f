import { createCipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { integer, NULL, octets, oid, sequence } from './der-writer';

/**
 * Rounds of PBKDF2 with HMAC-SHA-256, as OWASP's Password Storage Cheat Sheet asks for. Node's own encryption of keys
 * stays at 2,048 and cannot be told otherwise, which is why the envelope is written here.
 */
export const ROUNDS = 600_000;

const KEY_BYTES = 32;

/** Encrypts a PKCS#8 key into an EncryptedPrivateKeyInfo: PBES2 with PBKDF2 and AES-256-CBC (RFC 8018 §6.2, A.4). */
export async function encryptKey(pkcs8: Uint8Array, password: string): Promise<Buffer> {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const key = await promisify(pbkdf2)(password, salt, ROUNDS, KEY_BYTES, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  key.fill(0);
  const hmac = sequence(oid(OID.hmacWithSha256), NULL);
  const derivation = sequence(oid(OID.pbkdf2), sequence(octets(salt), integer(ROUNDS), hmac));
  const scheme = sequence(oid(OID.aes256Cbc), octets(iv));
  return sequence(sequence(oid(OID.pbes2), sequence(derivation, scheme)), octets(encrypted));
}

const OID = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacWithSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
} as const;
