import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import { hostOf, keysOfList, type PinSet, pinnedSets } from '../../model/model';
import { hasPlace } from '../../model/pin-edits';
import type { Rule } from '../rule';

const add = (): Fix => ({
  title: l10n.t('Add backup fingerprint…'),
  safe: false,
  edits: [],
  ask: 'add-backup-pin',
});

export const missingBackupPin: Rule = {
  id: 'missing-backup-pin',
  severity: 'error',
  summary: 'Fewer than two distinct pins for a host',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-4.3',
  code: 'OS-MABS-RES-40003',
  fix: { summary: 'add backup fingerprint… (asks)', safe: false },
  part: 'pinSets',
  *check(model) {
    for (const set of pinnedSets(model)) {
      const count = keysOfList(set).size + (set.open?.names.length ?? 0);
      const where = set.list?.span ?? set.hosts[0]?.span;
      if (count >= 2 || set.open?.whole || !where || isEmptyElement(set)) continue;
      const crashes = isRefused(set, count);
      const host = hostOf(set);
      yield {
        span: where,
        message: sentence(set, count, crashes),
        ...(crashes ? {} : { severity: 'warning' }),
        ...(host ? { host } : {}),
        ...(model.kind === 'pinning' ? { code: 'OS-MABS-RES-40003' } : {}),
        ...(hasPlace(model, set) ? { fixes: [add()] } : {}),
      };
    }
  },
};

/** TrustKit wants two different keys, and one where it only reports. */
function isRefused({ engine, enforced }: PinSet, count: number): boolean {
  return engine === 'plugin' || (engine === 'trustkit' && (enforced || count === 0));
}

function sentence(set: PinSet, count: number, crashes: boolean): string {
  return [
    have(set, count),
    consequence(set, crashes),
    l10n.t('Add the pin of a key that is not in use yet.'),
  ].join(' ');
}

function have(set: PinSet, count: number): string {
  const name = hostOf(set) || l10n.t('this host');
  const isOneOfLists = new Set(set.pins.map(({ list }) => list)).size > 1;
  if (count === 0) {
    return isOneOfLists
      ? l10n.t('`{0}` has no usable pin in this list, and iOS wants a match in each.', name)
      : l10n.t('`{0}` has no usable pin.', name);
  }
  if (isOneOfLists)
    return l10n.t('`{0}` has only one pin in this list, and iOS wants a match in each.', name);
  return set.pins.length > 1
    ? l10n.t('`{0}` has only one distinct pin.', name)
    : l10n.t('`{0}` has only one pin.', name);
}

function consequence({ enforced }: PinSet, crashes: boolean): string {
  if (crashes) {
    return enforced
      ? l10n.t(
          'The iOS app crashes at launch (TrustKit wants two different pins), and when its key changes every installed app stops connecting.',
        )
      : l10n.t('The iOS app crashes at launch, because TrustKit wants a pin.');
  }
  return enforced
    ? l10n.t('When its key changes every installed app stops connecting.')
    : l10n.t('Once pinning is enforced the app crashes at launch.');
}

/** A `pin-set` without any `pin` has a rule of its own. */
function isEmptyElement({ engine, list }: PinSet): boolean {
  return engine === 'nsc' && list?.items.length === 0;
}
