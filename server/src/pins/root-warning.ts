import { daysLeft } from './chain';
import { distrustOf } from './distrusted-roots';
import type { KnownRoot } from './known-roots';

/** A root whose certificate ends within so many days is no key to rely on for years to come. */
const SOON_DAYS = 365;

/** What speaks against pinning a known root, as a clause; nothing when nothing does. */
export function rootWarning({ key, notAfter, retired }: KnownRoot, today: string): string | undefined {
  const left = daysLeft(`${notAfter}T23:59:59Z`, today);
  if (left !== undefined && left < 0) return `its certificate ended on ${notAfter}`;
  const announced = distrustOf(key);
  if (announced) {
    const { by, reach, since } = announced;
    return reach === 'all'
      ? `${by} trusts no certificate under it since ${since}`
      : `${by} trusts no certificate under it that was issued after ${since}`;
  }
  if (retired) return 'browsers no longer trust it';
  return left !== undefined && left < SOON_DAYS ? `its certificate ends on ${notAfter}` : undefined;
}
