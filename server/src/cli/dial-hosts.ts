import type { FetchResult, Target } from '../net';
import type { ManyOptions } from '../net/many';
import { plural } from '../report/paint';

/** How hosts are dialled; the proxy is the environment's. */
export type HostOptions = Omit<ManyOptions, 'proxy' | 'onResult' | 'signal'>;

/** Dials hosts together, equal ones once, through the environment's proxy; a terminal sees how far it is. */
export async function dialHosts(
  targets: readonly Target[],
  options: HostOptions,
): Promise<readonly FetchResult[]> {
  if (targets.length === 0) return [];
  // Loaded here, because TLS takes longer to load than most commands need.
  const [{ fetchMany }, { environmentProxy }] = await Promise.all([import('../net'), import('../proxy')]);
  const progress = showProgress(targets.length);
  const results = await fetchMany(targets, { ...options, proxy: environmentProxy, onResult: progress.step });
  progress.end();
  return results;
}

function showProgress(count: number): { readonly step: () => void; readonly end: () => void } {
  if (!process.stderr.isTTY) return { step: () => {}, end: () => {} };
  let done = 0;
  const show = () => process.stderr.write(`\rasking ${plural(count, 'host')}… ${done} done`);
  show();
  return {
    step() {
      done += 1;
      show();
    },
    end: () => process.stderr.write('\r\u001b[K'),
  };
}
