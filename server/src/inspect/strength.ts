import * as l10n from '../core/l10n';
import { nameOf } from './dates';
import type { InspectedCertificate, PackageFinding, Purpose } from './inspection';

/** The largest RSA key that OutSystems' upload takes, in bits. */
const MAX_RSA = 4096;

/** The smallest RSA key that phones and browsers take (Baseline Requirements §6.1.5). */
const MIN_RSA = 2048;

/** What is wrong with the key of a certificate. */
export function* keyFindings(certificate: InspectedCertificate, purpose: Purpose): Generator<PackageFinding> {
  const { key, role } = certificate;
  const name = nameOf(certificate);
  const bits = Number(/^RSA(?:-PSS)? (\d+)$/.exec(key)?.[1]);
  const remedy =
    role === 'leaf'
      ? l10n.t('Make a new request with an EC P-256 or RSA 2048 key.')
      : l10n.t('Ask your authority for a chain with keys of today.');
  if (bits < MIN_RSA) {
    const message = l10n.t(
      'The key of {0} is {1}: phones, browsers and servers of today refuse RSA below {2} bits.',
      name,
      key,
      MIN_RSA,
    );
    yield { id: 'package-weak-key', severity: 'error', message, remedy };
  } else if (bits > MAX_RSA && role === 'leaf' && purpose === 'environment') {
    const message = l10n.t('The key of {0} is {1}: OutSystems takes at most {2} bits.', name, key, MAX_RSA);
    yield { id: 'package-key-too-large', severity: 'error', message, remedy };
  } else if (!/^(?:RSA \d+|EC P-(?:256|384|521))$/.test(key)) {
    const message = l10n.t(
      'The key of {0} is {1}: phones, browsers and Windows take RSA, EC P-256 and EC P-384.',
      name,
      key,
    );
    yield { id: 'package-weak-key', severity: role === 'leaf' ? 'error' : 'warning', message, remedy };
  } else if (key === 'EC P-521') {
    const message = l10n.t('The key of {0} is {1}, which some browsers refuse.', name, key);
    yield { id: 'package-weak-key', severity: 'warning', message, remedy };
  }
}

/** A signature that can be forged; that of a root over itself proves nothing and is not looked at. */
export function* signatureFindings(certificate: InspectedCertificate): Generator<PackageFinding> {
  const { signature, selfIssued, role } = certificate;
  if (selfIssued && role !== 'leaf') return;
  if (!/^(?:SHA-1|MD5|MD2) /.test(signature)) return;
  yield {
    id: 'package-weak-signature',
    severity: 'error',
    message: l10n.t(
      '{0} is signed with {1}, which can be forged: phones, browsers and servers of today refuse it.',
      nameOf(certificate),
      signature,
    ),
    remedy: l10n.t('Ask your authority for a certificate that is signed with SHA-256.'),
  };
}
