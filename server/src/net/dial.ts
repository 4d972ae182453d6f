import type { Connect, Endpoint } from './connect';
import { contextFor, type KeyAsk } from './contexts';
import type { Note } from './doubt';
import { type Answer, handshake, type Observation } from './handshake';
import type { Destination } from './host';
import type { Lifetime } from './lifetime';
import type { Subject } from './refusal';
import type { DialOptions } from './types';

/** What all dials of one call share. */
export interface Job {
  readonly destination: Destination;
  readonly options: DialOptions;
  /** PEM of what counts as publicly trusted. */
  readonly roots: readonly string[];
  readonly life: Lifetime;
  readonly subject: Subject;
  readonly connect: Connect;
  /** Grows while the job runs. */
  readonly notes: Note[];
}

/** An endpoint that showed certificates. */
export interface Hit {
  readonly endpoint: Endpoint;
  readonly observation: Observation;
}

/** One connection and one handshake, which the TLS library judges by the public roots. */
export async function dial(job: Job, endpoint: Endpoint, ask: KeyAsk, life = job.life): Promise<Answer> {
  const secureContext = contextFor(ask, job.roots);
  if (!secureContext) return { ok: false, failure: { code: 'failed', cause: 'ERR_TLS_CONTEXT' } };
  const connection = await job.connect(endpoint, life);
  if (!connection.ok) return connection;
  return handshake(connection.socket, { sni: job.destination.sni, secureContext }, life);
}
