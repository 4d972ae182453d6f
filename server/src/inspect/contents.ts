import * as l10n from '../core/l10n';
import type { CertificateMaterial, MaterialFormat } from '../pins/material';
import { nameOf } from './dates';
import type { InspectedCertificate, InspectedKey, PackageFinding, Purpose, ReadMaterial } from './inspection';

/** What each kind of file is called. */
export const FORMATS: Readonly<Record<MaterialFormat, string>> = {
  pem: 'PEM',
  der: 'DER',
  pkcs7: 'PKCS#7 (P7B)',
  pkcs12: 'PKCS#12 (PFX)',
  jwk: 'JWK',
  openssh: 'OpenSSH',
  zip: 'ZIP',
};

/** What each target takes: as documented for uploads, and for requests to OutSystems Support. */
const TAKEN: Readonly<Record<Purpose, readonly MaterialFormat[]>> = {
  environment: ['pem', 'pkcs12', 'zip'],
  client: ['pkcs12'],
  'trusted-root': ['pem', 'der'],
};

/** Whether the target takes such a file. */
export function* formatFindings({ format }: ReadMaterial, purpose: Purpose): Generator<PackageFinding> {
  if (TAKEN[purpose].includes(format)) return;
  const taken = takenClause(purpose);
  yield {
    id: 'package-format',
    severity: purpose === 'environment' ? 'error' : 'warning',
    message: l10n.t('The file is {0}, and the target takes {1}.', FORMATS[format], taken),
    remedy: l10n.t('Export it anew as {0}.', taken),
  };
}

function takenClause(purpose: Purpose): string {
  return {
    environment: l10n.t('PEM, PFX or a ZIP of them'),
    client: l10n.t('a PFX with its password'),
    'trusted-root': l10n.t('one certificate (.cer)'),
  }[purpose];
}

/** The private keys of a package, each with whether it belongs to the certificate. */
export function readKeys({ items }: ReadMaterial, leaf: CertificateMaterial | undefined): InspectedKey[] {
  return items.flatMap(({ role, key, pin, entry }) =>
    role === 'private-key'
      ? [{ key, pin, matches: pin === leaf?.pin, ...(entry === undefined ? {} : { entry }) }]
      : [],
  );
}

/** Whether the private key is there and the right one. */
export function* privateKeyFindings(
  keys: readonly InspectedKey[],
  leaf: InspectedCertificate,
  { format, unread }: ReadMaterial,
): Generator<PackageFinding> {
  // What stays closed may well be the key: that is said instead.
  const [first] = keys;
  if (!first && unread.length > 0) return;
  if (!first) {
    yield {
      id: 'package-key-missing',
      severity: 'error',
      message: l10n.t('The file holds no private key: without it nobody can use the certificate.'),
      remedy:
        format === 'pem' || format === 'der'
          ? l10n.t(
              'Put the key that the certificate was requested with beside it, in one PEM file, a ZIP or a PFX, and check them together.',
            )
          : l10n.t('Export it anew with the private key, as a PFX.'),
    };
    return;
  }
  const distinct = new Set(keys.map(({ pin }) => pin));
  if (!distinct.has(leaf.pin)) {
    yield {
      id: 'package-key-mismatch',
      severity: 'error',
      message: l10n.t(
        'The private key ({0}) does not belong to {1} ({2}): the upload is refused.',
        first.key,
        nameOf(leaf),
        leaf.key,
      ),
      remedy: l10n.t(
        'Put in the key that this certificate was requested with, or request a new certificate.',
      ),
    };
  } else if (distinct.size > 1) {
    yield {
      id: 'package-extra-key',
      severity: 'warning',
      message: l10n.t('The file holds {0} private keys, and one belongs to the certificate.', distinct.size),
      remedy: l10n.t('Take the others out: a key that travels without need is a key that leaks.'),
    };
  }
}

/** What a package holds beside certificates and private keys. */
export function* strayFindings({ items, strays, format, unread }: ReadMaterial): Generator<PackageFinding> {
  const isOpen = items.some(({ role }) => role === 'private-key');
  for (const what of unread) {
    yield {
      id: 'package-unread',
      severity: isOpen ? 'warning' : 'error',
      message: l10n.t('Something in the file could not be read, and is not judged: {0}.', what),
      remedy: l10n.t('Give its password if it is encrypted; take it out if it does not belong here.'),
    };
  }
  for (const entry of strays) {
    yield {
      id: 'package-stray-file',
      severity: 'error',
      message: l10n.t(
        '"{0}" is neither a certificate nor a key: the upload refuses a ZIP with other files in it.',
        entry,
      ),
      remedy: l10n.t('Take it out of the ZIP.'),
      entry,
    };
  }
  for (const { role, entry } of items) {
    if (role !== 'csr' && role !== 'public-key') continue;
    yield {
      id: 'package-stray-file',
      severity: format === 'zip' ? 'error' : 'warning',
      message: misplaced(role, entry),
      remedy: l10n.t('Take it out.'),
      ...(entry === undefined ? {} : { entry }),
    };
  }
}

function misplaced(role: 'csr' | 'public-key', entry: string | undefined): string {
  if (entry === undefined) {
    return role === 'csr'
      ? l10n.t('A certificate request is in the file, where only certificates and their key belong.')
      : l10n.t('A public key is in the file, where only certificates and their key belong.');
  }
  return role === 'csr'
    ? l10n.t('"{0}" is a certificate request: only certificates and their key belong in the ZIP.', entry)
    : l10n.t('"{0}" is a public key: only certificates and their key belong in the ZIP.', entry);
}

/** Whether systems of some age, or of today, may fail to open a PFX, which they call a wrong password. */
export function* encryptionFindings({ format, protection }: ReadMaterial): Generator<PackageFinding> {
  if (format !== 'pkcs12' || protection === undefined) return;
  if (/AES|PBES2|PBKDF2/i.test(protection)) {
    yield {
      id: 'package-encryption',
      severity: 'info',
      message: l10n.t(
        'The PFX is encrypted the modern way ({0}): Windows Server 2016 and older take its password for a wrong one.',
        protection,
      ),
      remedy: l10n.t(
        'If the target calls the password wrong, export it with 3DES (`openssl pkcs12 -export -legacy`).',
      ),
    };
  } else if (/RC2|RC4/i.test(protection)) {
    yield {
      id: 'package-encryption',
      severity: 'info',
      message: l10n.t(
        'The PFX is encrypted the old way ({0}): OpenSSL 3 and what builds on it open it only with their legacy provider.',
        protection,
      ),
      remedy: l10n.t(
        'Send its password by another way than the file, and export it with AES where the target takes that.',
      ),
    };
  }
}
