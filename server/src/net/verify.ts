import { attributeOf, type Known, titleOf } from './certificate';
import { staysWithin } from './constraints';
import type { Doubt, Flaw } from './doubt';
import { readTraits, type Traits } from './traits';

/**
 * What keeps a path from being valid, its names and its missing root left aside.
 * Every signature in it is already checked. The rules are those of RFC 5280 section 6.1 as OpenSSL applies them, with
 * weak signatures and keys refused as by Node 24, whichever Node runs; policies and revocation are not looked at.
 */
export function pathProblem(links: readonly Known[], anchored: boolean, now: number): Doubt | undefined {
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

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** What holds for every certificate of a path. */
function linkProblem(link: Link, now: number): Doubt | undefined {
  const { known, isAnchor, traits } = link;
  const [begin, end] = [known.certificate.validFrom, known.certificate.validTo].map(Date.parse);
  if (!traits) return flaw(link, 'malformed');
  if (!isDay(begin) || !isDay(end)) return flaw(link, 'no-dates');
  if (now > end) return flaw(link, 'ended', dayOf(end));
  if (now < begin) return flaw(link, 'begins', dayOf(begin));
  // Nobody relies on the signature of a root: it is trusted as it stands.
  if (traits.weakSignature && !isAnchor) return flaw(link, 'weak-signature');
  const bits = weakBits(known);
  if (bits !== undefined) return flaw(link, 'weak-key', `${bits}`);
  if (traits.purposes && !traits.purposes.includes(SERVER_AUTH)) return flaw(link, 'not-for-servers');
  return traits.unknownCritical === undefined
    ? undefined
    : flaw(link, 'unknown-condition', traits.unknownCritical);
}

function flaw({ known, at }: Link, code: Flaw['code'], detail = ''): Flaw {
  return { code, detail, ...(at === 0 ? {} : { authority: titleOf(known.subject) }) };
}

/** Digital signature, key encipherment or key agreement: what a TLS server does with its key. */
const SERVER_USAGES = 0x80 | 0x20 | 0x08;
const CERTIFICATE_SIGNING = 0x04;

function leafProblem(link: Link): Doubt | undefined {
  const { traits } = link;
  const allowed = traits?.keyUsage === undefined || ((traits.keyUsage[0] ?? 0) & SERVER_USAGES) !== 0;
  return allowed ? undefined : flaw(link, 'not-for-servers');
}

function issuerProblem({ at, isAnchor, traits }: Link, below: number): Doubt | undefined {
  if (!traits) return undefined;
  // Old roots say nothing of themselves, or too little; the store that holds them says it.
  const isOldRoot = isAnchor && (traits.isFirstVersion || traits.keyUsage !== undefined);
  const mayIssue = traits.authority ?? isOldRoot;
  const signs = traits.keyUsage === undefined || ((traits.keyUsage[0] ?? 0) & CERTIFICATE_SIGNING) !== 0;
  if (!mayIssue || !signs) return { code: at === 1 ? 'leaf-issuer' : 'authority-issuer' };
  const isTooLong = traits.pathLength !== undefined && below > traits.pathLength;
  return isTooLong ? { code: 'path-length' } : undefined;
}

/** Whether an authority's name constraints leave out a certificate below it. */
function namesProblem(path: readonly Link[]): Doubt | undefined {
  for (const { at, known, traits } of path) {
    if (!traits || (at > 0 && known.subject === known.issuer)) continue;
    const commonName = at === 0 ? hostLike(attributeOf(known.subject, 'CN')) : undefined;
    const limit = path
      .slice(at + 1)
      .find(
        (above) => above.traits?.constraints && !staysWithin(traits, above.traits.constraints, commonName),
      );
    if (limit) return { code: 'names-outside', authority: titleOf(limit.known.subject) };
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

function isDay(time: number | undefined): time is number {
  return time !== undefined && !Number.isNaN(time);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
