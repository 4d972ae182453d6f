import * as l10n from '../../core/l10n';
import type { Rule } from '../rule';

export const unquotedReference: Rule = {
  id: 'unquoted-reference',
  severity: 'warning',
  summary: 'A reference such as `$resources.X` stands without quotes',
  citation:
    'https://github.com/OutSystems/docs-odc/blob/main/src/eap/building-apps/mobile/extensibility-configurations/extensibility-app-reference.md',
  fix: { summary: 'put it in quotes', safe: true },
  part: 'problems',
  *check(model) {
    for (const problem of model.problems) {
      if (problem.kind !== 'unquoted-reference') continue;
      yield {
        span: problem.span,
        message: l10n.t(
          '`{0}` stands without quotes: this is not JSON, and only some editors of the platform accept it.',
          model.text.slice(problem.span.start, problem.span.end),
        ),
        fixes: [{ title: l10n.t('Put the reference in quotes'), safe: true, edits: problem.edits ?? [] }],
      };
    }
  },
};
