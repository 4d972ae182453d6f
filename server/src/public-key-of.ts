import { createPrivateKey, createPublicKey } from 'node:crypto';

/** Computes the SubjectPublicKeyInfo (DER) of a private key; throws where Node's crypto does not know the algorithm. */
export function publicKeyOf(privateKey: Uint8Array, form: 'pkcs8' | 'sec1'): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: form });
  return createPublicKey(key).export({ format: 'der', type: 'spki' });
}
