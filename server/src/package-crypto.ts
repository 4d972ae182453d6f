import type { Cryptography } from './inspect/inspection';
import { isSelfSigned, offlinePath } from './net';
import type { CertificateDetails } from './pins/details';

/** What Node's cryptography and its public roots say of certificates at a time, in milliseconds since 1970. */
export function packageCrypto(
  details: (der: Uint8Array) => CertificateDetails | undefined,
  now: number,
): Cryptography {
  return {
    details,
    path: (certificate, others) => offlinePath(certificate, others, now),
    selfSigned: isSelfSigned,
  };
}
