import * as l10n from '../core/l10n';
import { CIPHERS, type Cipher, type Derived } from './ciphers';
import { childrenOf, contentOf, type Element, elementAt, firstIn, oidOf, smallInteger, TAG } from './der';
import { HASHES, type HashName, passwordChain, pbkdf2, pkcs12Key, scryptKey } from './key-derivation';
import type { MaterialFault, MaterialOptions } from './material';

/** What opening may cost: rounds that are left for the file, and a host that may end it. */
export interface Effort {
  readonly options: MaterialOptions;
  readonly work: { rounds: number };
}

/** A way to make a key from a password, and the cipher that takes it. */
export interface Scheme {
  readonly ok: true;
  /** For people: `AES-256-CBC, PBKDF2 with 2048 rounds`. */
  readonly name: string;
  readonly cipher: Cipher;
  /** What one try takes, in rounds of SHA-256. */
  readonly cost: number;
  /** The octets that a password stands for; an absent one may be written in two ways. */
  readonly secrets: (password: string) => readonly Uint8Array[];
  /** Nothing when the host ended it. */
  readonly derive: (secret: Uint8Array, effort: Effort) => Promise<Derived | undefined>;
}

interface Refusal {
  readonly ok: false;
  readonly code: MaterialFault;
  readonly message: string;
}

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';

/** Reads the AlgorithmIdentifier of something encrypted with a password. */
export function readScheme(der: Uint8Array): Scheme | Refusal {
  const whole = elementAt(der, 0, der.length);
  const [id, parameters] = (whole && childrenOf(der, whole, 3)) ?? [];
  const name = oidOf(der, id);
  const inner = parameters?.tag === TAG.sequence ? childrenOf(der, parameters, 5) : undefined;
  if (name === undefined || !inner)
    return refuse('damaged', l10n.t('encrypted, and its parameters are damaged'));
  if (name === PBES2) return pbes2(der, inner);
  const salt = octets(der, inner[0]);
  const rounds = smallInteger(der, inner[1]);
  const old = OLD_SCHEMES[name];
  if (!old) return refuse('unsupported', l10n.t('encrypted in a way that is not read ({0})', name));
  if (!salt || !rounds) return refuse('damaged', l10n.t('encrypted, and its parameters are damaged'));
  return old(salt, rounds);
}

function refuse(code: MaterialFault, message: string): Refusal {
  return { ok: false, code, message };
}

const PRFS: Readonly<Record<string, HashName>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Hashes of 64-bit words, which take three times as long here. */
const SLOW_HASHES: ReadonlySet<HashName> = new Set(['sha384', 'sha512']);

const PBES2_CIPHERS: Readonly<Record<string, Cipher>> = {
  '2.16.840.1.101.3.4.1.2': CIPHERS.aes128,
  '2.16.840.1.101.3.4.1.22': CIPHERS.aes192,
  '2.16.840.1.101.3.4.1.42': CIPHERS.aes256,
  '1.2.840.113549.3.7': CIPHERS.des3,
  '1.3.14.3.2.7': CIPHERS.des,
};

/** PBES2 (RFC 8018 §6.2): one algorithm makes the key, another uses it. */
function pbes2(der: Uint8Array, [maker, user]: readonly Element[]): Scheme | Refusal {
  const [makerId, parameters] = (maker && childrenOf(der, maker, 3)) ?? [];
  const [cipherId, mask] = (user && childrenOf(der, user, 3)) ?? [];
  const cipher = PBES2_CIPHERS[oidOf(der, cipherId) ?? ''];
  const iv = octets(der, mask);
  const made = (parameters && childrenOf(der, parameters, 6)) ?? [];
  const kind = oidOf(der, makerId);
  if (!cipher)
    return refuse(
      'unsupported',
      l10n.t('encrypted with a cipher that is not read ({0})', oidOf(der, cipherId) ?? '?'),
    );
  if (kind !== PBKDF2 && kind !== SCRYPT)
    return refuse(
      'unsupported',
      l10n.t('encrypted with a key derivation that is not read ({0})', kind ?? '?'),
    );
  const salt = octets(der, made[0]);
  if (!salt || iv?.length !== cipher.blockSize)
    return refuse('damaged', l10n.t('encrypted, and its parameters are damaged'));
  const derivation =
    kind === PBKDF2 ? withPbkdf2(der, made, salt, cipher) : withScrypt(der, made, salt, cipher);
  if (!derivation)
    return refuse(
      'unsupported',
      l10n.t('encrypted, and its key derivation has parameters that are not read'),
    );
  const { key, ...rest } = derivation;
  const derive: Scheme['derive'] = async (secret, effort) => {
    const derived = await key(secret, effort);
    return derived && { key: derived, iv };
  };
  return { ok: true, cipher, secrets: (password) => [utf8(password)], derive, ...rest };
}

interface KeyMaker {
  readonly name: string;
  readonly cost: number;
  readonly key: (secret: Uint8Array, effort: Effort) => Promise<Uint8Array | undefined>;
}

/** PBKDF2-params: salt, rounds, perhaps the key's length, perhaps the hash (RFC 8018 §A.2). */
function withPbkdf2(
  der: Uint8Array,
  made: readonly Element[],
  salt: Uint8Array,
  cipher: Cipher,
): KeyMaker | undefined {
  const rounds = smallInteger(der, made[1]);
  const chosen = made.slice(2).find(({ tag }) => tag === TAG.sequence);
  const hash = chosen ? PRFS[oidOf(der, firstIn(der, chosen)) ?? ''] : 'sha1';
  if (!rounds || !hash) return undefined;
  return {
    name: l10n.t('{0}, PBKDF2 with {1} rounds', cipher.name, rounds),
    cost: rounds * Math.ceil(cipher.keySize / HASHES[hash].outputLen) * (SLOW_HASHES.has(hash) ? 3 : 1),
    key: (secret, effort) => pbkdf2({ hash, secret, salt, rounds, size: cipher.keySize }, effort.options),
  };
}

