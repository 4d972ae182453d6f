import { removeElement } from '../../core/edits';
import * as l10n from '../../core/l10n';
import { knownPreference } from '../../model/preferences';
import type { Rule } from '../rule';

export const forbiddenPreference: Rule = {
  id: 'forbidden-preference',
  severity: 'error',
  summary: '`android-buildToolsVersion` is set, which the build service does not allow',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-gen-40020.md',
  code: 'OS-MABS-GEN-40020',
  fix: { summary: 'remove it', safe: false },
  part: 'preferences',
  *check(model) {
    for (const { name, span, siblings, index } of model.preferences) {
      if (knownPreference(name)?.status !== 'forbidden') continue;
      yield {
        span,
        message: l10n.t(
          'The build stops at `{0}`: the build service chooses its Android build tools itself. Remove it.',
          name,
        ),
        code: 'OS-MABS-GEN-40020',
        fixes: [
          {
            title: l10n.t('Remove `{0}`', name),
            safe: false,
            edits: removeElement(model.text, siblings, index),
          },
        ],
      };
    }
  },
};
