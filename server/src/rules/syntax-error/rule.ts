import type { Problem, ProblemKind } from '../../core/problem';
import type { Model } from '../../model/model';
import type { Draft, Rule } from '../rule';

const CODES: Partial<Record<Model['kind'], string>> = {
  pinning: 'OS-MABS-RES-40003',
  'build-action': 'OS-MABS-ACT-40000',
};

/** The titles of the mends, for the faults that have one. */
const MENDS: Partial<Record<ProblemKind, string>> = {
  truncated: 'Close the open brackets',
  'missing-braces': 'Complete the braces',
  'odd-space': 'Replace no-break spaces by spaces',
};

export const syntaxError: Rule = {
  id: 'syntax-error',
  severity: 'error',
  summary: 'The text is not JSON, YAML or XML, or stops too early',
  citation: 'https://www.rfc-editor.org/rfc/rfc8259',
  code: 'OS-MABS-RES-40003',
  fix: { summary: 'complete the braces; replace no-break spaces', safe: false },
  part: 'problems',
  *check(model) {
    const faults = model.problems.filter(
      ({ kind }) => kind === 'syntax' || kind === 'too-deep' || kind === 'empty',
    );
    const blanks = model.problems.filter(({ kind }) => kind === 'odd-space');
    const ends = model.problems.filter(({ kind }) => kind === 'truncated' || kind === 'missing-braces');
    for (const problem of faults) yield draft(model, problem);
    for (const problem of ends) yield draft(model, problem);
    const [first] = blanks;
    if (first) yield draft(model, { ...first, edits: blanks.flatMap(({ edits }) => edits ?? []) });
  },
};

function draft(model: Model, problem: Problem): Draft {
  const code = CODES[model.kind];
  const title = MENDS[problem.kind];
  return {
    span: problem.span,
    message: sentence(problem, model),
    plainSyntax: problem.kind === 'syntax',
    ...(code ? { code } : {}),
    ...(title && problem.edits ? { fixes: [{ title, safe: false, edits: problem.edits }] } : {}),
  };
}

function sentence(problem: Problem, model: Model): string {
  const effect =
    model.kind === 'pinning' ? 'The build refuses the file' : 'The build cannot read the configuration';
  switch (problem.kind) {
    case 'odd-space':
      return `${effect}: these blanks are no-break spaces, as web pages hold them, and JSON allows only plain ones.`;
    case 'missing-braces':
      return `${effect}: ${problem.message}, as in the announcement that people paste.`;
    case 'truncated':
      return `${effect}: ${problem.message}; the end was lost in copying or is still to be written.`;
    default:
      return `${effect}: ${problem.message}.`;
  }
}
