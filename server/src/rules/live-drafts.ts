import { daysBetween } from '../core/date';
import type { HostObservation, ObservedCertificate, ObservedChain } from '../core/observed';
import type { ObservedHost } from '../model/live';
import { ownerOf as nameOf } from '../pins/owner';
import type { Draft, Given } from './rule';

/** Fewer days than this to the end of a certificate are a warning, unless the configuration says otherwise. */
const DAYS = 30;

/** The mark of a finding about a host that was asked: its name in the text. */
export function hostMark({ host }: ObservedHost): Pick<Draft, 'span' | 'host'> {
  return { span: host.span, ...(host.name ? { host: host.name } : {}) };
}

/** When a host was asked, for the end of a sentence: what was true then may not be true now. */
export function seen({ at }: HostObservation): string {
  return `(seen ${at.slice(0, 10)} ${at.slice(11, 16)} UTC)`;
}

/** Which of a host's chains is meant, where it has several. */
export function which(chain: ObservedChain, { chains }: HostObservation): string {
  return chains.length > 1 ? `its ${chain.keyType} chain at ${chain.address}` : 'its chain';
}

/** How many days ahead a rule about live certificates warns. */
export function limitOf(rule: string, { ruleOptions }: Given): number {
  return ruleOptions[rule]?.days ?? DAYS;
}

/** Whole days to the end of a certificate; nothing where its date cannot be read. */
export function daysTo({ notAfter }: ObservedCertificate, { today }: Given): number | undefined {
  const days = daysBetween(today, notAfter.slice(0, 10));
  return Number.isNaN(days) ? undefined : days;
}

/** Of several certificates, the one that ends first; one whose date cannot be read is left aside. */
export function firstToEnd(certificates: readonly ObservedCertificate[]): ObservedCertificate | undefined {
  const dated = certificates.filter(({ notAfter }) => notAfter !== '');
  return dated.reduce<ObservedCertificate | undefined>(
    (first, one) => (first && first.notAfter <= one.notAfter ? first : one),
    undefined,
  );
}

/** The end of a certificate as a clause: `ends in 12 days, on 2026-12-04`. */
export function ending(days: number, { notAfter }: ObservedCertificate): string {
  const day = notAfter.slice(0, 10);
  if (days < 0) return `ended on ${day}`;
  return days === 0 ? `ends today, on ${day}` : `ends in ${days} day${days === 1 ? '' : 's'}, on ${day}`;
}

/** A certificate by its owner's common name, or the whole subject. */
export function ownerOf({ subject }: ObservedCertificate): string {
  return nameOf(subject) ?? 'a certificate without a name';
}
