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
      const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
      yield {
        ...mark,
        message: `These pins expire ${when}, on ${text}: ${checker(set)} then stops checking them, without a word. A new version with a later date has to reach the phones before.`,
      };
    }
  },
};
