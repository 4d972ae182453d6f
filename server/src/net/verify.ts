import { attributeOf, type Known, titleOf } from './certificate';
import { staysWithin } from './constraints';
import { readTraits, type Traits } from './traits';

/**
 * What keeps a path from being valid, its names and its missing root left aside: a clause for people.
 * Every signature in it is already checked. The rules are those of RFC 5280 section 6.1 as OpenSSL applies them, with
 * weak signatures and keys refused as by Node 24, whichever Node runs; policies and revocation are not looked at.
 */
export function pathProblem(links: readonly Known[], anchored: boolean, now: number): string | undefined {
  const path = links.map((known, at) => readLink(known, at, anchored && at === links.length - 1));
  let below = 0;
  for (const link of path) {
    const problem = linkProblem(link, now) ?? (link.at > 0 ? issuerProblem(link, below) : leafProblem(link));
    if (problem) return problem;
    // A certificate for one's own next key does not count as another authority.
    if (link.at > 0 && link.known.subject !== link.known.issuer) below += 1;
  }
  return namesProblem(path);
}

/** A certificate and its place in the path, 0 for the leaf. */
interface Link {
  readonly known: Known;
  readonly at: number;
  readonly isAnchor: boolean;
  readonly traits: Traits | undefined;
}

function readLink(known: Known, at: number, isAnchor: boolean): Link {
  return { known, at, isAnchor, traits: readTraits(known.certificate.raw) };
}

const NOT_AN_AUTHORITY = 'was issued by a certificate that is not an authority';
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** What holds for every certificate of a path. */
function linkProblem({ known, at, isAnchor, traits }: Link, now: number): string | undefined {
  const name = nameOf(known, at);
  const { validFrom, validTo } = known.certificate;
  if (!traits) return `${name} does not follow the rules for certificates`;
  if (!(now <= Date.parse(validTo))) return `${name} ended on ${dateOf(validTo)}`;
  if (!(now >= Date.parse(validFrom))) return `${name} begins on ${dateOf(validFrom)}`;
  // Nobody relies on the signature of a root: it is trusted as it stands.
  if (traits.weakSignature && !isAnchor)
    return `${name} has a signature that can be forged (SHA-1, MD5 or older)`;
  const bits = weakBits(known);
  if (bits !== undefined) return `${name} has a key that is too weak (${bits} bits)`;
  if (traits.purposes && !traits.purposes.includes(SERVER_AUTH)) return `${name} is not meant for servers`;
  return traits.unknownCritical === undefined
    ? undefined
    : `${name} sets a condition that cannot be checked (extension ${traits.unknownCritical})`;
}

/** Digital signature, key encipherment or key agreement: what a TLS server does with its key. */
const SERVER_USAGES = 0x80 | 0x20 | 0x08;
const CERTIFICATE_SIGNING = 0x04;

function leafProblem({ known, traits }: Link): string | undefined {
  const allowed = traits?.keyUsage === undefined || ((traits.keyUsage[0] ?? 0) & SERVER_USAGES) !== 0;
  return allowed ? undefined : `${nameOf(known, 0)} is not meant for servers`;
}

function issuerProblem({ at, isAnchor, traits }: Link, below: number): string | undefined {
  if (!traits) return undefined;
  // Old roots say nothing of themselves, or too little; the store that holds them says it.
  const isOldRoot = isAnchor && (traits.isFirstVersion || traits.keyUsage !== undefined);
  const mayIssue = traits.authority ?? isOldRoot;
  const signs = traits.keyUsage === undefined || ((traits.keyUsage[0] ?? 0) & CERTIFICATE_SIGNING) !== 0;
  if (!mayIssue || !signs)
    return `${at === 1 ? 'the certificate' : 'an authority in the chain'} ${NOT_AN_AUTHORITY}`;
  const isTooLong = traits.pathLength !== undefined && below > traits.pathLength;
  return isTooLong ? 'an authority in the chain was not allowed to issue another authority' : undefined;
}

/** Whether an authority's name constraints leave out a certificate below it. */
function namesProblem(path: readonly Link[]): string | undefined {
  for (const { at, known, traits } of path) {
    if (!traits || (at > 0 && known.subject === known.issuer)) continue;
    const commonName = at === 0 ? hostLike(attributeOf(known.subject, 'CN')) : undefined;
    const limit = path
      .slice(at + 1)
      .find(
        (above) => above.traits?.constraints && !staysWithin(traits, above.traits.constraints, commonName),
      );
    if (limit) return `${titleOf(limit.known.subject)} may not issue certificates for these names`;
  }
  return undefined;
}

function hostLike(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w*-]+(\.[\w-]+)+$/.test(text) ? text : undefined;
}

/** Fewer bits than security level 2 of OpenSSL asks for, which is 112 bits of strength (NIST SP 800-57). */
function weakBits({ certificate }: Known): number | undefined {
  try {
    const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength;
    return bits !== undefined && bits < 2048 ? bits : undefined;
  } catch {
    return undefined;
  }
}

function nameOf({ subject }: Known, at: number): string {
  return at === 0 ? 'the certificate' : `the certificate of ${titleOf(subject)} in the chain`;
}

function dateOf(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? 'no readable date' : date.toISOString().slice(0, 10);
}
