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
const TAKEN: Readonly<
  Record<Purpose, { readonly formats: readonly MaterialFormat[]; readonly text: string }>
> = {
  environment: { formats: ['pem', 'pkcs12', 'zip'], text: 'PEM, PFX or a ZIP of them' },
  client: { formats: ['pkcs12'], text: 'a PFX with its password' },
  'trusted-root': { formats: ['pem', 'der'], text: 'one certificate (.cer)' },
};

/** Whether the target takes such a file. */
export function* formatFindings({ format }: ReadMaterial, purpose: Purpose): Generator<PackageFinding> {
  const { formats, text } = TAKEN[purpose];
  if (formats.includes(format)) return;
  yield {
    id: 'package-format',
    severity: purpose === 'environment' ? 'error' : 'warning',
    message: `The file is ${FORMATS[format]}, and the target takes ${text}.`,
    remedy: `Export it anew as ${text}.`,
  };
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
  if (keys.length === 0 && unread.length > 0) return;
  if (keys.length === 0) {
    yield {
      id: 'package-key-missing',
      severity: 'error',
      message: 'The file holds no private key: without it nobody can use the certificate.',
      remedy:
        format === 'pem' || format === 'der'
          ? 'Put the key that the certificate was requested with beside it, in one PEM file, a ZIP or a PFX, and check them together.'
          : 'Export it anew with the private key, as a PFX.',
    };
    return;
  }
  const distinct = new Set(keys.map(({ pin }) => pin));
  if (!distinct.has(leaf.pin)) {
    yield {
      id: 'package-key-mismatch',
      severity: 'error',
      message: `The private key (${keys[0]?.key ?? 'unknown'}) does not belong to ${nameOf(leaf)} (${leaf.key}): the upload is refused.`,
      remedy: 'Put in the key that this certificate was requested with, or request a new certificate.',
    };
  } else if (distinct.size > 1) {
    yield {
      id: 'package-extra-key',
      severity: 'warning',
      message: `The file holds ${distinct.size} private keys, and one belongs to the certificate.`,
      remedy: 'Take the others out: a key that travels without need is a key that leaks.',
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
      message: `Something in the file could not be read, and is not judged: ${what}.`,
      remedy: 'Give its password if it is encrypted; take it out if it does not belong here.',
    };
  }
  for (const entry of strays) {
    yield {
      id: 'package-stray-file',
      severity: 'error',
      message: `"${entry}" is neither a certificate nor a key: the upload refuses a ZIP with other files in it.`,
      remedy: 'Take it out of the ZIP.',
      entry,
    };
  }
  for (const { role, entry } of items) {
    if (role !== 'csr' && role !== 'public-key') continue;
    const what = role === 'csr' ? 'A certificate request' : 'A public key';
    yield {
      id: 'package-stray-file',
      severity: format === 'zip' ? 'error' : 'warning',
      message: `${what} is in the ${FORMATS[format]} file${entry === undefined ? '' : ` ("${entry}")`}, where only certificates and their key belong.`,
      remedy: 'Take it out.',
      ...(entry === undefined ? {} : { entry }),
    };
  }
}

/** Whether systems of some age, or of today, may fail to open a PFX, which they call a wrong password. */
export function* encryptionFindings({ format, protection }: ReadMaterial): Generator<PackageFinding> {
  if (format !== 'pkcs12' || protection === undefined) return;
  if (/AES|PBES2|PBKDF2/i.test(protection)) {
    yield {
      id: 'package-encryption',
      severity: 'info',
      message: `The PFX is encrypted the modern way (${protection}): Windows Server 2016 and older take its password for a wrong one.`,
      remedy:
        'If the target calls the password wrong, export it with 3DES (`openssl pkcs12 -export -legacy`).',
    };
  } else if (/RC2|RC4/i.test(protection)) {
    yield {
      id: 'package-encryption',
      severity: 'info',
      message: `The PFX is encrypted the old way (${protection}): OpenSSL 3 and what builds on it open it only with their legacy provider.`,
      remedy:
        'Send its password by another way than the file, and export it with AES where the target takes that.',
    };
  }
}
