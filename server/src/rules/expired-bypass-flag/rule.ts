import * as l10n from '../../core/l10n';
import type { BypassFlag } from '../../model/model';
import { removeBypass } from '../remove-bypass';
import type { Rule } from '../rule';

/** The exact name; the build compares names with their case. */
const NAME = 'BypassOSDomainsValidation';

export const expiredBypassFlag: Rule = {
  id: 'expired-bypass-flag',
  severity: 'error',
  summary: '`BypassOSDomainsValidation` is set, whose grace period ended on 2021-09-30',
  citation: 'https://www.outsystems.com/forums/discussion/71438/',
  fix: { summary: 'remove it, with the list or section that becomes empty', safe: true },
  part: 'bypassFlags',
  *check(model) {
    for (const flag of model.bypassFlags) {
      if (!isOn(flag)) continue;
      yield {
        span: flag.span,
        message: l10n.t(
          'The grace period of `BypassOSDomainsValidation` ended on 2021-09-30 and nothing documents that it still works: pinned OutSystems domains cut the app off when their certificate rotates. Remove it and pin a domain of your own.',
        ),
        fixes: [
          { title: l10n.t('Remove the expired bypass flag'), safe: true, edits: removeBypass(model, flag) },
        ],
      };
    }
  },
};

/** True for the flag as the announcement wrote it: this name, and `"true"` or `true`. */
export function isOn({ name, value }: BypassFlag): boolean {
  return (
    name === NAME && (value?.type === 'string' || value?.type === 'boolean') && String(value.value) === 'true'
  );
}
