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
      const cause =
        flag.name === 'BypassOSDomainsValidation'
          ? 'only the value `"true"` had'
          : 'names are case-sensitive, so this one never had';
      yield {
        span: flag.span,
        message: `\`${flag.name}\` has no effect: ${cause} any, until 2021-09-30.`,
        fixes: [{ title: 'Remove the bypass flag', safe: true, edits: removeBypass(model, flag) }],
      };
    }
  },
};
