import { promises } from 'node:dns';
import { isIP } from 'node:net';
import { isPrivateAddress } from './address';
import type { Lifetime } from './lifetime';
import { endFailure, type Failure, lookupFailure } from './refusal';

/** The most addresses of one host that are dialled; it also bounds the connections open at a time. */
export const MAX_ADDRESSES = 16;

/** The addresses of a host, or why there are none. */
export type Resolution =
  | { readonly ok: true; readonly addresses: readonly string[]; readonly omitted: number }
  | { readonly ok: false; readonly failure: Failure };

/**
 * Looks a host up, at most until the lifetime ends. The caller dials exactly these addresses, so that a second
 * answer of the name server cannot lead to one that was not checked. `omitted` counts those over the limit.
 */
export async function resolveHost(host: string, allowPrivate: boolean, life: Lifetime): Promise<Resolution> {
  const found = isIP(host) ? [host] : await lookup(host, life);
  if (!Array.isArray(found)) return { ok: false, failure: found };
  const unique = [...new Set(found)];
  if (unique.length === 0) return { ok: false, failure: { code: 'not-found' } };
  const allowed = allowPrivate ? unique : unique.filter((address) => !isPrivateAddress(address));
  if (allowed.length === 0) return { ok: false, failure: { code: 'private-address' } };
  const addresses = allowed.slice(0, MAX_ADDRESSES);
  return { ok: true, addresses, omitted: allowed.length - addresses.length };
}

/** A lookup cannot be cancelled, so it is left behind when the lifetime ends first. */
function lookup(host: string, life: Lifetime): Promise<string[] | Failure> {
  return new Promise((resolve) => {
    const forget = life.onEnd((ending) => resolve(endFailure(ending)));
    promises.lookup(host, { all: true }).then(
      (found) => {
        forget();
        resolve(found.map(({ address }) => address));
      },
      (error: unknown) => {
        forget();
        resolve(lookupFailure(error));
      },
    );
  });
}
