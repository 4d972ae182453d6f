import * as l10n from '../../core/l10n';
import { isOn } from '../expired-bypass-flag/rule';
import { removeBypass } from '../remove-bypass';
import type { Rule } from '../rule';

export const inertBypassFlag: Rule = {
  id: 'inert-bypass-flag',
  severity: 'info',
  summary: '`BypassOSDomainsValidation` with another value or in another case: it never did anything',
  citation: 'https://www.outsystems.com/forums/discussion/71438/',
  fix: { summary: 'remove it, with the list or section that becomes empty', safe: true },
  part: 'bypassFlags',
  *check(model) {
    for (const flag of model.bypassFlags) {
      if (isOn(flag)) continue;
      yield {
        span: flag.span,
        message:
          flag.name === 'BypassOSDomainsValidation'
            ? l10n.t('`{0}` has no effect: only the value `"true"` had any, until 2021-09-30.', flag.name)
            : l10n.t('`{0}` has no effect and never had any: names are case-sensitive.', flag.name),
        fixes: [{ title: l10n.t('Remove the bypass flag'), safe: true, edits: removeBypass(model, flag) }],
      };
    }
  },
};
