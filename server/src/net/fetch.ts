import { isIP } from 'node:net';
import { isPrivateAddress } from './address';
import { connectDirect, type Endpoint } from './connect';
import { bundledRoots, gatewayContext } from './contexts';
import { dial, type Hit, type Job } from './dial';
import type { Note } from './doubt';
import { formatAddress, readTarget } from './host';
import { readChains } from './judge';
import { type Lifetime, startLifetime } from './lifetime';
import { machineRoots } from './machine-roots';
import { readProxy } from './proxy';
import { firstOf } from './race';
import { endFailure, type Failure, socketFailure } from './refusal';
import { MAX_ADDRESSES, resolveHost } from './resolve';
import { connectThrough } from './tunnel';
import type { DialOptions, FetchResult, RefusalCode, ServedChain, Target } from './types';

/**
 * Dials a host and returns what it serves, never throwing for anything a network can do.
 * It makes one connection and one TLS handshake for each address and key type that it asks, and sends nothing after
 * the handshake. It settles by `timeoutMs` in any case; every socket and timer is gone by then, except for a name
 * lookup, which cannot be cancelled.
 */
export async function fetchChains(target: Target, options: DialOptions = {}): Promise<FetchResult> {
  const timeoutMs = readTimeout(options.timeoutMs);
  const read = readTarget(target);
  if (!read.ok) return { ok: false, refusal: { ...read.failure, label: read.label, timeoutMs } };
  const { destination } = read;
  const { label } = destination;
  const choice = options.proxy?.(destination.host, destination.port);
  const gateway = choice && readProxy(choice);
  if (choice && !gateway) return { ok: false, refusal: { code: 'proxy-setting', label, timeoutMs } };
  const subject = { label, timeoutMs, ...(gateway ? { proxy: gateway.label } : {}) };
  const life = startLifetime(timeoutMs, options.signal);
  const roots = options.publicRoots ?? bundledRoots();
  const secureContext = () => gatewayContext(roots, options.localRoots ?? machineRoots());
  const connect = gateway ? connectThrough(gateway, { timeoutMs, secureContext }) : connectDirect;
  const outcome = await collect({ destination, options, roots, life, subject, connect, notes: [] })
    .catch((error: unknown): Outcome => ({ ok: false, failure: { ...socketFailure(error), code: 'failed' } }))
    .finally(() => life.end('settled'));
  if (outcome.ok && life.ended !== 'cancelled') return outcome;
  const failure = outcome.ok || life.ended === 'cancelled' ? endFailure('cancelled') : outcome.failure;
  return { ok: false, refusal: { ...failure, ...subject } };
}

type Outcome =
  | { readonly ok: true; readonly chains: readonly ServedChain[]; readonly notes: readonly Note[] }
  | { readonly ok: false; readonly failure: Failure };

const DEFAULT_TIMEOUT = 10_000;
const MAX_TIMEOUT = 600_000;

function readTimeout(ms: number | undefined): number {
  if (ms === undefined || !(ms > 0)) return DEFAULT_TIMEOUT;
  return Math.min(ms, MAX_TIMEOUT);
}

async function collect(job: Job): Promise<Outcome> {
  const { destination, options, life, notes } = job;
  if (life.ended) return { ok: false, failure: endFailure(life.ended) };
  const found = job.subject.proxy === undefined ? await resolve(job) : leaveToProxy(job, job.subject.proxy);
  if (!found.ok) return found;
  if (life.ended) return { ok: false, failure: endFailure(life.ended) };
  const endpoints = found.addresses.map((host): Endpoint => ({ host, port: destination.port }));
  const ask = options.allAddresses ? askAll : askFirst;
  const { hits, failures } = await ask(job, endpoints);
  if (hits.length === 0) return { ok: false, failure: mostTelling(failures) };
  const chains = await Promise.all(hits.map((hit) => readChains(job, hit)));
  return { ok: true, chains: chains.flat(), notes };
}

type Addresses =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly failure: Failure };

async function resolve({ destination, options, life, notes }: Job): Promise<Addresses> {
  const found = await resolveHost(destination.host, options.allowPrivate ?? true, life);
  if (found.ok && found.omitted > 0)
    notes.push({
      code: 'addresses-omitted',
      asked: MAX_ADDRESSES,
      all: MAX_ADDRESSES + found.omitted,
    });
  return found;
}

/** A proxy looks names up itself, so that only what is written can be refused, and nobody knows the addresses. */
function leaveToProxy({ destination: { host }, options, notes, subject }: Job, proxy: string): Addresses {
  const isPrivate = isIP(host) ? isPrivateAddress(host) : /(?:^|\.)localhost$/.test(host);
  if (options.allowPrivate === false && isPrivate) return { ok: false, failure: { code: 'private-address' } };
  const isLimited = options.allAddresses === true;
  notes.push({ code: 'through-proxy', label: subject.label, proxy, isLimited });
  return { ok: true, addresses: [host] };
}

interface Round {
  readonly hits: readonly Hit[];
  readonly failures: readonly Failure[];
}

async function askAll(job: Job, endpoints: readonly Endpoint[]): Promise<Round> {
  const answers = await Promise.all(endpoints.map((endpoint) => dial(job, endpoint, 'any')));
  const hits: Hit[] = [];
  const failures: Failure[] = [];
  for (const [at, endpoint] of endpoints.entries()) {
    const answer = answers[at];
    if (answer?.ok) hits.push({ endpoint, observation: answer.observation });
    if (!answer || answer.ok) continue;
    failures.push(answer.failure);
    const label = formatAddress(endpoint.host, endpoint.port);
    job.notes.push({ code: 'address-refused', refusal: { ...answer.failure, ...job.subject, label } });
  }
  return { hits, failures };
}

async function askFirst(job: Job, endpoints: readonly Endpoint[]): Promise<Round> {
  const failures: Failure[] = [];
  const attempt = async (endpoint: Endpoint, race: Lifetime) => {
    const answer = await dial(job, endpoint, 'any', race);
    if (!answer.ok) failures.push(answer.failure);
    return answer.ok ? { endpoint, observation: answer.observation } : undefined;
  };
  const hits = await firstOf(endpoints, job.life, job.subject.timeoutMs, attempt);
  return { hits: hits.slice(0, 1), failures };
}

const LAST_CHOICE: readonly RefusalCode[] = ['timeout', 'closed', 'refused', 'unreachable', 'cancelled'];

/** Of many addresses' failures the one that says most: words from TLS before silence, silence before absence. */
function mostTelling(failures: readonly Failure[]): Failure {
  const rank = ({ code }: Failure) => LAST_CHOICE.indexOf(code);
  const [best] = [...failures].sort((a, b) => rank(a) - rank(b));
  return best ?? { code: 'failed' };
}
