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
      const what = platform ? `an operation of ${platform}` : 'a platform';
      yield {
        span,
        message: `\`${name}\` is not ${what}: the build skips it without a word, and nothing below it is done. ${hint(unknown, near)}`,
        ...(near
          ? { fixes: [{ title: `Rename to \`${near}\``, safe: false, edits: [{ span, text: near }] }] }
          : {}),
      };
    }
  },
};

function hint({ name, platform }: UnknownOperation, near: string | undefined): string {
  if (near) return `\`${near}\` is meant.`;
  const other = PLATFORMS.find((each) => platform && each !== platform && operationGrammar(each, name));
  if (other) return `It is an operation of ${other}.`;
  return platform
    ? `The reference knows ${Object.keys(OPERATION_GRAMMAR[platform]).join(', ')}.`
    : `There are ${PLATFORMS.join(' and ')}.`;
}
