import * as l10n from '../../core/l10n';
import { connects, observedHosts, pinMatch } from '../../model/live';
import { hostMark, seen } from '../live-drafts';
import type { Rule } from '../rule';

export const liveNoBackup: Rule = {
  id: 'live-no-backup',
  severity: 'warning',
  summary: 'Every pin is in the chain that the host serves: none is a backup',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-4.3',
  fix: { summary: 'add backup fingerprint… (asks)', safe: false },
  part: 'pinSets',
  *check(model, given) {
    for (const asked of observedHosts(model, given.observed)) {
      const { set, host, observation } = asked;
      const { chains } = observation;
      if (set.open || chains.length === 0 || !chains.every((chain) => connects(set, chain))) continue;
      const pins = set.pins.filter(({ reading }) => reading.ok);
      if (pins.some((pin) => pinMatch(pin, chains) === 'none')) continue;
      yield {
        ...hostMark(asked),
        message: [
          l10n.t('Every pin of `{0}` is in the chain that it serves: none is a backup.', host.name),
          l10n.t(
            'When its key and its authority change together, every installed app stops connecting. Add the pin of a key that is not in this chain.',
          ),
          seen(observation),
        ].join(' '),
        fixes: [{ title: l10n.t('Add backup fingerprint…'), safe: false, edits: [], ask: 'add-backup-pin' }],
      };
    }
  },
};
