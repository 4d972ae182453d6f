import * as l10n from '../../core/l10n';
import { checker, expiries } from '../expiry-drafts';
import type { Rule } from '../rule';

export const pinSetExpired: Rule = {
  id: 'pin-set-expired',
  severity: 'warning',
  summary: 'The date after which pins are no longer checked is past',
  citation: 'https://developer.android.com/privacy-and-security/security-config',
  part: 'pinSets',
  *check(model, given) {
    for (const { set, text, days, mark } of expiries(model, given)) {
      if (days >= 0) continue;
      yield {
        ...mark,
        message: l10n.t(
          'These pins expired on {0}: {1} no longer checks them, without a word. Set a later date when you have made sure that the pins still hold, or remove the date.',
          text,
          checker(set),
        ),
      };
    }
  },
};