/** The memory that scrypt may take, in bytes; OpenSSL's own keys take a quarter. */
const MAX_SCRYPT_MEMORY = 2 ** 26;

/** scrypt-params: salt, cost, block size, parallelization, perhaps the key's length (RFC 7914 §7.1). */
function withScrypt(
  der: Uint8Array,
  made: readonly Element[],
  salt: Uint8Array,
  cipher: Cipher,
): KeyMaker | undefined {
  const [N = 0, r = 0, p = 0] = made.slice(1, 4).map((element) => smallInteger(der, element));
  if (N < 2 || !Number.isInteger(Math.log2(N)) || r < 1 || p < 1 || 128 * (N + p) * r > MAX_SCRYPT_MEMORY)
    return undefined;
  return {
    name: l10n.t('{0}, scrypt with N={1}, r={2}, p={3}', cipher.name, N, r, p),
    // One block takes no longer than one round of PBKDF2.
    cost: N * r * p,
    key: (secret, effort) => scryptKey(secret, salt, { N, r, p, dkLen: cipher.keySize }, effort.options),
  };
}

/** The schemes before PBES2, by their identifiers: those of PKCS#12 (RFC 7292 §C) and PBES1 (RFC 8018 §A.3). */
const OLD_SCHEMES: Readonly<Record<string, (salt: Uint8Array, rounds: number) => Scheme>> = {
  '1.2.840.113549.1.12.1.3': pkcs12(CIPHERS.des3),
  '1.2.840.113549.1.12.1.5': pkcs12(CIPHERS.rc2of128),
  '1.2.840.113549.1.12.1.6': pkcs12(CIPHERS.rc2of40),
  '1.2.840.113549.1.5.3': pbes1(CIPHERS.des, 'md5'),
  '1.2.840.113549.1.5.6': pbes1(CIPHERS.rc2of64, 'md5'),
  '1.2.840.113549.1.5.10': pbes1(CIPHERS.des, 'sha1'),
  '1.2.840.113549.1.5.11': pbes1(CIPHERS.rc2of64, 'sha1'),
};

function pkcs12(cipher: Cipher): (salt: Uint8Array, rounds: number) => Scheme {
  return (salt, rounds) => ({
    ok: true,
    name: l10n.t('{0}, PKCS #12 with {1} rounds', cipher.name, rounds),
    cipher,
    cost: rounds * (Math.ceil(cipher.keySize / 20) + 1),
    // An empty password is two zeros to some programs and nothing at all to others.
    secrets: (password) => [bmpString(password), ...(password === '' ? [new Uint8Array()] : [])],
    derive: async (secret, { options }) => {
      const key = await pkcs12Key({ id: 1, secret, salt, rounds, size: cipher.keySize }, options);
      const iv = key && (await pkcs12Key({ id: 2, secret, salt, rounds, size: cipher.blockSize }, options));
      return iv && { key, iv };
    },
  });
}

function pbes1(cipher: Cipher, hash: HashName): (salt: Uint8Array, rounds: number) => Scheme {
  return (salt, rounds) => ({
    ok: true,
    name: l10n.t('{0}, PBKDF1 with {1} rounds', cipher.name, rounds),
    cipher,
    cost: rounds,
    secrets: (password) => [utf8(password)],
    derive: async (secret, { options }) => {
      const key = await passwordChain({ hash, secret, salt, rounds }, options);
      return key && { key: key.subarray(0, 8), iv: key.subarray(8, 16) };
    },
  });
}

/** What the `DEK-Info` of an old PEM block names; nothing for ciphers that nobody used for keys. */
export function oldPemScheme(info: string): { readonly cipher: Cipher; readonly iv: Uint8Array } | undefined {
  const [, name = '', digits = ''] = /^([A-Z0-9-]+),([0-9A-F]+)$/i.exec(info.trim()) ?? [];
  const cipher = OLD_PEM_CIPHERS[name.toUpperCase()];
  if (digits.length !== (cipher?.blockSize ?? 0) * 2 || !cipher) return undefined;
  return { cipher, iv: Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) };
}

const OLD_PEM_CIPHERS: Readonly<Record<string, Cipher | undefined>> = {
  'AES-128-CBC': CIPHERS.aes128,
  'AES-192-CBC': CIPHERS.aes192,
  'AES-256-CBC': CIPHERS.aes256,
  'DES-EDE3-CBC': CIPHERS.des3,
  'DES-CBC': CIPHERS.des,
};

function octets(der: Uint8Array, element: Element | undefined): Uint8Array | undefined {
  return element?.tag === TAG.octetString ? contentOf(der, element) : undefined;
}

/** A password as UTF-16, big-endian, with two zeros at its end (RFC 7292 §B.1). */
function bmpString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 2);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) >> 8;
    bytes[2 * i + 1] = text.charCodeAt(i) & 0xff;
  }
  return bytes;
}

/** A password as UTF-8; lone surrogates become U+FFFD. */
export function utf8(text: string): Uint8Array {
  const encoded = encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));
  return Uint8Array.from(encoded.match(/%..|[^%]/g) ?? [], (part) =>
    part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0),
  );
}
