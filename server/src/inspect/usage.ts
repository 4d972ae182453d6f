import type { InspectedCertificate, PackageFinding } from './inspection';

const WANTED = {
  environment: { purpose: 'serverAuth', party: 'a server', name: 'server authentication' },
  client: { purpose: 'clientAuth', party: 'a client', name: 'client authentication' },
} as const;

/** Whether a certificate may be shown by a server, or by a client (RFC 5280 §4.2.1.3, §4.2.1.12). */
export function* usageFindings(
  { extendedKeyUsage, keyUsage, key, authority }: InspectedCertificate,
  purpose: keyof typeof WANTED,
): Generator<PackageFinding> {
  const { purpose: wanted, party, name } = WANTED[purpose];
  const finding = (message: string, remedy: string): PackageFinding => ({
    id: 'package-usage',
    severity: 'error',
    message,
    remedy,
  });
  if (authority) {
    yield finding(
      `The certificate is that of an authority, not that of ${party}.`,
      `Put in the certificate of ${party}, with its own private key.`,
    );
  }
  if (extendedKeyUsage && !extendedKeyUsage.includes(wanted) && !extendedKeyUsage.includes('any')) {
    yield finding(
      `The certificate is for ${extendedKeyUsage.join(', ') || 'nothing'}, not for ${name} (${wanted}): the other side refuses it.`,
      `Ask your authority for a certificate for ${name}.`,
    );
  }
  if (keyUsage && !authority && !isSigning(keyUsage, key)) {
    yield finding(
      `The key may be used for ${keyUsage.join(', ') || 'nothing'} only, and a TLS handshake needs digitalSignature.`,
      'Ask your authority for a certificate whose keyUsage holds digitalSignature.',
    );
  }
}

/** Old handshakes encrypt to an RSA key instead of having it sign. */
function isSigning(keyUsage: readonly string[], key: string): boolean {
  return (
    keyUsage.includes('digitalSignature') || (key.startsWith('RSA ') && keyUsage.includes('keyEncipherment'))
  );
}
