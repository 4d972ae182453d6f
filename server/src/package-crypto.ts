import { localDate } from './core/date';
import type { Cryptography, Inspection, InspectOptions, ReadMaterial } from './inspect/inspection';
import { isSelfSigned, offlinePath } from './net';
import type { CertificateDetails } from './pins/details';

/** Judges a package as of now, by Node's cryptography and its public roots. */
export async function inspectPackage(
  material: ReadMaterial,
  wish: Pick<InspectOptions, 'purpose' | 'hosts' | 'pinned'>,
): Promise<Inspection> {
  const { readDetails } = await import('./pins/certificates');
  const { inspect } = await import('./inspect/inspect');
  const now = Date.now();
  return inspect(material, { ...wish, today: localDate(), now, crypto: packageCrypto(readDetails, now) });
}

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
