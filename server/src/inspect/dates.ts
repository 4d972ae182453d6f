import * as l10n from '../core/l10n';
import { daysLeft } from '../pins/chain';
import { lifetimeRule } from '../pins/lifetimes';
import { ownerOf } from '../pins/owner';
import type { InspectedCertificate, InspectOptions, PackageFinding } from './inspection';

/** How many days before its end a certificate is worth a warning. */
const SOON_DAYS = 30;

const DAY_MS = 86_400_000;

/** What is wrong with the dates of a certificate today. */
export function* dateFindings(
  certificate: InspectedCertificate,
  { now, today }: InspectOptions,
  renew: string,
): Generator<PackageFinding> {
  const { notBefore, notAfter, role } = certificate;
  const subject = nameOf(certificate);
  const [begin, end] = [Date.parse(notBefore), Date.parse(notAfter)];
  const remedy =
    role === 'leaf' ? renew : l10n.t('Get the present certificate of {0} from your authority.', subject);
  if (Number.isNaN(begin) || Number.isNaN(end)) {
    yield {
      id: 'package-expired',
      severity: 'error',
      message: l10n.t('The dates of {0} cannot be read, so nobody will accept it.', subject),
      remedy,
    };
  } else if (now > end) {
    yield {
      id: 'package-expired',
      severity: 'error',
      message: l10n.t(
        '{0} ended on {1}: whoever checks it refuses the connection.',
        subject,
        notAfter.slice(0, 10),
      ),
      remedy,
    };
  } else if (now < begin) {
    yield {
      id: 'package-not-yet-valid',
      severity: 'error',
      message: l10n.t(
        '{0} is valid from {1} UTC on: until then it is refused.',
        subject,
        notBefore.slice(0, 16).replace('T', ' '),
      ),
      remedy: l10n.t('Install it on that day; keep the present one until then.'),
    };
  } else if ((daysLeft(notAfter, today) ?? 0) < SOON_DAYS) {
    yield {
      id: 'package-expiring',
      severity: 'warning',
      message: endsSoon(subject, notAfter.slice(0, 10), daysLeft(notAfter, today) ?? 0),
      remedy,
    };
  }
}

function endsSoon(subject: string, day: string, days: number): string {
  return days === 1
    ? l10n.t('{0} ends on {1}, in 1 day.', subject, day)
    : l10n.t('{0} ends on {1}, in {2} days.', subject, day, days);
}

/** Whether a server certificate is valid for longer than its date of issue allows. */
export function* lifetimeFindings(
  { notBefore, notAfter }: Pick<InspectedCertificate, 'notBefore' | 'notAfter'>,
  end: 'public' | 'private' | 'missing',
): Generator<PackageFinding> {
  const rule = lifetimeRule(notBefore.slice(0, 10));
  const days = validityDays(notBefore, notAfter);
  if (!rule || days === undefined || days <= rule.days) return;
  yield {
    id: 'package-lifetime-too-long',
    severity: end === 'public' ? 'error' : 'warning',
    message: l10n.t(
      'The certificate is valid for {0} days; issued since {1}, a public one may be for at most {2}: phones and browsers refuse it.',
      days,
      rule.from,
      rule.days,
    ),
    remedy: l10n.t('Ask your authority for one of at most {0} days.', rule.days),
  };
}

/** Days of validity as authorities count them: both ends included, and every second begun is a further day. */
export function validityDays(notBefore: string, notAfter: string): number | undefined {
  const span = Date.parse(notAfter) - Date.parse(notBefore) + 1000;
  return Number.isNaN(span) ? undefined : Math.ceil(span / DAY_MS);
}

/** How findings call a certificate: by its common name, else by its whole subject. */
export function nameOf({ subject }: { readonly subject: string }): string {
  return ownerOf(subject) ?? l10n.t('a certificate without a name');
}
