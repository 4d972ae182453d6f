import type { X509Certificate } from 'node:crypto';
import { isCurrent, isIssuedBy, readCertificate } from './certificate';
import type { PathCertificate } from './types';

/** What a path can be built from. */
export interface Material {
  /** DER as sent, the leaf first. */
  readonly served: readonly Uint8Array[];
  /** DER that came from a trust store of this machine. */
  readonly stored: readonly Uint8Array[];
  /** PEM of the public roots. */
  readonly roots: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A built path, the same read, and the served ones that have no place in it. */
export interface BuiltPath {
  readonly path: readonly PathCertificate[];
  readonly certificates: readonly X509Certificate[];
  readonly strays: readonly Uint8Array[];
}

/**
 * Orders certificates from the leaf up to a trust anchor, or as far as they go.
 * Node tells neither the path that it verified nor which certificates it used, so this is built anew: trusted
 * issuers before served ones as OpenSSL does, certificates within their dates first, the shortest path wins.
 * When the leaf cannot be read it stands alone, without `certificates`.
 */
export function buildPath(material: Material): BuiltPath {
  const [first, ...others] = material.served;
  const leaf = first && readCertificate(first);
  if (!leaf)
    return {
      path: first ? [{ der: first, role: 'leaf', served: true }] : [],
      certificates: [],
      strays: others,
    };
  const served = unique(material.served);
  const stored = unique(material.stored).filter((certificate) => !isAmong(served, certificate));
  const trusted = [...stored, ...issuingRoots([...served, ...stored], material.roots)];
  const current = (certificate: X509Certificate) => isCurrent(certificate, material.now);
  const strict = climb(leaf, trusted.filter(current), served.filter(current));
  return describe(strict.anchor ? strict : climb(leaf, trusted, served), served);
}

interface Step {
  readonly certificate: X509Certificate;
  readonly anchor: boolean;
  readonly below?: Step;
}

/** Signatures are checked at most so often per search: strangers choose the keys, and large ones are slow. */
const MAX_VERIFICATIONS = 200;

/** Walks up in breadth; gives the first trust anchor, else the certificate farthest up. */
function climb(
  leaf: X509Certificate,
  trusted: readonly X509Certificate[],
  served: readonly X509Certificate[],
): Step {
  let farthest: Step = { certificate: leaf, anchor: isAmong(trusted, leaf) };
  const queue = [farthest];
  const seen = new Set([leaf.fingerprint256]);
  let budget = MAX_VERIFICATIONS;
  for (const step of queue) {
    farthest = step;
    if (step.anchor) return step;
    for (const issuer of [...trusted, ...served]) {
      if (seen.has(issuer.fingerprint256) || issuer.subject !== step.certificate.issuer) continue;
      budget -= 1;
      if (budget < 0) return step;
      if (!isIssuedBy(step.certificate, issuer)) continue;
      seen.add(issuer.fingerprint256);
      // A stored intermediate is trusted too, but people look for the root above it.
      const anchor = issuer.subject === issuer.issuer && trusted.includes(issuer);
      queue.push({ certificate: issuer, anchor, below: step });
    }
  }
  return farthest;
}

function describe(top: Step, served: readonly X509Certificate[]): BuiltPath {
  const steps: Step[] = [];
  for (let step: Step | undefined = top; step; step = step.below) steps.unshift(step);
  const certificates = steps.map((step) => step.certificate);
  const path = steps.map(({ certificate, anchor }, at): PathCertificate => {
    const isTop = at === steps.length - 1 && (anchor || isIssuedBy(certificate, certificate));
    const role = at === 0 ? 'leaf' : isTop ? 'root' : 'intermediate';
    return { der: certificate.raw, role, served: isAmong(served, certificate) };
  });
  const strays = served.filter((certificate) => !isAmong(certificates, certificate));
  return { path, certificates, strays: strays.map((certificate) => certificate.raw) };
}

function unique(encoded: readonly Uint8Array[]): X509Certificate[] {
  const byPrint = new Map<string, X509Certificate>();
  for (const der of encoded) {
    const certificate = readCertificate(der);
    if (certificate && !byPrint.has(certificate.fingerprint256))
      byPrint.set(certificate.fingerprint256, certificate);
  }
  return [...byPrint.values()];
}

function isAmong(list: readonly X509Certificate[], certificate: X509Certificate): boolean {
  return list.some((other) => other.fingerprint256 === certificate.fingerprint256);
}

const indexes = new WeakMap<readonly string[], Map<string, X509Certificate[]>>();

/** The roots that carry a name which one of the certificates gives as issuer or as its own. */
function issuingRoots(below: readonly X509Certificate[], pems: readonly string[]): X509Certificate[] {
  const index = indexes.get(pems) ?? indexRoots(pems);
  indexes.set(pems, index);
  const names = new Set(below.flatMap((certificate) => [certificate.issuer, certificate.subject]));
  return [...names].flatMap((name) => index.get(name) ?? []);
}

function indexRoots(pems: readonly string[]): Map<string, X509Certificate[]> {
  const index = new Map<string, X509Certificate[]>();
  for (const pem of pems) {
    const root = readCertificate(pem);
    if (root) index.set(root.subject, [...(index.get(root.subject) ?? []), root]);
  }
  return index;
}
