import aes from 'node-forge/lib/aes';
import des from 'node-forge/lib/des';
import rc2 from 'node-forge/lib/rc2';
import { createBuffer } from 'node-forge/lib/util';
import { byteString } from './asn1';

/** A block cipher in CBC mode; key and block in bytes. */
export interface Cipher {
  readonly kind: 'aes' | 'des' | 'rc2';
  readonly name: string;
  readonly keySize: number;
  readonly blockSize: number;
}

/** A key with the first block's mask. */
export interface Derived {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/** The ciphers that OpenSSL, Windows and Java have written packages and keys with. */
export const CIPHERS = {
  aes128: { kind: 'aes', name: 'AES-128-CBC', keySize: 16, blockSize: 16 },
  aes192: { kind: 'aes', name: 'AES-192-CBC', keySize: 24, blockSize: 16 },
  aes256: { kind: 'aes', name: 'AES-256-CBC', keySize: 32, blockSize: 16 },
  des: { kind: 'des', name: 'DES-CBC', keySize: 8, blockSize: 8 },
  des3: { kind: 'des', name: '3DES-CBC', keySize: 24, blockSize: 8 },
  rc2of40: { kind: 'rc2', name: 'RC2-40-CBC', keySize: 5, blockSize: 8 },
  rc2of64: { kind: 'rc2', name: 'RC2-64-CBC', keySize: 8, blockSize: 8 },
  rc2of128: { kind: 'rc2', name: 'RC2-128-CBC', keySize: 16, blockSize: 8 },
} as const satisfies Readonly<Record<string, Cipher>>;

/** Decrypts whole blocks and takes the padding off (RFC 8018 §6.1.1); nothing when the padding is broken, as after a wrong password. */
export function decrypt(cipher: Cipher, { key, iv }: Derived, data: Uint8Array): Uint8Array | undefined {
  const { blockSize, keySize } = cipher;
  if (data.length === 0 || data.length % blockSize !== 0) return undefined;
  if (key.length !== keySize || iv.length !== blockSize) return undefined;
  const blocks = blocksOf(cipher, byteString(key));
  blocks.start(byteString(iv));
  blocks.update(createBuffer(byteString(data)));
  // The padding is looked at here, because the library's three ciphers do not look alike.
  blocks.finish(() => true);
  const plain = Uint8Array.from(blocks.output.getBytes(), (character) => character.charCodeAt(0));
  const padding = plain.at(-1) ?? 0;
  if (padding === 0 || padding > blockSize || padding > plain.length) return undefined;
  return plain.subarray(-padding).every((byte) => byte === padding) ? plain.subarray(0, -padding) : undefined;
}

function blocksOf({ kind, keySize }: Cipher, key: string): BlockCipher {
  if (kind === 'rc2') return rc2.createDecryptionCipher(key, keySize * 8);
  return kind === 'aes' ? aes.createDecryptionCipher(key, 'CBC') : des.createDecryptionCipher(key, 'CBC');
}

type BlockCipher = ReturnType<typeof rc2.createDecryptionCipher>;
