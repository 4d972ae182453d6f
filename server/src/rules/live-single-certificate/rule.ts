import * as l10n from '../../core/l10n';
import { matchedCertificate, type ObservedHost, observedHosts, pinMatch } from '../../model/live';
import { daysTo, ending, firstToEnd, hostMark, limitOf, seen } from '../live-drafts';
import type { Rule } from '../rule';

const ID = 'live-single-certificate';

export const liveSingleCertificate: Rule = {
  id: ID,
  severity: 'warning',
  summary: 'All matching pins hang on a leaf key that ends soon',
  citation: 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/',
  fix: { summary: 'add backup fingerprint… (asks)', safe: false },
  part: 'pinSets',
  *check(model, given) {
    for (const asked of observedHosts(model, given.observed)) {
      const { set, host, observation } = asked;
      if (set.open || !hangsOnLeaf(asked)) continue;
      const matched = observation.chains.flatMap((chain) =>
        set.pins.flatMap((pin) => matchedCertificate(pin, chain) ?? []),
      );
      const leaf = firstToEnd(matched);
      const days = leaf && daysTo(leaf, given);
      if (!leaf || days === undefined || days > limitOf(ID, given)) continue;
      yield {
        ...hostMark(asked),
        message: [
          ending(host, days, leaf),
          l10n.t(
            'Only the pin of its key connects apps: if the renewal brings a new key, every installed app stops connecting. Ship the pin of the next key before then, or let the renewal keep the key.',
          ),
          seen(observation),
        ].join(' '),
        fixes: [{ title: l10n.t('Add backup fingerprint…'), safe: false, edits: [], ask: 'add-backup-pin' }],
      };
    }
  },
};

/** Something matches, and whatever does is the key of the leaf. */
function hangsOnLeaf({ set, observation }: ObservedHost): boolean {
  const matches = set.pins
    .map((pin) => pinMatch(pin, observation.chains))
    .filter((match) => match !== 'none');
  return matches.length > 0 && matches.every((match) => match === 'leaf');
}
