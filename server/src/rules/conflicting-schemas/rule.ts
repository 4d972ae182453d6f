import * as l10n from '../../core/l10n';
import { type Member, member } from '../../core/tree';
import { isBelow } from '../../model/target';
import type { Given, Rule } from '../rule';

export const conflictingSchemas: Rule = {
  id: 'conflicting-schemas',
  severity: 'warning',
  summary: '`preferences` and `appConfigurations` in one file: one of them is ignored without a word',
  citation:
    'https://github.com/OutSystems/docs-odc/blob/main/src/eap/building-apps/mobile/extensibility-configurations.md',
  *check(model, given) {
    if (model.kind !== 'extensibility') return;
    const legacy = member(model.root, 'preferences');
    const universal = member(model.root, 'appConfigurations');
    if (!legacy || !universal) return;
    const isLegacyRead = readsLegacy(given);
    const [ignored, read] = isLegacyRead ? [universal, legacy] : [legacy, universal];
    if (isEmpty(ignored)) return;
    yield {
      span: ignored.key.inner,
      message: isLegacyRead
        ? l10n.t(
            'The build reads `preferences` and ignores `appConfigurations` without a word: two schemas stand here and this target knows the legacy one only. Move these settings there.',
          )
        : l10n.t(
            'The build reads `appConfigurations` and ignores `preferences` without a word: two schemas stand here and the universal one wins. Move these settings there.',
          ),
      related: [{ span: read.key.inner, message: l10n.t('This is what the build reads') }],
    };
  },
};

function readsLegacy({ target }: Given): boolean {
  return target.product === 'o11' || isBelow(target.mabs, '11.2');
}

/** Nothing is lost with an empty section. */
function isEmpty({ value }: Member): boolean {
  return value === undefined || (value.type === 'object' && value.members.length === 0);
}
