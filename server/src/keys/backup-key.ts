import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { pinText } from '../pins/pin';
import { toPem } from './der-writer';
import { encryptKey } from './envelope';
import { certificateRequest } from './request';

/** The kinds of key that can be made, the recommended one first. */
export const KEY_TYPES = ['ec-p256', 'rsa-2048', 'rsa-3072', 'rsa-4096'] as const;

/** A kind of key that can be made. */
export type KeyType = (typeof KEY_TYPES)[number];

/** The kinds of key as `pin` names them. */
export const KEY_NAMES: Readonly<Record<KeyType, string>> = {
  'ec-p256': 'EC P-256',
  'rsa-2048': 'RSA 2048',
  'rsa-3072': 'RSA 3072',
  'rsa-4096': 'RSA 4096',
};

/** A new key as files want it. */
export interface BackupKey {
  /** `sha256/` and 44 characters of base64. */
  readonly pin: string;
  /** PKCS#8 as PEM, encrypted where a password was given. */
  readonly privateKey: string;
  /** PKCS#10 as PEM; absent where no host was named. */
  readonly request: string | undefined;
}

/** What a new key is to be. */
export interface KeyOrder {
  readonly type: KeyType;
  /** Canonical host names, as `readNames` gives them. */
  readonly names: readonly string[];
  /** Encrypts the key; never kept. */
  readonly password?: string;
}

/** Makes a key that no server has, its certificate request and its pin; an RSA 4096 key takes seconds. */
export async function makeBackupKey({ type, names, password }: KeyOrder): Promise<BackupKey> {
  const { publicKey, privateKey } = await keyPair(type);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const [first, ...more] = names;
  const request =
    first === undefined ? undefined : certificateRequest({ spki, privateKey }, [first, ...more]);
  return {
    pin: pinText(createHash('sha256').update(spki).digest()),
    privateKey: await keyPem(privateKey, password),
    request: request && toPem('CERTIFICATE REQUEST', request),
  };
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function keyPair(type: KeyType): Promise<KeyPair> {
  const generate = promisify(generateKeyPair);
  return type === 'ec-p256'
    ? generate('ec', { namedCurve: 'P-256' })
    : generate('rsa', { modulusLength: Number(type.slice('rsa-'.length)) });
}

async function keyPem(privateKey: KeyObject, password: string | undefined): Promise<string> {
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  try {
    return password === undefined
      ? toPem('PRIVATE KEY', pkcs8)
      : toPem('ENCRYPTED PRIVATE KEY', await encryptKey(pkcs8, password));
  } finally {
    pkcs8.fill(0);
  }
}
