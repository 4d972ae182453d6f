import type { Fix } from '../../core/finding';
import { distinctKeys, hostOf, type PinSet } from '../../model/model';
import type { Rule } from '../rule';

const ADD: Fix = { title: 'Add backup fingerprint…', safe: false, edits: [], ask: 'add-backup-pin' };

export const missingBackupPin: Rule = {
  id: 'missing-backup-pin',
  severity: 'error',
  summary: 'Fewer than two distinct pins for a host',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-4.3',
  code: 'OS-MABS-RES-40003',
  fix: { summary: 'add backup fingerprint… (asks)', safe: false },
  *check(model) {
    for (const set of model.pinSets) {
      const count = distinctKeys(set).size;
      const where = set.list?.span ?? set.hosts[0]?.span;
      if (count >= 2 || !where) continue;
      const crashes = set.engine === 'plugin' || set.engine === 'trustkit';
      const host = hostOf(set);
      yield {
        span: where,
        message: sentence(set, count, crashes),
        ...(crashes ? {} : { severity: 'warning' }),
        ...(host ? { host } : {}),
        ...(model.kind === 'pinning' ? { code: 'OS-MABS-RES-40003' } : {}),
        fixes: [ADD],
      };
    }
  },
};

function sentence(set: PinSet, count: number, crashes: boolean): string {
  const name = `\`${hostOf(set) || 'this host'}\``;
  const have = count === 0 ? 'no usable pin' : set.pins.length > 1 ? 'only one distinct pin' : 'only one pin';
  const now = crashes ? 'the iOS app crashes at launch (TrustKit wants two different pins), and' : '';
  return `${name} has ${have}: ${now} when its key changes every installed app stops connecting. Add the pin of a key that is not in use yet.`.replace(
    ':  ',
    ': ',
  );
}
