import * as l10n from '../core/l10n';
import { daysLeft } from './chain';
import { distrustOf } from './distrusted-roots';
import type { KnownRoot } from './known-roots';

/** A root whose certificate ends within so many days is no key to rely on for years to come. */
const SOON_DAYS = 365;

/** What speaks against pinning a known root, as a clause; nothing when nothing does. */
export function rootWarning({ key, notAfter, retired }: KnownRoot, today: string): string | undefined {
  const left = daysLeft(`${notAfter}T23:59:59Z`, today);
  if (left !== undefined && left < 0) return l10n.t('its certificate ended on {0}', notAfter);
  const announced = distrustOf(key);
  if (announced) {
    const { by = l10n.t('every browser'), reach, since } = announced;
    return reach === 'all'
      ? l10n.t('{0} trusts no certificate under it since {1}', by, since)
      : l10n.t('{0} trusts no certificate under it that was issued after {1}', by, since);
  }
  if (retired) return l10n.t('browsers no longer trust it');
  return left !== undefined && left < SOON_DAYS ? l10n.t('its certificate ends on {0}', notAfter) : undefined;
}
