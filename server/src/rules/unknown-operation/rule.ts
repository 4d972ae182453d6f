import * as l10n from '../../core/l10n';
import { nearest } from '../../core/near';
import type { UnknownOperation } from '../../model/build-action';
import { OPERATION_GRAMMAR, operationGrammar, PLATFORMS } from '../../model/build-action-grammar';
import type { Rule } from '../rule';

export const unknownOperation: Rule = {
  id: 'unknown-operation',
  severity: 'warning',
  summary: 'An operation or platform that the build does not know and skips',
  citation: 'https://github.com/OutSystems/docs-odc/blob/main/src/eap/building-apps/mobile/build-actions.md',
  fix: { summary: 'rename to the near one', safe: false },
  part: 'buildAction',
  *check(model) {
    for (const unknown of model.buildAction?.unknown ?? []) {
      const { name, platform, span } = unknown;
      const near = nearest(name, platform ? Object.keys(OPERATION_GRAMMAR[platform]) : PLATFORMS);
      const title = near && l10n.t('Rename to `{0}`', near);
      yield {
        span,
        message: `${fault(unknown)} ${hint(unknown, near)}`,
        ...(title ? { fixes: [{ title, safe: false, edits: [{ span, text: near }] }] } : {}),
      };
    }
  },
};

function fault({ name, platform }: UnknownOperation): string {
  return platform
    ? l10n.t(
        '`{0}` is not an operation of `{1}`: the build skips it without a word, and nothing below it is done.',
        name,
        platform,
      )
    : l10n.t(
        '`{0}` is not a platform: the build skips it without a word, and nothing below it is done.',
        name,
      );
}

function hint({ name, platform }: UnknownOperation, near: string | undefined): string {
  if (near) return l10n.t('`{0}` is meant.', near);
  const other = PLATFORMS.find((each) => platform && each !== platform && operationGrammar(each, name));
  if (other) return l10n.t('It is an operation of `{0}`.', other);
  const known = platform ? Object.keys(OPERATION_GRAMMAR[platform]) : PLATFORMS;
  return l10n.t('The reference knows {0}.', known.map((one) => `\`${one}\``).join(', '));
}
