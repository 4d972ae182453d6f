import type { Fix } from '../../core/finding';
import { hostOf, keysOfList, type PinSet, pinnedSets } from '../../model/model';
import { hasPlace } from '../../model/pin-edits';
import type { Rule } from '../rule';

const ADD: Fix = { title: 'Add backup fingerprint…', safe: false, edits: [], ask: 'add-backup-pin' };

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
        ...(hasPlace(model, set) ? { fixes: [ADD] } : {}),
      };
    }
  },
};

/** TrustKit wants two different keys, and one where it only reports. */
function isRefused({ engine, enforced }: PinSet, count: number): boolean {
  return engine === 'plugin' || (engine === 'trustkit' && (enforced || count === 0));
}

function sentence(set: PinSet, count: number, crashes: boolean): string {
  const name = `\`${hostOf(set) || 'this host'}\``;
  const lists = new Set(set.pins.map(({ list }) => list)).size;
  const here = lists > 1 ? ' in this list, and iOS wants a match in each' : '';
  const have =
    count === 0
      ? 'no usable pin'
      : set.pins.length > 1 && lists < 2
        ? 'only one distinct pin'
        : 'only one pin';
  const wanted = set.enforced ? 'two different pins' : 'a pin';
  const now = crashes ? `the iOS app crashes at launch (TrustKit wants ${wanted}), and ` : '';
  const later = set.enforced
    ? 'when its key changes every installed app stops connecting'
    : 'once pinning is enforced the app crashes at launch';
  return `${name} has ${have}${here}: ${now}${later}. Add the pin of a key that is not in use yet.`;
}

/** A `pin-set` without any `pin` has a rule of its own. */
function isEmptyElement({ engine, list }: PinSet): boolean {
  return engine === 'nsc' && list?.items.length === 0;
}
