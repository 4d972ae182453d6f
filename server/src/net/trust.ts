import { isIssuedBy, titleOf } from './certificate';
import type { Doubt } from './doubt';
import type { Found } from './path';
import type { Failure } from './refusal';

/** Whether OpenSSL missed a trusted issuer, so that another set of roots could change its word. */
export function isIssuerProblem(code: string): boolean {
  return /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code);
}

/** The reason that goes with a chain which only this machine trusts. */
export function localReason({ links }: Found): Doubt {
  return { code: 'own-root', authority: titleOf(links.at(-1)?.subject ?? '') };
}

/** Why a chain was not judged although its certificates arrived. */
export function unjudgedReason({ code }: Failure): Doubt {
  if (code === 'handshake') return { code: 'client-certificate' };
  return { code: code === 'timeout' ? 'timeout' : 'broken-off' };
}

/** Why a chain that the TLS library trusts is not trusted here. */
export function doubtReason({ problem }: Found): Doubt {
  return problem ?? { code: 'no-short-path' };
}

/** Why OpenSSL does not trust a chain, read from the path where its code says too little. */
export function untrustedReason(code: string, found: Found): Doubt {
  if (isIssuerProblem(code) && !found.anchored) return missingReason(found);
  return found.problem ?? { code: 'refused', openssl: code };
}

/** The code of OpenSSL is the same for a forgotten intermediate and for a root that nobody knows. */
function missingReason({ links }: Found): Doubt {
  const [top] = links.slice(-1);
  if (!top) return { code: 'unreadable' };
  const isAlone = links.length === 1;
  if (!isIssuedBy(top, top))
    return { code: isAlone ? 'missing-issuer' : 'missing-root', authority: titleOf(top.issuer) };
  return isAlone ? { code: 'self-signed' } : { code: 'unknown-root', authority: titleOf(top.subject) };
}
