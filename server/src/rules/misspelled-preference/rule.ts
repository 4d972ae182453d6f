import * as l10n from '../../core/l10n';
import { meantPreference } from '../../model/preference-names';
import type { Rule } from '../rule';

/** More preferences than any app sets; comparing names costs time, and this runs with every keystroke. */
export const MAX_PREFERENCES = 1000;

export const misspelledPreference: Rule = {
  id: 'misspelled-preference',
  severity: 'warning',
  summary: 'A preference whose name differs from a known one in case or by a letter or two',
  citation:
    'https://github.com/OutSystems/docs-product/blob/HEAD/src/deploying-apps/mobile-app-packaging-delivery/customize-mobile-app/set-the-preferences-for-your-mobile-app.md',
  fix: { summary: 'rename', safe: false },
  part: 'preferences',
  *check(model) {
    for (const { name, span } of model.preferences.slice(0, MAX_PREFERENCES)) {
      const meant = meantPreference(name);
      if (!meant) continue;
      yield {
        span,
        message: l10n.t(
          'Nothing reads `{0}`: names are case-sensitive and `{1}` is meant, so the app is built without this setting.',
          name,
          meant,
        ),
        fixes: [{ title: l10n.t('Rename to `{0}`', meant), safe: false, edits: [{ span, text: meant }] }],
      };
    }
  },
};
