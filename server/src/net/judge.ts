import type { X509Certificate } from 'node:crypto';
import { type Known, keyTypeOf, know, nameProblem } from './certificate';
import type { Endpoint } from './connect';
import type { KeyAsk } from './contexts';
import { dial, type Hit, type Job } from './dial';
import type { Note } from './doubt';
import type { Answer, Observation, Verdict } from './handshake';
import { formatAddress } from './host';
import { machineRoots } from './machine-roots';
import { describePath, type Found, findPath } from './path';
import { openStore } from './store';
import { doubtReason, isIssuerProblem, localReason, unjudgedReason, untrustedReason } from './trust';
import type { RefusalCode, ServedChain } from './types';

/** Judges what an endpoint showed and, when asked to, what it shows for the other key type. */
export async function readChains(job: Job, hit: Hit): Promise<ServedChain[]> {
  const chains = [describe(job, hit)];
  if (!job.options.bothKeyTypes) return chains;
  for (const ask of othersOf(chains[0]?.keyType ?? '')) {
    const answer = await dial(job, hit.endpoint, ask);
    const isNew = answer.ok && !sameLeaf(answer.observation, hit.observation);
    if (isNew) chains.push(describe(job, { endpoint: hit.endpoint, observation: answer.observation }));
    else job.notes.push(otherKeyNote(job, hit.endpoint, ask, answer));
  }
  return chains;
}

function othersOf(keyType: string): readonly KeyAsk[] {
  if (keyType.startsWith('EC ')) return ['rsa'];
  return keyType.startsWith('RSA') ? ['ecdsa'] : ['ecdsa', 'rsa'];
}

function otherKeyNote(job: Job, endpoint: Endpoint, ask: KeyAsk, answer: Answer): Note {
  const address = formatAddress(endpoint.host, endpoint.port);
  const keyType = ask === 'rsa' ? 'RSA' : 'ECDSA';
  // A TLS library that does not know the request either says so or ignores it and shows the same certificate.
  if (answer.ok || answer.failure.cause === 'ERR_TLS_CONTEXT')
    return { code: 'key-type-unasked', address, keyType };
  const absent: readonly RefusalCode[] = ['handshake', 'closed', 'reset'];
  if (absent.includes(answer.failure.code)) return { code: 'key-type-absent', address, keyType };
  const refusal = { ...answer.failure, ...job.subject, label: address };
  return { code: 'key-type-refused', keyType, refusal };
}

/** Describes one observation: what was served, the path that it makes, and who trusts that path. */
function describe(job: Job, { endpoint, observation }: Hit): ServedChain {
  const { served, protocol } = observation;
  const [leaf, ...others] = unique(served);
  const address = formatAddress(endpoint.host, endpoint.port);
  const [first] = served;
  // The first certificate is the leaf (RFC 8446 section 4.4.2), also where it is the one that cannot be read.
  if (!leaf || leaf.certificate !== first) return unreadable(job, address, observation);
  const { found, ...trust } = judge(job, [leaf, ...others], observation.verdict);
  const nameReason = nameProblem(leaf.certificate, job.destination.name);
  return {
    address,
    protocol,
    keyType: keyTypeOf(leaf.certificate),
    path: describePath(found, [leaf, ...others]),
    served: served.map(({ raw }) => raw),
    strays: others
      .filter(({ id }) => !found.links.some((link) => link.id === id))
      .map(({ certificate }) => certificate.raw),
    ...trust,
    nameMatches: nameReason === undefined,
    ...(nameReason === undefined ? {} : { nameReason }),
  };
}

function unreadable({ destination }: Job, address: string, { served, protocol }: Observation): ServedChain {
  const ders = served.map(({ raw }) => raw);
  const [der = new Uint8Array(), ...strays] = ders;
  return {
    address,
    protocol,
    keyType: 'unknown',
    path: [{ der, role: 'leaf', served: true }],
    served: ders,
    strays,
    trust: 'none',
    reason: { code: 'unreadable' },
    nameMatches: false,
    nameReason: { code: 'unreadable', name: destination.name },
  };
}

interface Judgement extends Pick<ServedChain, 'trust' | 'reason'> {
  readonly found: Found;
}

/**
 * Publicly trusted is what both the TLS library and the search here trust: libraries differ in what they let pass.
 * Whether this machine's own roots trust it is for the search alone to say, so that nobody is dialled twice.
 */
function judge(job: Job, served: readonly [Known, ...Known[]], verdict: Verdict): Judgement {
  const now = Date.now();
  const found = findPath(served, openStore(job.roots), now);
  if (verdict.kind === 'unjudged') return { found, trust: 'none', reason: unjudgedReason(verdict.failure) };
  const isSound = found.anchored && found.problem === undefined;
  if (verdict.kind === 'trusted')
    return isSound ? { found, trust: 'public' } : { found, trust: 'none', reason: doubtReason(found) };
  if (isSound || !isIssuerProblem(verdict.code))
    return { found, trust: 'none', reason: untrustedReason(verdict.code, found) };
  const local = findPath(served, openStore(job.options.localRoots ?? machineRoots()), now);
  if (local.anchored && local.problem === undefined)
    return { found: local, trust: 'local', reason: localReason(local) };
  const shown = local.anchored && !found.anchored ? local : found;
  return { found: shown, trust: 'none', reason: untrustedReason(verdict.code, shown) };
}

function unique(certificates: readonly X509Certificate[]): Known[] {
  const byId = new Map<string, Known>();
  for (const certificate of certificates) {
    const known = know(certificate);
    if (known && !byId.has(known.id)) byId.set(known.id, known);
  }
  return [...byId.values()];
}

function sameLeaf(one: Observation, other: Observation): boolean {
  const [a, b] = [one.served[0], other.served[0]];
  return a !== undefined && b !== undefined && Buffer.compare(a.raw, b.raw) === 0;
}
