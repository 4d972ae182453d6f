import * as l10n from '../../core/l10n';
import type { Target } from '../../core/rule';
import { type Member, membersOf } from '../../core/tree';
import { isBelow, LEGACY_KEYS, UNIVERSAL_KEYS } from '../../model/target';
import type { Draft, Rule } from '../rule';

export const schemaMismatch: Rule = {
  id: 'schema-mismatch',
  severity: 'error',
  summary: 'The legacy schema for a Capacitor build, or the universal one where the build does not know it',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/os-mco-40006.md',
  code: 'OS-MCO-40006',
  *check(model, given) {
    if (model.kind !== 'extensibility') return;
    const members = membersOf(model.root);
    const legacy = first(members, LEGACY_KEYS);
    const universal = first(members, UNIVERSAL_KEYS);
    if (legacy && !universal) yield* legacyDraft(legacy, given.target);
    if (universal && !legacy) yield* universalDraft(universal, given.target);
  },
};

function first(members: readonly Member[], keys: readonly string[]): Member | undefined {
  return members.find(({ key }) => keys.includes(key.value));
}

function* legacyDraft({ key }: Member, target: Target): Generator<Draft> {
  if (target.framework !== 'capacitor') return;
  yield {
    span: key.inner,
    message: l10n.t(
      '`{0}` belongs to the legacy schema, with which a Capacitor build stops. Write this configuration in the universal schema, or build with Cordova.',
      key.value,
    ),
    code: 'OS-MCO-40006',
  };
}

function* universalDraft({ key }: Member, target: Target): Generator<Draft> {
  if (target.product === 'o11') {
    yield {
      span: key.inner,
      message: l10n.t(
        '`{0}` belongs to the universal schema, which OutSystems 11 does not read: the app is built without this configuration. Write it in the legacy schema.',
        key.value,
      ),
    };
  } else if (isBelow(target.mabs, '11.2')) {
    yield {
      span: key.inner,
      message: l10n.t(
        '`{0}` belongs to the universal schema, which MABS {1} does not know: the build stops. Write this configuration in the legacy schema, or build with MABS 11.2 or later.',
        key.value,
        target.mabs ?? '',
      ),
      code: 'OS-MCO-40004',
    };
  }
}
