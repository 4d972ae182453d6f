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
    const [ignored, read] = readsLegacy(given) ? [universal, legacy] : [legacy, universal];
    if (isEmpty(ignored)) return;
    yield {
      span: ignored.key.inner,
      message: `The build reads \`${read.key.value}\` and ignores \`${ignored.key.value}\` without a word: two schemas stand here and ${readsLegacy(given) ? 'this target knows the legacy one only' : 'the universal one wins'}. Move these settings there.`,
      related: [{ span: read.key.inner, message: 'This is what the build reads' }],
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
