/** Opens what a password protects, in a module that is loaded on first use: it carries the ciphers. */
import * as l10n from '../core/l10n';
import { decrypt } from './ciphers';
import { elementAt, TAG } from './der';
import { oldPemKey } from './key-derivation';
import type { MaterialFault } from './material';
import { type Effort, oldPemScheme, readScheme, utf8 } from './scheme';

/** Something encrypted. */
export interface Sealed {
  /** Its AlgorithmIdentifier, as an element of DER. */
  readonly algorithm: Uint8Array;
  readonly data: Uint8Array;
  /** In a PKCS#12 package, whose password is often empty, or a key on its own. */
  readonly place: 'package' | 'key';
}

/** What was inside, and how it was protected; or why it stays closed. */
export type Unsealed =
  | { readonly ok: true; readonly plain: Uint8Array; readonly protection: string }
  | { readonly ok: false; readonly code: MaterialFault; readonly message: string };

/** Opens something encrypted with PBES2, PBES1 (RFC 8018 §6) or the schemes of PKCS#12 (RFC 7292 §C). Never throws. */
export async function unseal({ algorithm, data, place }: Sealed, effort: Effort): Promise<Unsealed> {
  const scheme = readScheme(algorithm);
  if (!scheme.ok) return scheme;
  const { password } = effort.options;
  if (password === undefined && place === 'key') return missing(scheme.name);
  for (const secret of scheme.secrets(password ?? '')) {
    if (effort.work.rounds < scheme.cost) return tooSlow(scheme.name);
    effort.work.rounds -= scheme.cost;
    const derived = await scheme.derive(secret, effort);
    if (!derived) return refuse('cancelled', l10n.t('stopped before its password was tried'));
    const plain = decrypt(scheme.cipher, derived, data);
    if (plain && isSequence(plain)) return { ok: true, plain, protection: scheme.name };
  }
  return password === undefined
    ? missing(scheme.name)
    : refuse('wrong-password', l10n.t('the password does not open it'));
}

/** Opens the body of a PEM block with `Proc-Type: 4,ENCRYPTED`, as OpenSSL derives keys for it. Never throws. */
export async function unsealOldPem(info: string, data: Uint8Array, effort: Effort): Promise<Unsealed> {
  const scheme = oldPemScheme(info);
  if (!scheme)
    return refuse(
      'unsupported',
      l10n.t('a private key in an old encryption: convert it with openssl pkcs8 -topk8'),
    );
  const { password } = effort.options;
  if (password === undefined) return missing(scheme.cipher.name);
  const plain = decrypt(scheme.cipher, oldPemKey(scheme, utf8(password)), data);
  return plain && isSequence(plain)
    ? { ok: true, plain, protection: l10n.t('{0}, MD5 without rounds', scheme.cipher.name) }
    : refuse('wrong-password', l10n.t('the password does not open it'));
}

/** What is inside is always one SEQUENCE: a wrong key gives that once in some million tries. */
function isSequence(plain: Uint8Array): boolean {
  const whole = elementAt(plain, 0, plain.length);
  return whole ? whole.tag === TAG.sequence && whole.end === plain.length : isIndefinite(plain);
}

/** BER of indefinite length, which ends with two zeros. */
function isIndefinite(plain: Uint8Array): boolean {
  return plain[0] === TAG.sequence && plain[1] === 0x80 && plain.at(-1) === 0 && plain.at(-2) === 0;
}

function missing(name: string): Unsealed {
  return refuse('password-needed', l10n.t('encrypted ({0}): its password is needed', name));
}

function tooSlow(name: string): Unsealed {
  return refuse(
    'unsupported',
    l10n.t('its password takes too long to try ({0}): one file may cost 5,000,000 rounds', name),
  );
}

function refuse(code: MaterialFault, message: string): Unsealed {
  return { ok: false, code, message };
}
