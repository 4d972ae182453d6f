import * as l10n from '../../core/l10n';
import { checker, expiries } from '../expiry-drafts';
import type { Rule } from '../rule';

/** As many days ahead as Android Lint looks. */
const DAYS = 10;

export const pinSetExpiring: Rule = {
  id: 'pin-set-expiring',
  severity: 'warning',
  summary: 'Pins stop being checked in less than 10 days',
  citation: 'https://googlesamples.github.io/android-custom-lint-rules/checks/PinSetExpiry.md.html',
  part: 'pinSets',
  *check(model, given) {
    const limit = given.ruleOptions['pin-set-expiring']?.days ?? DAYS;
    for (const { set, text, days, mark } of expiries(model, given)) {
      if (days < 0 || days >= limit) continue;
      yield {
        ...mark,
        message: [
          deadline(days, text),
          l10n.t('From then on {0} no longer checks them, without a word.', checker(set)),
          l10n.t('A new version with a later date has to reach the phones before.'),
        ].join(' '),
      };
    }
  },
};

function deadline(days: number, date: string): string {
  if (days === 0) return l10n.t('These pins expire today, on {0}.', date);
  if (days === 1) return l10n.t('These pins expire tomorrow, on {0}.', date);
  return l10n.t('These pins expire in {0} days, on {1}.', days, date);
}
