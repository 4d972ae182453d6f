import type { Finding, Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
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
      message: l10n.t(
        'This suppression of `{0}` ended on {1}: what it took back is reported again. Mend the fault, or decide anew and write a later day.',
        rule,
        until.date,
      ),
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
    message: l10n.t(
      'This suppression of `{0}` gives no reason, so nobody can tell later whether the app is still safe without the warning. Write one behind it.',
      rule,
    ),
  };
}

function nothingSuppressed({ rule, unknown, meant }: JudgedSuppression): string {
  if (rule === '')
    return l10n.t(
      'This suppression names no rule, so it takes nothing back. Write the id of one rule behind it.',
    );
  if (rule === invalidIgnore.id)
    return l10n.t('Findings about suppressions cannot be suppressed themselves.');
  if (unknown) {
    const name = rule.slice(0, 60);
    return meant
      ? l10n.t(
          'No rule is called `{0}`: this suppression takes nothing back. Perhaps `{1}` is meant.',
          name,
          meant,
        )
      : l10n.t('No rule is called `{0}`: this suppression takes nothing back.', name);
  }
  return l10n.t(
    'Nothing that `{0}` finds is left here: this suppression takes nothing back, and would hide the next such fault. Remove it.',
    rule,
  );
}

function removal({ removal: edits }: JudgedSuppression, safe: boolean): Fix {
  return { title: l10n.t('Remove the suppression'), safe, edits };
}

/** The same as a finding, for a file that no rule is run over. */
export function ignoreFinding(suppression: JudgedSuppression): Finding | undefined {
  const fault = ignoreFault(suppression);
  return fault && { rule: invalidIgnore.id, severity: invalidIgnore.severity, ...fault };
}
