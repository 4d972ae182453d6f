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
    for (const { span, path, clause } of model.actionFaults) {
      yield {
        span,
        message: `${path ? `\`${path}\`` : 'The build action'} ${clause}; the build stops.`,
        code: 'OS-MABS-ACT-40000',
      };
    }
  },
};
