import * as l10n from '../core/l10n';
import type { InspectedCertificate, PackageFinding } from './inspection';

const WANTED = { environment: 'serverAuth', client: 'clientAuth' } as const;

/** Whether a certificate may be shown by a server, or by a client (RFC 5280 §4.2.1.3, §4.2.1.12). */
export function* usageFindings(
  { extendedKeyUsage, keyUsage, key, authority }: InspectedCertificate,
  purpose: keyof typeof WANTED,
): Generator<PackageFinding> {
  const wanted = WANTED[purpose];
  const server = purpose === 'environment';
  const finding = (message: string, remedy: string): PackageFinding => ({
    id: 'package-usage',
    severity: 'error',
    message,
    remedy,
  });
  if (authority) {
    yield finding(
      server
        ? l10n.t('The certificate is that of an authority, not that of a server.')
        : l10n.t('The certificate is that of an authority, not that of a client.'),
      server
        ? l10n.t('Put in the certificate of the server, with its own private key.')
        : l10n.t('Put in the certificate of the client, with its own private key.'),
    );
  }
  if (extendedKeyUsage && !extendedKeyUsage.includes(wanted) && !extendedKeyUsage.includes('any')) {
    const name = server ? l10n.t('server authentication') : l10n.t('client authentication');
    yield finding(
      l10n.t(
        'The certificate is for {0}, not for {1} ({2}): the other side refuses it.',
        listOf(extendedKeyUsage),
        name,
        wanted,
      ),
      l10n.t('Ask your authority for a certificate for {0}.', name),
    );
  }
  if (keyUsage && !authority && !isSigning(keyUsage, key)) {
    yield finding(
      l10n.t(
        'The key may be used for {0} only, and a TLS handshake needs digitalSignature.',
        listOf(keyUsage),
      ),
      l10n.t('Ask your authority for a certificate whose keyUsage holds digitalSignature.'),
    );
  }
}

function listOf(usages: readonly string[]): string {
  return usages.join(', ') || l10n.t('nothing');
}

/** Old handshakes encrypt to an RSA key instead of having it sign. */
function isSigning(keyUsage: readonly string[], key: string): boolean {
  return (
    keyUsage.includes('digitalSignature') || (key.startsWith('RSA ') && keyUsage.includes('keyEncipherment'))
  );
}
