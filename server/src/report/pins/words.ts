import * as l10n from '../../core/l10n';

/** A number of days: `1 day`, `30 days`. */
export function dayCount(days: number): string {
  return days === 1 ? l10n.t('1 day') : l10n.t('{0} days', days);
}

/** Sentences of one paragraph; those that are not said are left out. */
export function paragraph(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((one) => one !== undefined).join(' ');
}
