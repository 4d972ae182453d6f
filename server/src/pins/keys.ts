import * as l10n from '../core/l10n';
import { bytesOf, contentOf, partsOf, startsWith, TAG } from './der';
import { type PrivateKey, readPrivateKey } from './private-key';
import { fail, keepKey, type Reading } from './reading';
import type { Sealed, Unsealed } from './unseal';

/** Keeps the public half of a private key in any of its forms; false for bytes that are none. */
export function keepPrivateKey(der: Uint8Array, reading: Reading): boolean {
  const key = readPrivateKey(der);
  if (!key) return false;
  const spki = key.spki ?? computed(der, key, reading);
  if (!spki)
    fail(
      reading,
      'unsupported',
      l10n.t('a private key without its public half, which cannot be computed here'),
    );
  else if (!keepKey(reading, 'private-key', spki)) fail(reading, 'damaged', l10n.t('a damaged private key'));
  return true;
}

/** Asks the host for the public half that the bytes lack. */
function computed(der: Uint8Array, { form }: PrivateKey, { options }: Reading): Uint8Array | undefined {
  if (form !== 'pkcs8' && form !== 'sec1') return undefined;
  try {
    return options.publicKeyOf?.(der, form);
  } catch {
    return undefined;
  }
}

/** Opens an EncryptedPrivateKeyInfo (RFC 5958 §3) and keeps its public half; false for bytes that are none. */
export async function openPrivateKey(
  der: Uint8Array,
  place: Sealed['place'],
  reading: Reading,
): Promise<boolean> {
  const parts = partsOf(der, 3);
  const [algorithm, data] = parts ?? [];
  if (parts?.length !== 2 || !startsWith(parts, TAG.sequence, TAG.octetString) || !algorithm || !data)
    return false;
  const sealed = { algorithm: bytesOf(der, algorithm), data: contentOf(der, data), place };
  const plain = await open(sealed, reading);
  if (plain && !keepPrivateKey(plain, reading))
    fail(reading, 'damaged', l10n.t('an encrypted key that holds no key'));
  return true;
}

/** Opens something with the password that the reading was given; what does not open is noted. Ciphers are loaded here. */
export async function open(sealed: Sealed, reading: Reading): Promise<Uint8Array | undefined> {
  const { unseal } = await import('./unseal');
  return opened(await unseal(sealed, reading), reading);
}

/** Opens a key that OpenSSL encrypted in its own old way, by the `DEK-Info` of its PEM block (RFC 1421 §4.6.1.3). */
export async function openOldPem(
  info: string,
  data: Uint8Array,
  reading: Reading,
): Promise<Uint8Array | undefined> {
  const { unsealOldPem } = await import('./unseal');
  return opened(await unsealOldPem(info, data, reading), reading);
}

function opened(result: Unsealed, reading: Reading): Uint8Array | undefined {
  if (!result.ok) {
    fail(reading, result.code, result.message);
    return undefined;
  }
  reading.protection ??= result.protection;
  return result.plain;
}
