import type { HostObservation, Observed, ObservedCertificate, ObservedChain } from '../core/observed';
import type { Host } from './host';
import { type Model, type PinEntry, type PinSet, pinnedSets } from './model';

/** A pinned host with what it served when it was asked. */
export interface ObservedHost {
  readonly set: PinSet;
  readonly host: Host;
  readonly observation: HostObservation;
}

/** The pinned hosts of a model that were asked, and whose entries are still those that were asked for. */
export function observedHosts(model: Model, observed: Observed | undefined): readonly ObservedHost[] {
  if (!observed || observed.hosts.size === 0) return [];
  return pinnedSets(model).flatMap((set) =>
    set.hosts.flatMap((host) => {
      const observation = observed.hosts.get(host.name);
      const holds = observation && (observation.judged?.includes(entryKey(set, host)) ?? true);
      return holds ? [{ set, host, observation }] : [];
    }),
  );
}

/** What tells an entry from the same one with other pins: what an observation judged holds for this text only. */
export function entryKey(set: PinSet, host: Host): string {
  return [set.engine, host.name, ...set.pins.map(({ text }) => text)].join('\n');
}

/** Where a pin's key is in a chain; `none` may be a backup, or nobody's. */
export type PinMatch = 'leaf' | 'intermediate' | 'root' | 'none';

/** The certificate of a chain whose key a pin names, as far as the pin's list is compared with it. */
export function matchedCertificate(pin: PinEntry, chain: ObservedChain): ObservedCertificate | undefined {
  if (!pin.reading.ok) return undefined;
  const text = `sha256/${pin.reading.key}`;
  return chain.certificates.find(({ pin: own, role }) => own === text && isCompared(pin, role));
}

/** Apple compares leaf identities with the leaf only, and authorities' with the others. */
function isCompared({ identity }: PinEntry, role: ObservedCertificate['role']): boolean {
  return identity === undefined || (identity === 'leaf') === (role === 'leaf');
}

/** Where a pin's key is in any of several chains, the leaf before the rest. */
export function pinMatch(pin: PinEntry, chains: readonly ObservedChain[]): PinMatch {
  const roles = chains.map((chain) => matchedCertificate(pin, chain)?.role);
  return (['leaf', 'intermediate', 'root'] as const).find((role) => roles.includes(role)) ?? 'none';
}

/** Says whether an app with these pins connects to a server with this chain: of Apple's two lists, each must match. */
export function connects(set: PinSet, chain: ObservedChain): boolean {
  const lists = new Set(set.pins.map(({ identity }) => identity));
  if (lists.size === 0) return false;
  return [...lists].every((list) =>
    set.pins.some((pin) => pin.identity === list && matchedCertificate(pin, chain)),
  );
}
