import type { Severity } from '../core/finding';

/** Every finding about a certificate package by its id, which is API: how bad it is at most, and what it means. */
export const PACKAGE_FINDINGS = {
  'package-certificate-missing': ['error', 'The file holds no certificate'],
  'package-key-missing': ['error', 'The file holds no private key'],
  'package-key-mismatch': ['error', 'The private key belongs to no certificate of the file'],
  'package-extra-key': ['warning', 'The file holds more than one private key'],
  'package-private-key-included': ['error', 'A private key where only a certificate is to be handed over'],
  'package-format': ['error', 'The target takes another kind of file'],
  'package-stray-file': [
    'error',
    'Something in the file that is neither certificate nor key of this package',
  ],
  'package-unread': ['error', 'Something in the file stays closed or is damaged'],
  'package-extra-certificate': ['warning', 'A certificate that has no place in the chain'],
  'package-chain-order': ['warning', 'The certificates do not stand in the order of the chain'],
  'package-chain-incomplete': ['error', 'The certificate of an issuer is missing'],
  'package-not-public': ['error', 'No public authority stands behind the chain'],
  'package-issuer-not-authority': [
    'error',
    'A certificate of the chain was issued by one that may not issue it',
  ],
  'package-expired': ['error', 'A certificate has ended'],
  'package-not-yet-valid': ['error', 'A certificate is not valid yet'],
  'package-expiring': ['warning', 'A certificate ends within 30 days'],
  'package-lifetime-too-long': ['error', 'The certificate is valid for longer than its date of issue allows'],
  'package-host-missing': ['error', 'The certificate does not cover a host'],
  'package-weak-key': ['error', 'A key too short or of a kind that phones and browsers refuse'],
  'package-key-too-large': ['error', 'An RSA key of more than 4096 bits'],
  'package-weak-signature': ['error', 'A signature with SHA-1, MD5 or MD2'],
  'package-usage': ['error', 'The certificate is not meant for this purpose'],
  'package-encryption': ['info', 'A PFX that some systems cannot open'],
  'package-pins-missing': [
    'error',
    'A configuration at hand pins the host, and none of its pins is in the chain',
  ],
  'package-not-a-root': ['error', 'A certificate that somebody else issued, where a root is wanted'],
  'package-self-signed-server': ['info', 'A self-signed server certificate as a trusted root'],
  'package-already-trusted': ['info', 'A public root, which the platform trusts already'],
} as const satisfies Readonly<Record<string, readonly [Severity, string]>>;

/** The id of a finding about a certificate package. */
export type PackageFindingId = keyof typeof PACKAGE_FINDINGS;
