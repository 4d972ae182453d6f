import { nameOf } from './dates';
import type { InspectedCertificate, PackageFinding, Purpose } from './inspection';

/** The largest RSA key that OutSystems' upload takes, in bits. */
const MAX_RSA = 4096;

/** The smallest RSA key that phones and browsers take (Baseline Requirements §6.1.5). */
const MIN_RSA = 2048;

const FALLBACK = 'an EC P-256 or RSA 2048 key';

/** What is wrong with the key of a certificate. */
export function* keyFindings(certificate: InspectedCertificate, purpose: Purpose): Generator<PackageFinding> {
  const { key, role } = certificate;
  const name = nameOf(certificate);
  const bits = Number(/^RSA(?:-PSS)? (\d+)$/.exec(key)?.[1]);
  const remedy =
    role === 'leaf'
      ? `Make a new request with ${FALLBACK}.`
      : 'Ask your authority for a chain with keys of today.';
  if (bits < MIN_RSA) {
    const message = `The key of ${name} is ${key}: phones, browsers and servers of today refuse RSA below ${MIN_RSA} bits.`;
    yield { id: 'package-weak-key', severity: 'error', message, remedy };
  } else if (bits > MAX_RSA && role === 'leaf' && purpose === 'environment') {
    const message = `The key of ${name} is ${key}: OutSystems takes at most ${MAX_RSA} bits.`;
    yield { id: 'package-key-too-large', severity: 'error', message, remedy };
  } else if (!/^(?:RSA \d+|EC P-(?:256|384|521))$/.test(key)) {
    const message = `The key of ${name} is ${key}: phones, browsers and Windows take RSA, EC P-256 and EC P-384.`;
    yield { id: 'package-weak-key', severity: role === 'leaf' ? 'error' : 'warning', message, remedy };
  } else if (key === 'EC P-521') {
    const message = `The key of ${name} is ${key}, which some browsers refuse.`;
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
    message: `${nameOf(certificate)} is signed with ${signature}, which can be forged: phones, browsers and servers of today refuse it.`,
    remedy: 'Ask your authority for a certificate that is signed with SHA-256.',
  };
}
