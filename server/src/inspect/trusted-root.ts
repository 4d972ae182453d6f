import type { Case } from './case';
import { formatFindings, strayFindings } from './contents';
import { dateFindings, nameOf } from './dates';
import type { InspectedCertificate, InspectOptions, PackageFinding } from './inspection';
import { keyFindings } from './strength';

/** Whether certificates do what one hopes for in the platform's store of trusted roots. */
export function* rootFindings({ material, chain, keys, options }: Case): Generator<PackageFinding> {
  yield* formatFindings(material, 'trusted-root');
  if (keys.length > 0) {
    yield {
      id: 'package-private-key-included',
      severity: 'error',
      message: 'A private key is in the file: whoever receives it can pose as its owner.',
      remedy: 'Hand over the certificate alone, and replace the key if it went out already.',
    };
  }
  yield* strayFindings(material);
  for (const certificate of [...chain.certificates, ...chain.others]) {
    if (!certificate.included) continue;
    yield* rootFaults(certificate, options);
    yield* dateFindings(certificate, options, RENEW);
    yield* keyFindings(certificate, 'trusted-root');
  }
}

const RENEW =
  "Get the present certificate from the other system's owner, and have it installed before this one ends.";

/** A root is an authority that signed itself; a server that signed itself does as well, for as long as it lasts. */
function* rootFaults(
  certificate: InspectedCertificate,
  { crypto }: InspectOptions,
): Generator<PackageFinding> {
  const name = nameOf(certificate);
  if (!certificate.selfIssued || !crypto.selfSigned(certificate.der)) {
    yield {
      id: 'package-not-a-root',
      severity: certificate.authority ? 'warning' : 'error',
      message: certificate.authority
        ? `${name} is an intermediate authority of ${certificate.issuer}: as a root it is trusted by some systems and not by others.`
        : `${name} is a server's or a client's own certificate, issued by ${certificate.issuer}: as a root it is not trusted, or only until it is renewed.`,
      remedy: `Hand over the certificate of the root above it, beginning with ${certificate.issuer}.`,
    };
  } else if (crypto.path(certificate.der, []).end === 'public') {
    yield {
      id: 'package-already-trusted',
      severity: 'info',
      message: `${name} is a public root, which the platform trusts already.`,
      remedy: 'If a connection fails all the same, have the server send its intermediate certificates.',
    };
  } else if (!certificate.authority) {
    yield {
      id: 'package-self-signed-server',
      severity: 'info',
      message: `${name} signed itself and is no authority: trust ends when the server gets another certificate.`,
      remedy:
        'Hand over its successor before the server changes, or have the server use an authority of your own.',
    };
  } else if (certificate.keyUsage && !certificate.keyUsage.includes('keyCertSign')) {
    yield {
      id: 'package-usage',
      severity: 'error',
      message: `The key of ${name} may not sign certificates: whatever it issued is refused.`,
      remedy: "Get the authority's present certificate from its owner.",
    };
  }
}
