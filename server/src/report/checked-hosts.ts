import type { ObservedCertificate, ObservedChain } from '../core/observed';
import { knownRoot } from '../pins/known-roots';
import { pinKey } from '../pins/pin';
import { emptyInput, placeholderReason } from '../pins/samples';
import { isComparedWith, type ReportEntry, type ReportHost } from './pins/outlook';

/** A pinned host that was asked, and in a few words how each of its places stands. */
export interface CheckedHost extends ReportHost {
  /** Such as `matches leaf · backup ok · leaf ends in 34 days`, one for each place, without repeats. */
  readonly notes: readonly string[];
}

/** A host for programs: its chains, and which pin matches which certificate. */
export function hostJson({ host, entries, observation }: CheckedHost): object {
  const chains = observation?.chains ?? [];
  const pins = [...new Set(entries.flatMap((entry) => entry.pins))];
  return {
    host,
    at: observation?.at,
    error: observation?.error,
    chains: chains.map(chainJson),
    pins: pins.map((pin) => pinJson(pin, entries, chains)),
  };
}

function chainJson({ certificates, nameReason: _, ...chain }: ObservedChain): object {
  return { ...chain, certificates: certificates.map(certificateJson) };
}

function certificateJson(certificate: ObservedCertificate): object {
  const { role, subject, issuer, notBefore, notAfter, key, pin, fingerprint, served } = certificate;
  const known = knownRoot(pinKey(pin))?.name;
  return { role, subject, issuer, notBefore, notAfter, key, pin, fingerprint, known, served };
}

/** A pin that matches nothing is a backup, unless its key is nobody's. */
function pinJson(pin: string, entries: readonly ReportEntry[], chains: readonly ObservedChain[]): object {
  const roles = chains.flatMap(({ certificates }) =>
    certificates
      .filter((one) => one.pin === pin && isComparedWith(entries, pin, one.role))
      .map(({ role }) => role),
  );
  const matches = (['leaf', 'intermediate', 'root'] as const).find((role) => roles.includes(role)) ?? 'none';
  const key = pinKey(pin);
  const nobodys = placeholderReason(key) !== undefined || emptyInput(key) !== undefined;
  return {
    pin,
    matches,
    backup: chains.length > 0 ? matches === 'none' && !nobodys : undefined,
    known: knownRoot(key)?.name,
  };
}
