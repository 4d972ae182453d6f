import { hmac } from '@noble/hashes/hmac';
import { md5, sha1 } from '@noble/hashes/legacy';
import { scrypt } from '@noble/hashes/scrypt';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2';
import type { Cipher, Derived } from './ciphers';
import { join } from './der';
import type { MaterialOptions } from './material';

/** The hashes that keys are derived with. */
export const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

/** The name of such a hash. */
export type HashName = keyof typeof HASHES;

type Host = Pick<MaterialOptions, 'cancelled'>;

/** Rounds between two questions to the host: some twenty milliseconds. */
const BATCH = 10_000;

/** What a key is derived from; `size` in bytes. */
export interface Derivation {
  readonly secret: Uint8Array;
  readonly salt: Uint8Array;
  readonly rounds: number;
}

/** PBKDF2 (RFC 8018 §5.2), which asks the host now and then whether to go on; nothing when it ends it. */
export async function pbkdf2(
  { hash, secret, salt, rounds, size }: Derivation & { readonly hash: HashName; readonly size: number },
  host: Host,
): Promise<Uint8Array | undefined> {
  const keyed = hmac.create(HASHES[hash], secret);
  const blocks: Uint8Array[] = [];
  for (let number = 1; blocks.length * keyed.outputLen < size; number++) {
    const link = keyed
      .clone()
      .update(salt)
      .update(Uint8Array.of(0, 0, 0, number))
      .digest();
    const sum = link.slice();
    const working = keyed.clone();
    const step = () => {
      keyed._cloneInto(working).update(link).digestInto(link);
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) ^ (link[i] ?? 0);
    };
    if (!(await repeat(rounds - 1, step, host))) return undefined;
    blocks.push(sum);
  }
  return join(blocks).subarray(0, size);
}

/** Does something so many times, in batches; false when the host ended it. */
async function repeat(times: number, step: () => void, { cancelled }: Host): Promise<boolean> {
  for (let done = 0; done < times; ) {
    const until = Math.min(times, done + BATCH);
    for (; done < until; done++) step();
    if (done < times && (await cancelled?.())) return false;
  }
  return true;
}

/** scrypt (RFC 7914); asks the host once, for its cost is bounded before. */
export async function scryptKey(
  secret: Uint8Array,
  salt: Uint8Array,
  parameters: Parameters<typeof scrypt>[2],
  { cancelled }: Host,
): Promise<Uint8Array | undefined> {
  return (await cancelled?.()) ? undefined : scrypt(secret, salt, parameters);
}

/** PBKDF1 (RFC 8018 §5.1): a hash of a hash of a hash. */
export async function passwordChain(
  { hash, secret, salt, rounds }: Derivation & { readonly hash: HashName },
  host: Host,
): Promise<Uint8Array | undefined> {
  let link = HASHES[hash](join([secret, salt]));
  const step = () => {
    link = HASHES[hash](link);
  };
  return (await repeat(rounds - 1, step, host)) ? link : undefined;
}

/** The key of an old PEM block: OpenSSL's `EVP_BytesToKey` with MD5, one round and the first eight bytes of the mask as salt. */
export function oldPemKey({ cipher, iv }: { cipher: Cipher; iv: Uint8Array }, secret: Uint8Array): Derived {
  const links: Uint8Array[] = [];
  while (links.length * 16 < cipher.keySize)
    links.push(md5(join([links.at(-1) ?? new Uint8Array(), secret, iv.subarray(0, 8)])));
  return { key: join(links).subarray(0, cipher.keySize), iv };
}

/** Bytes of a block of SHA-1. */
const BLOCK = 64;

/** The key derivation of PKCS#12 with SHA-1 (RFC 7292 §B.2); `id` is 1 for keys, 2 for masks. */
export async function pkcs12Key(
  { id, secret, salt, rounds, size }: Derivation & { readonly id: number; readonly size: number },
  host: Host,
): Promise<Uint8Array | undefined> {
  const diversifier = new Uint8Array(BLOCK).fill(id);
  const input = join([stretch(salt), stretch(secret)]);
  const blocks: Uint8Array[] = [];
  while (blocks.length * 20 < size) {
    let link = sha1(join([diversifier, input]));
    const step = () => {
      link = sha1(link);
    };
    if (!(await repeat(rounds - 1, step, host))) return undefined;
    blocks.push(link);
    const summand = Uint8Array.from({ length: BLOCK }, (_, i) => link[i % 20] ?? 0);
    for (let at = 0; at < input.length; at += BLOCK) add(input.subarray(at, at + BLOCK), summand);
  }
  return join(blocks).subarray(0, size);
}

/** Bytes repeated to whole blocks; none stay none. */
function stretch(bytes: Uint8Array): Uint8Array {
  const length = Math.ceil(bytes.length / BLOCK) * BLOCK;
  return Uint8Array.from({ length }, (_, i) => bytes[i % bytes.length] ?? 0);
}

/** Adds a number and one to another, big-endian, in place. */
function add(to: Uint8Array, summand: Uint8Array): void {
  let carry = 1;
  for (let i = BLOCK - 1; i >= 0; i--) {
    carry += (to[i] ?? 0) + (summand[i] ?? 0);
    to[i] = carry & 0xff;
    carry >>= 8;
  }
}
