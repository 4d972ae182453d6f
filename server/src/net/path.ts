import { isIssuedBy, type Known } from './certificate';
import type { Doubt } from './doubt';
import type { Store } from './store';
import type { PathCertificate } from './types';
import { pathProblem } from './verify';

/** A path that was found, and what keeps it from being valid. */
export interface Found {
  /** Leaf first; never empty. */
  readonly links: readonly Known[];
  /** Whether the last link is a root of the store. */
  readonly anchored: boolean;
  /** Absent when every link may stand where it stands, the missing root left aside. */
  readonly problem?: Doubt;
}

/**
 * Finds a path from the first certificate up to a root of the store, or as far as it goes.
 * The TLS library tells neither the path that it verified nor which certificates it used, so this is done anew: the
 * shortest valid path wins, of two the one with trusted issuers; then a path to a root that has a problem; then the
 * farthest.
 */
export function findPath(served: readonly [Known, ...Known[]], store: Store, now: number): Found {
  let farthest: Step = { known: served[0], length: 1 };
  let flawed: Found | undefined;
  let judged = 0;
  const issues = signatureCheck();
  const queue = [farthest];
  for (const step of queue) {
    if (step.length > farthest.length) farthest = step;
    if (isAnchor(step.known, store)) {
      const found = judge(step, true, now);
      judged += 1;
      if (found.problem === undefined) return found;
      flawed ??= found;
      if (judged >= MAX_JUDGED) break;
      continue;
    }
    for (const issuer of [...store.named(step.known.issuer), ...served]) {
      if (queue.length >= MAX_STEPS || step.length >= MAX_LENGTH) break;
      if (issuer.subject !== step.known.issuer || isWithin(issuer, step)) continue;
      if (issues(issuer, step.known)) queue.push({ known: issuer, length: step.length + 1, below: step });
    }
  }
  return flawed ?? judge(farthest, false, now);
}

/** The links with their roles, for people. */
export function describePath({ links, anchored }: Found, served: readonly Known[]): PathCertificate[] {
  return links.map((known, at): PathCertificate => {
    const { certificate, id } = known;
    const isTop = at === links.length - 1 && (anchored || isIssuedBy(known, known));
    const role = at === 0 ? 'leaf' : isTop ? 'root' : 'intermediate';
    return { der: certificate.raw, role, served: served.some((other) => other.id === id) };
  });
}

interface Step {
  readonly known: Known;
  readonly length: number;
  readonly below?: Step;
}

/** OpenSSL stops at 100 too. */
const MAX_LENGTH = 100;
/** Strangers choose how many paths there are (cross-certificates multiply them), so the search has an end. */
const MAX_STEPS = 1000;
const MAX_JUDGED = 20;
/** Strangers choose the keys, and large ones are slow. */
const MAX_VERIFICATIONS = 120;

/** Checks signatures, each pair once and so many in all. */
function signatureCheck(): (issuer: Known, certificate: Known) => boolean {
  const checked = new Map<string, boolean>();
  return (issuer, known) => {
    const pair = `${known.id} ${issuer.id}`;
    const before = checked.get(pair);
    if (before !== undefined || checked.size >= MAX_VERIFICATIONS) return before ?? false;
    const issued = isIssuedBy(known, issuer);
    checked.set(pair, issued);
    return issued;
  };
}

/** A stored intermediate is trusted too, but only a root ends a path, as in OpenSSL. */
function isAnchor(known: Known, store: Store): boolean {
  return known.subject === known.issuer && store.named(known.subject).some(({ id }) => id === known.id);
}

function isWithin({ id }: Known, top: Step): boolean {
  for (let step: Step | undefined = top; step; step = step.below) if (step.known.id === id) return true;
  return false;
}

function judge(top: Step, anchored: boolean, now: number): Found {
  const links: Known[] = [];
  for (let step: Step | undefined = top; step; step = step.below) links.unshift(step.known);
  const problem = pathProblem(links, anchored, now);
  return { links, anchored, ...(problem === undefined ? {} : { problem }) };
}
