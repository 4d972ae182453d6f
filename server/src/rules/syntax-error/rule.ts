import * as l10n from '../../core/l10n';
import type { Problem, ProblemKind } from '../../core/problem';
import type { Model } from '../../model/model';
import type { Draft, Rule } from '../rule';

const CODES: Partial<Record<Model['kind'], string>> = {
  pinning: 'OS-MABS-RES-40003',
  'build-action': 'OS-MABS-ACT-40000',
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
  const title = problem.edits && titleOf(problem.kind);
  return {
    span: problem.span,
    message: sentences(problem, model),
    plainSyntax: problem.kind === 'syntax',
    ...(code ? { code } : {}),
    ...(title ? { fixes: [{ title, safe: false, edits: problem.edits }] } : {}),
  };
}

/** The title of the mend, for the faults that have one. */
function titleOf(kind: ProblemKind): string | undefined {
  switch (kind) {
    case 'truncated':
      return l10n.t('Close the open brackets');
    case 'missing-braces':
      return l10n.t('Complete the braces');
    case 'odd-space':
      return l10n.t('Replace no-break spaces by spaces');
    default:
      return undefined;
  }
}

function sentences({ kind, message }: Problem, model: Model): string {
  const fault =
    model.kind === 'pinning'
      ? l10n.t('The build refuses the file: {0}.', message)
      : l10n.t('The build cannot read the configuration: {0}.', message);
  switch (kind) {
    case 'missing-braces':
      return `${fault} ${l10n.t('The announcement that people paste lacks them, too.')}`;
    case 'truncated':
      return `${fault} ${l10n.t('The end was lost in copying or is still to be written.')}`;
    default:
      return fault;
  }
}
