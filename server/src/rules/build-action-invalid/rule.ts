import * as l10n from '../../core/l10n';
import type { Rule } from '../rule';

export const buildActionInvalid: Rule = {
  id: 'build-action-invalid',
  severity: 'error',
  summary:
    'A step of another build than the engine carries out, a bad condition, or XML that is not one element',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-act-40000.md',
  code: 'OS-MABS-ACT-40000',
  part: 'actionFaults',
  *check(model) {
    for (const { span, message } of model.actionFaults) {
      yield { span, message: `${message} ${l10n.t('The build stops.')}`, code: 'OS-MABS-ACT-40000' };
    }
  },
};
