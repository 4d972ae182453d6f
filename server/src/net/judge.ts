import type { X509Certificate } from 'node:crypto';
import { keyTypeOf, nameProblem } from './certificate';
import type { Endpoint } from './connect';
import { type KeyAsk, localContext } from './contexts';
import { dial, type Hit, type Job } from './dial';
import type { Answer, Observation, Verdict } from './handshake';
import { formatAddress } from './host';
import { buildPath } from './path';
import { refuse } from './refusal';
import { isIssuerProblem, LOCAL_REASON, unjudgedReason, untrustedReason } from './trust';
import type { RefusalCode, ServedChain } from './types';

/** Judges what an endpoint showed and, when asked to, what it shows for the other key type. */
export async function readChains(job: Job, hit: Hit): Promise<ServedChain[]> {
  const chains = [await judge(job, hit, 'any')];
  if (!job.options.bothKeyTypes) return chains;
  for (const ask of othersOf(chains[0]?.keyType ?? '')) {
    const answer = await dial(job, hit.endpoint, ask);
    const isNew = answer.ok && !sameLeaf(answer.observation, hit.observation);
    if (isNew)
      chains.push(await judge(job, { endpoint: hit.endpoint, observation: answer.observation }, ask));
    else job.notes.push(otherKeyNote(job, hit.endpoint, ask, answer));
  }
  return chains;
}

function othersOf(keyType: string): readonly KeyAsk[] {
  if (keyType.startsWith('EC ')) return ['rsa'];
  return keyType.startsWith('RSA') ? ['ecdsa'] : ['ecdsa', 'rsa'];
}

function otherKeyNote(job: Job, endpoint: Endpoint, ask: KeyAsk, answer: Answer): string {
  const label = formatAddress(endpoint.host, endpoint.port);
  const type = ask === 'rsa' ? 'RSA' : 'ECDSA';
  // A TLS library that does not know the request either says so or ignores it and shows the same certificate.
  if (answer.ok || answer.failure.cause === 'ERR_TLS_CONTEXT') {
    return `the TLS library here cannot ask ${label} for an ${type} certificate`;
  }
  const absent: readonly RefusalCode[] = ['handshake', 'closed', 'reset'];
  if (absent.includes(answer.failure.code)) return `${label} offers no ${type} certificate`;
  return `no word on an ${type} certificate: ${refuse(answer.failure, { label, timeoutMs: job.timeoutMs }).message}`;
}

/** Describes one observation; a chain that misses a public issuer is dialled again under this machine's own roots. */
async function judge(job: Job, { endpoint, observation }: Hit, ask: KeyAsk): Promise<ServedChain> {
  const { served, protocol, verdict } = observation;
  const isRetried = verdict.kind === 'untrusted' && isIssuerProblem(verdict.code);
  const local = isRetried ? await dialLocally(job, endpoint, ask, observation) : undefined;
  const now = Date.now();
  const { path, strays, certificates } = buildPath({
    served,
    stored: (local ?? observation).built,
    roots: job.roots,
    now,
  });
  const [leaf] = certificates;
  const nameReason = leaf ? nameProblem(leaf, job.destination.name) : 'the certificate cannot be read';
  return {
    address: formatAddress(endpoint.host, endpoint.port),
    protocol,
    keyType: leaf ? keyTypeOf(leaf) : 'unknown',
    path,
    served,
    strays,
    ...(local ? { trust: 'local', reason: LOCAL_REASON } : trustOf(verdict, certificates, now)),
    nameMatches: nameReason === undefined,
    ...(nameReason === undefined ? {} : { nameReason }),
  };
}

function trustOf(
  verdict: Verdict,
  path: readonly X509Certificate[],
  now: number,
): Pick<ServedChain, 'trust' | 'reason'> {
  if (verdict.kind === 'trusted') return { trust: 'public' };
  if (verdict.kind === 'unjudged') return { trust: 'none', reason: unjudgedReason(verdict.failure) };
  return { trust: 'none', reason: untrustedReason(verdict.code, path, now) };
}

/** The same chain seen under this machine's own roots, if they trust it and the leaf is still the same. */
async function dialLocally(job: Job, endpoint: Endpoint, ask: KeyAsk, first: Observation) {
  const own = localContext(ask, job.options.localRoots);
  const answer = own ? await dial(job, endpoint, ask, job.life, own) : undefined;
  if (!answer?.ok || answer.observation.verdict.kind !== 'trusted') return undefined;
  return sameLeaf(answer.observation, first) ? answer.observation : undefined;
}

function sameLeaf(one: Observation, other: Observation): boolean {
  const [a, b] = [one.served[0], other.served[0]];
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
}
