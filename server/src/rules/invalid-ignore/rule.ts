import type { Finding, Fix } from '../../core/finding';
import type { JudgedSuppression } from '../../core/suppression';
import type { Draft, Rule } from '../rule';

export const invalidIgnore: Rule = {
  id: 'invalid-ignore',
  severity: 'warning',
  summary: 'A suppression without a reason, past its date, or that suppresses nothing',
  citation:
    'https://github.com/mysticatea/eslint-plugin-eslint-comments/blob/master/docs/rules/no-unused-disable.md',
  fix: { summary: 'remove it when it suppresses nothing', safe: true },
  *check(_model, { suppressions }) {
    for (const suppression of suppressions) {
      const fault = ignoreFault(suppression);
      if (fault) yield fault;
    }
  },
};

/** What is wrong with a suppression, one fault at most; also for those in `.pinwarden.json`, which is no model. */
function ignoreFault(suppression: JudgedSuppression): Draft | undefined {
  const { span, rule, until, use, reason } = suppression;
  if (use === 'past' && until) {
    return {
      span: until.span,
      message: `This suppression of \`${rule}\` ended on ${until.date}: what it took back is reported again. Mend the fault, or decide anew and write a later day.`,
      fixes: [removal(suppression, false)],
    };
  }
  if (use === 'unused') {
    // A misspelt id is wanted, so it is not taken out unasked.
    const safe = !suppression.unknown;
    return { span, message: nothingSuppressed(suppression), fixes: [removal(suppression, safe)] };
  }
  if (reason.trim() !== '') return undefined;
  return {
    span,
    message: `This suppression of \`${rule}\` gives no reason, so nobody can tell later whether the app is still safe without the warning. Write one behind it.`,
  };
}

function nothingSuppressed({ rule, unknown, meant }: JudgedSuppression): string {
  if (rule === '')
    return 'This suppression names no rule, so it takes nothing back. Write the id of one rule behind it.';
  if (rule === invalidIgnore.id) return 'Findings about suppressions cannot be suppressed themselves.';
  if (unknown) {
    return `No rule is called \`${rule.slice(0, 60)}\`${meant ? `; \`${meant}\` is` : ''}: this suppression takes nothing back.`;
  }
  return `Nothing that \`${rule}\` finds is left here: this suppression takes nothing back, and would hide the next such fault. Remove it.`;
}

function removal({ removal: edits }: JudgedSuppression, safe: boolean): Fix {
  return { title: 'Remove the suppression', safe, edits };
}

/** The same as a finding, for a file that no rule is run over. */
export function ignoreFinding(suppression: JudgedSuppression): Finding | undefined {
  const fault = ignoreFault(suppression);
  return fault && { rule: invalidIgnore.id, severity: invalidIgnore.severity, ...fault };
}
