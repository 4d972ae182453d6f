import * as l10n from '../core/l10n';
import type { CertificateAtHand, HostObservation, Observed } from '../core/observed';
import { decodeHex, encodeBase64 } from './base64';

/** A certificate that lies at hand, with its fingerprint: the SHA-256 of its bytes in hexadecimal. */
export interface NamedCertificate extends CertificateAtHand {
  readonly fingerprint: string;
}

/** Gathers what was observed for the rules; the certificates of the hosts' chains are at hand, too. */
export function gatherObserved(
  hosts: readonly HostObservation[],
  certificates: readonly NamedCertificate[] = [],
): Observed {
  const served = hosts.flatMap(({ host, chains }) =>
    chains.flatMap((chain) =>
      chain.certificates.map(
        (one): NamedCertificate => ({ ...one, where: l10n.t('the chain of {0}', host) }),
      ),
    ),
  );
  return {
    hosts: new Map(hosts.map((one) => [one.host.toLowerCase(), one])),
    // The files come last, so that they win: a path says more than a chain.
    certificates: new Map(
      [...served, ...certificates].map(({ fingerprint, subject, pin, where }) => [
        encodeBase64(decodeHex(fingerprint)),
        { subject, pin, where },
      ]),
    ),
  };
}
