import { daysBetween } from '../core/date';
import * as l10n from '../core/l10n';
import type { HostObservation, ObservedCertificate, ObservedChain } from '../core/observed';
import type { Host } from '../model/host';
import type { ObservedHost } from '../model/live';
import { knownRoot } from '../pins/known-roots';
import { ownerOf as nameOf } from '../pins/owner';
import type { Draft, Given } from './rule';

/** Fewer days than this to the end of a certificate are a warning, unless the configuration says otherwise. */
const DAYS = 30;

/** The mark of a finding about a host that was asked: its name in the text. */
export function hostMark({ host }: ObservedHost): Pick<Draft, 'span' | 'host'> {
  return { span: host.span, ...(host.name ? { host: host.name } : {}) };
}

/** When a host was asked, for the end of a message: what was true then may not be true now. */
export function seen({ at }: HostObservation): string {
  return l10n.t('Seen {0} UTC.', `${at.slice(0, 10)} ${at.slice(11, 16)}`);
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

/** When a host's certificate ends or ended, as a sentence. */
export function ending({ name }: Host, days: number, { notAfter }: ObservedCertificate): string {
  const day = notAfter.slice(0, 10);
  if (days < 0) return l10n.t('The certificate of `{0}` ended on {1}.', name, day);
  if (days === 0) return l10n.t('The certificate of `{0}` ends today, on {1}.', name, day);
  return days === 1
    ? l10n.t('The certificate of `{0}` ends in 1 day, on {1}.', name, day)
    : l10n.t('The certificate of `{0}` ends in {1} days, on {2}.', name, days, day);
}

/**
 * Says whether a chain is untrusted for its age alone: it leads to a public root, and one of its certificates had
 * ended when the host was asked. What stands in between of a connection signs with another root.
 */
export function hasMerelyEnded(chain: ObservedChain, { at }: HostObservation): boolean {
  const { trust, nameMatches, certificates } = chain;
  if (trust !== 'none' || !nameMatches) return false;
  const root = knownRoot(certificates.at(-1)?.pin.slice('sha256/'.length) ?? '');
  if (!root || root.retired) return false;
  return certificates.some(({ notAfter }) => notAfter !== '' && notAfter < at);
}

/** A certificate by its owner's common name, or the whole subject. */
export function ownerOf({ subject }: ObservedCertificate): string {
  return nameOf(subject) ?? l10n.t('a certificate without a name');
}
