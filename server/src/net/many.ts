import { fetchChains } from './fetch';
import { canonicalHost } from './host';
import type { DialOptions, FetchResult, Target } from './types';

/** How to dial many hosts. */
export interface ManyOptions extends DialOptions {
  /** Hosts dialled at a time, 16 when absent; each has its own `timeoutMs`. */
  readonly concurrency?: number;
  /** Called as soon as a target is through, for showing progress. */
  readonly onResult?: (target: Target, result: FetchResult) => void;
}

/** Dials many targets, equal ones once; the results stand in the order of the targets. */
export async function fetchMany(
  targets: readonly Target[],
  options: ManyOptions = {},
): Promise<readonly FetchResult[]> {
  const { concurrency = 16, onResult, ...dialOptions } = options;
  const distinct = new Map(targets.map((target) => [keyOf(target), target]));
  const results = new Map<string, FetchResult>();
  // All workers share one iterator, so each target is taken once.
  const queue = distinct.entries();
  const work = async () => {
    for (const [key, target] of queue) {
      const result = await fetchChains(target, dialOptions);
      results.set(key, result);
      onResult?.(target, result);
    }
  };
  const workers = Math.min(distinct.size, Math.max(1, Math.floor(concurrency) || 1));
  await Promise.all(Array.from({ length: workers }, work));
  return targets.flatMap((target) => results.get(keyOf(target)) ?? []);
}

function keyOf({ host, port, servername }: Target): string {
  const [asked, name] = [host, servername ?? host].map((text) => canonicalHost(text) ?? text);
  return JSON.stringify([asked, port ?? 443, name]);
}
