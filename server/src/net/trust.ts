import { isIssuedBy, titleOf } from './certificate';
import type { Found } from './path';
import type { Failure } from './refusal';

/** Whether OpenSSL missed a trusted issuer, so that another set of roots could change its word. */
export function isIssuerProblem(code: string): boolean {
  return /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code);
}

/** The reason that goes with a chain which only this machine trusts: a clause for people. */
export function localReason({ links }: Found): string {
  return `its root ${titleOf(links.at(-1)?.subject ?? '')} is one of this machine's own, not a public one`;
}

/** Why a chain was not judged although its certificates arrived: a clause for people. */
export function unjudgedReason(failure: Failure): string {
  if (failure.code === 'handshake') return 'not judged: the server asks for a client certificate';
  if (failure.code === 'timeout') return 'not judged: the TLS handshake did not end in time';
  return 'not judged: the server broke off the TLS handshake after sending its certificate';
}

/** Why a chain that the TLS library trusts is not trusted here: a clause for people. */
export function doubtReason({ problem }: Found): string {
  return problem ?? 'no short path leads from it to a public root';
}

/** Why OpenSSL does not trust a chain: a clause for people, read from the path where its code says too little. */
export function untrustedReason(code: string, found: Found): string {
  if (isIssuerProblem(code) && !found.anchored) return missingReason(found);
  return found.problem ?? REASONS[code] ?? `the TLS library does not accept it (${code})`;
}

const REASONS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'a certificate in the chain has expired',
  CERT_NOT_YET_VALID: 'a certificate in the chain is not yet valid',
  INVALID_PURPOSE: 'a certificate in the chain is not meant for servers',
  INVALID_CA: 'a certificate in the chain was issued by one that is not an authority',
  PATH_LENGTH_EXCEEDED: 'an authority in the chain was not allowed to issue another authority',
  CERT_SIGNATURE_FAILURE: 'a signature in the chain is wrong',
  UNSPECIFIED: 'the TLS library refuses it without a reason',
};

/** The code of OpenSSL is the same for a forgotten intermediate and for a root that nobody knows. */
function missingReason({ links }: Found): string {
  const [top] = links.slice(-1);
  if (!top) return 'the certificate cannot be read';
  const isTopSelfSigned = isIssuedBy(top, top);
  if (isTopSelfSigned && links.length === 1)
    return 'the certificate is self-signed, no public authority stands behind it';
  if (isTopSelfSigned)
    return `its root ${titleOf(top.subject)} is not publicly trusted: perhaps a company authority or an intercepting proxy`;
  const issuer = titleOf(top.issuer);
  return links.length === 1
    ? `it was issued by ${issuer}, which is not publicly trusted or an intermediate that the server does not send`
    : `its chain leads to ${issuer}, which is not publicly trusted or an intermediate that the server does not send`;
}
