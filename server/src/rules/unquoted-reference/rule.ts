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
        message: `\`${problem.message}\` stands without quotes: this is not JSON, and only some editors of the platform accept it.`,
        fixes: [{ title: 'Put the reference in quotes', safe: true, edits: problem.edits ?? [] }],
      };
    }
  },
};
