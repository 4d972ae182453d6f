import type { X509Certificate } from 'node:crypto';
import { isCurrent, keyTypeOf } from './certificate';
import type { Failure } from './refusal';

/** Whether OpenSSL missed a trusted issuer, so that another set of roots could change its word. */
export function isIssuerProblem(code: string): boolean {
  return /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code);
}

/** The reason that goes with a chain which only this machine trusts. */
export const LOCAL_REASON =
  'trusted on this machine only: perhaps a company authority or an intercepting proxy';

/** Why a chain was not judged although its certificates arrived: a clause for people. */
export function unjudgedReason(failure: Failure): string {
  if (failure.code === 'handshake') return 'not judged: the server asks for a client certificate';
  if (failure.code === 'timeout') return 'not judged: the TLS handshake did not end in time';
  return 'not judged: the server broke off the TLS handshake after sending its certificate';
}

/**
 * Why OpenSSL does not trust a chain: a clause for people.
 * The codes do not say which certificate is meant, so that is read from the built path, leaf first.
 */
export function untrustedReason(code: string, path: readonly X509Certificate[], now: number): string {
  if (code === 'CERT_HAS_EXPIRED') return expired(path, now);
  if (code === 'CERT_NOT_YET_VALID') return notYetValid(path, now);
  if (code === 'UNSPECIFIED') return unspecified(path);
  return REASONS[code] ?? `the TLS library does not accept it (${code})`;
}

const MISSING =
  'the server leaves out an intermediate certificate, or the authority that issued it is not publicly trusted';

const NOT_AN_AUTHORITY = 'a certificate in the chain was issued by one that is not an authority';

const REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed, no public authority stands behind it',
  SELF_SIGNED_CERT_IN_CHAIN: 'its root certificate is not publicly trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: MISSING,
  UNABLE_TO_GET_ISSUER_CERT: MISSING,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: MISSING,
  INVALID_PURPOSE: 'a certificate in the chain is not meant for servers',
  INVALID_CA: NOT_AN_AUTHORITY,
  PATH_LENGTH_EXCEEDED: 'an authority in the chain was not allowed to issue another authority',
  CERT_SIGNATURE_FAILURE: 'a signature in the chain is wrong',
};

function expired(path: readonly X509Certificate[], now: number): string {
  const at = path.findIndex((certificate) => now > Date.parse(certificate.validTo));
  const certificate = path[at];
  return certificate
    ? `${nameOf(at)} ended on ${dateOf(certificate.validTo)}`
    : 'a certificate in the chain has expired';
}

function notYetValid(path: readonly X509Certificate[], now: number): string {
  const at = path.findIndex((certificate) => !isCurrent(certificate, now));
  const certificate = path[at];
  return certificate
    ? `${nameOf(at)} begins on ${dateOf(certificate.validFrom)}`
    : 'a certificate in the chain is not yet valid';
}

/** Node keeps OpenSSL's reason to itself in these cases, so the likely ones are looked for. */
function unspecified(path: readonly X509Certificate[]): string {
  const weak = path.find((certificate) => /^RSA (\d{1,3}|1\d{3})$/.test(keyTypeOf(certificate)));
  if (weak) return `a key in the chain is too weak (${keyTypeOf(weak)})`;
  if (path.slice(1).some((issuer) => !issuer.ca)) return NOT_AN_AUTHORITY;
  return 'the TLS library refuses it without a reason: perhaps a weak signature (SHA-1) or a name constraint';
}

function nameOf(at: number): string {
  return at === 0 ? 'the certificate' : 'the certificate of an authority in the chain';
}

function dateOf(text: string): string {
  return new Date(text).toISOString().slice(0, 10);
}
