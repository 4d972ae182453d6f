import { daysLeft } from './chain';
import type { KnownRoot } from './known-roots';

/** A root whose certificate ends within so many days is no key to rely on for years to come. */
const SOON_DAYS = 365;

/** What speaks against pinning a known root, as a clause; nothing when nothing does. */
export function rootWarning({ notAfter, retired }: KnownRoot, today: string): string | undefined {
  if (retired) return 'browsers no longer trust it';
  const left = daysLeft(`${notAfter}T23:59:59Z`, today);
  if (left === undefined || left >= SOON_DAYS) return undefined;
  return left < 0 ? `its certificate ended on ${notAfter}` : `its certificate ends on ${notAfter}`;
}
