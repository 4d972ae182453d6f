import type { HostObservation, Observed } from '../core/observed';
import { observation } from '../describe-chain';
import type { AskableHost } from '../features/live-notes';
import { gatherObserved, type NamedCertificate } from '../pins/observe';
import { dialHosts } from './dial-hosts';
import { InputError } from './files';
import { seconds, UsageError, wholeNumber } from './usage';

/** The options of `check` about live hosts, as Node's argument parser wants them. */
export const ONLINE_OPTIONS = {
  online: { type: 'boolean' },
  'all-addresses': { type: 'boolean' },
  'allow-private': { type: 'boolean' },
  timeout: { type: 'string' },
  concurrency: { type: 'string' },
  'max-hosts': { type: 'string' },
  'adoption-days': { type: 'string' },
} as const;

/** How hosts are asked. */
export interface Online {
  readonly allAddresses: boolean;
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  readonly concurrency: number;
  /** More hosts than these are not asked at all. */
  readonly maxHosts: number;
}

type Values = { readonly [Name in keyof typeof ONLINE_OPTIONS]?: string | boolean | undefined };

/** Reads the options about live hosts; nothing where no host is to be asked. */
export function readOnline(values: Values): Online | undefined {
  const text = (name: keyof Values) => (typeof values[name] === 'string' ? values[name] : undefined);
  const settings: Online = {
    allAddresses: values['all-addresses'] === true,
    allowPrivate: values['allow-private'] === true,
    timeoutMs: (seconds('timeout', text('timeout')) ?? 10) * 1000,
    concurrency: wholeNumber('concurrency', text('concurrency'), { least: 1, most: 64 }) ?? 16,
    maxHosts: wholeNumber('max-hosts', text('max-hosts'), { least: 1, most: 100_000 }) ?? 1000,
  };
  if (values.online) return settings;
  const [needless] = Object.keys(ONLINE_OPTIONS).filter(
    (name) => name !== 'adoption-days' && values[name as keyof Values] !== undefined,
  );
  if (needless) throw new UsageError(`--${needless} goes with --online`);
  return undefined;
}

/** How many days a new build needs until most phones have it, for the report. */
export function readAdoptionDays(value: string | undefined): number {
  return wholeNumber('adoption-days', value, { least: 0, most: 365 }) ?? 30;
}

/**
 * Asks every host once for all its chains.
 *
 * @throws InputError where there are more than anyone pins: files of strangers decide how long a run takes, and whom
 *   it connects to.
 */
export async function askHosts(
  hosts: readonly AskableHost[],
  online: Online,
): Promise<readonly HostObservation[]> {
  const names = [...new Set(hosts.map(({ host }) => host))];
  if (names.length > online.maxHosts) {
    throw new InputError(
      `the files pin ${names.length} hosts, and --online asks at most ${online.maxHosts}: name fewer files, or allow more with --max-hosts`,
    );
  }
  const targets = names.map((host) => ({ host }));
  const results = await dialHosts(targets, { ...online, bothKeyTypes: true });
  const { readCertificate } = await import('../pins/certificates');
  const now = new Date();
  return names.flatMap((host, at) => {
    const result = results[at];
    return result ? [observation(host, result, now, readCertificate)] : [];
  });
}

/** What the rules are told of hosts and files. */
export function observedFrom(
  hosts: readonly HostObservation[],
  certificates: readonly NamedCertificate[],
): Observed | undefined {
  return hosts.length + certificates.length > 0 ? gatherObserved(hosts, certificates) : undefined;
}
