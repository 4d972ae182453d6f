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
  const remedy = role === 'leaf' ? renew : `Get the present certificate of ${subject} from your authority.`;
  if (Number.isNaN(begin) || Number.isNaN(end)) {
    yield {
      id: 'package-expired',
      severity: 'error',
      message: `The dates of ${subject} cannot be read, so nobody will accept it.`,
      remedy,
    };
  } else if (now > end) {
    yield {
      id: 'package-expired',
      severity: 'error',
      message: `${subject} ended on ${notAfter.slice(0, 10)}: whoever checks it refuses the connection.`,
      remedy,
    };
  } else if (now < begin) {
    yield {
      id: 'package-not-yet-valid',
      severity: 'error',
      message: `${subject} is valid from ${notBefore.slice(0, 16).replace('T', ' ')} UTC on: until then it is refused.`,
      remedy: 'Install it on that day; keep the present one until then.',
    };
  } else if ((daysLeft(notAfter, today) ?? 0) < SOON_DAYS) {
    yield {
      id: 'package-expiring',
      severity: 'warning',
      message: `${subject} ends on ${notAfter.slice(0, 10)}, in ${plural(daysLeft(notAfter, today) ?? 0)}.`,
      remedy,
    };
  }
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
    message: `The certificate is valid for ${days} days; issued since ${rule.from}, a public one may be for at most ${rule.days}: phones and browsers refuse it.`,
    remedy: `Ask your authority for one of at most ${rule.days} days.`,
  };
}

/** Days of validity as authorities count them: both ends included, and every second begun is a further day. */
export function validityDays(notBefore: string, notAfter: string): number | undefined {
  const span = Date.parse(notAfter) - Date.parse(notBefore) + 1000;
  return Number.isNaN(span) ? undefined : Math.ceil(span / DAY_MS);
}

/** How findings call a certificate: by its common name, else by its whole subject. */
export function nameOf({ subject }: { readonly subject: string }): string {
  return ownerOf(subject) ?? 'a certificate without a name';
}

function plural(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
