import * as l10n from '../core/l10n';
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
      message: l10n.t('A private key is in the file: whoever receives it can pose as its owner.'),
      remedy: l10n.t('Hand over the certificate alone, and replace the key if it went out already.'),
    };
  }
  yield* strayFindings(material);
  for (const certificate of [...chain.certificates, ...chain.others]) {
    if (!certificate.included) continue;
    yield* rootFaults(certificate, options);
    yield* dateFindings(certificate, options, renew());
    yield* keyFindings(certificate, 'trusted-root');
  }
}

const renew = (): string =>
  l10n.t(
    "Get the present certificate from the other system's owner, and have it installed before this one ends.",
  );

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
        ? l10n.t(
            '{0} is an intermediate authority of {1}: as a root it is trusted by some systems and not by others.',
            name,
            certificate.issuer,
          )
        : l10n.t(
            "{0} is a server's or a client's own certificate, issued by {1}: as a root it is not trusted, or only until it is renewed.",
            name,
            certificate.issuer,
          ),
      remedy: l10n.t(
        'Hand over the certificate of the root above it, beginning with {0}.',
        certificate.issuer,
      ),
    };
  } else if (crypto.path(certificate.der, []).end === 'public') {
    yield {
      id: 'package-already-trusted',
      severity: 'info',
      message: l10n.t('{0} is a public root, which the platform trusts already.', name),
      remedy: l10n.t(
        'If a connection fails all the same, have the server send its intermediate certificates.',
      ),
    };
  } else if (!certificate.authority) {
    yield {
      id: 'package-self-signed-server',
      severity: 'info',
      message: l10n.t(
        '{0} signed itself and is no authority: trust ends when the server gets another certificate.',
        name,
      ),
      remedy: l10n.t(
        'Hand over its successor before the server changes, or have the server use an authority of your own.',
      ),
    };
  } else if (certificate.keyUsage && !certificate.keyUsage.includes('keyCertSign')) {
    yield {
      id: 'package-usage',
      severity: 'error',
      message: l10n.t('The key of {0} may not sign certificates: whatever it issued is refused.', name),
      remedy: l10n.t("Get the authority's present certificate from its owner."),
    };
  }
}
