import * as l10n from '../../core/l10n';
import type { ObservedCertificate } from '../../core/observed';

/** What people call a certificate by its place in a chain. */
export function roleName(role: ObservedCertificate['role']): string {
  switch (role) {
    case 'leaf':
      return l10n.t('leaf');
    case 'intermediate':
      return l10n.t('intermediate');
    case 'root':
      return l10n.t('root');
    case 'certificate':
      return l10n.t('certificate');
  }
}

/** A number of days: `1 day`, `30 days`. */
export function dayCount(days: number): string {
  return days === 1 ? l10n.t('1 day') : l10n.t('{0} days', days);
}

/** Sentences of one paragraph; those that are not said are left out. */
export function paragraph(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((one) => one !== undefined).join(' ');
}
