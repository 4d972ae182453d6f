import * as l10n from '../core/l10n';
import type { Case } from './case';
import { chainFindings } from './chain';
import { encryptionFindings, formatFindings, privateKeyFindings, strayFindings } from './contents';
import { dateFindings, lifetimeFindings } from './dates';
import type { InspectedCertificate, PackageFinding } from './inspection';
import { covers, whyNot } from './names';
import { pinFindings } from './pinned';
import { keyFindings, signatureFindings } from './strength';
import { usageFindings } from './usage';

/** Whether a server or a client can present a package: certificate, private key and the chain up to a root. */
export function* presentedFindings(
  { material, chain, keys, outcomes, options }: Case,
  purpose: 'environment' | 'client',
): Generator<PackageFinding> {
  const [leaf] = chain.certificates;
  if (!leaf) return;
  const server = purpose === 'environment';
  yield* formatFindings(material, purpose);
  yield* privateKeyFindings(keys, leaf, material);
  yield* strayFindings(material);
  yield* chainFindings(chain, material, server);
  for (const certificate of chain.certificates.filter(({ included }) => included)) {
    yield* dateFindings(certificate, options, renew());
    yield* keyFindings(certificate, purpose);
    yield* signatureFindings(certificate);
  }
  yield* usageFindings(leaf, purpose);
  if (server) {
    if (!leaf.authority) yield* lifetimeFindings(leaf, chain.end);
    yield* hostFindings(leaf, options.hosts);
    yield* pinFindings(outcomes, chain.end);
  }
  yield* encryptionFindings(material);
}

const renew = (): string => l10n.t('Renew it, and install the new one before the present one ends.');

function* hostFindings(leaf: InspectedCertificate, hosts: readonly string[]): Generator<PackageFinding> {
  for (const host of hosts) {
    if (covers(leaf, host)) continue;
    yield {
      id: 'package-host-missing',
      severity: 'error',
      message: l10n.t(
        'The certificate is not for {0}: {1}. Every app that calls {0} refuses it.',
        host,
        whyNot(leaf, host),
      ),
      remedy: l10n.t('Ask your authority for a certificate whose subjectAltName holds {0}.', host),
      host,
    };
  }
}
