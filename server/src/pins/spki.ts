import { childrenOf, type Element, elementAt, TAG } from './der';

/** The parts of a certificate's signed content, as elements of its own bytes (RFC 5280 §4.1). */
export interface CertificateParts {
  readonly issuer: Element;
  readonly validity: Element;
  readonly subject: Element;
  readonly spki: Element;
  readonly extensions: Element | undefined;
}

/**
 * Finds the parts of a DER certificate without copying or re-encoding anything; nothing for other bytes. A pin is the
 * SHA-256 of the SubjectPublicKeyInfo as its bytes stand (RFC 7469 §2.4): re-encoding the key first gives wrong pins for
 * certificates with odd algorithm parameters.
 */
export function certificateParts(der: Uint8Array): CertificateParts | undefined {
  const whole = elementAt(der, 0, der.length);
  if (whole?.tag !== TAG.sequence || whole.end !== der.length) return undefined;
  const signed = elementAt(der, whole.content, whole.end);
  const parts = signed?.tag === TAG.sequence ? childrenOf(der, signed, 12) : undefined;
  if (!parts) return undefined;
  const first = parts[0]?.tag === TAG.context0 ? 1 : 0;
  const [serial, algorithm, issuer, validity, subject, spki] = parts.slice(first);
  if (serial?.tag !== TAG.integer || algorithm?.tag !== TAG.sequence) return undefined;
  if (issuer?.tag !== TAG.sequence || validity?.tag !== TAG.sequence) return undefined;
  if (subject?.tag !== TAG.sequence || spki?.tag !== TAG.sequence) return undefined;
  return { issuer, validity, subject, spki, extensions: parts.find(({ tag }) => tag === TAG.context3) };
}
