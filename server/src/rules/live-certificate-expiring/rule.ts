import * as l10n from '../../core/l10n';
import { observedHosts } from '../../model/live';
import { daysTo, ending, firstToEnd, hostMark, limitOf, seen } from '../live-drafts';
import type { Rule } from '../rule';

const ID = 'live-certificate-expiring';

export const liveCertificateExpiring: Rule = {
  id: ID,
  severity: 'warning',
  summary: "The host's certificate ends within 30 days",
  citation: 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/',
  part: 'pinSets',
  *check(model, given) {
    for (const asked of observedHosts(model, given.observed)) {
      const { host, observation } = asked;
      const certificates = observation.chains.flatMap((chain) => chain.certificates);
      const first = firstToEnd(certificates.filter(({ role }) => role === 'leaf'));
      const days = first && daysTo(first, given);
      if (!first || days === undefined || days > limitOf(ID, given)) continue;
      yield {
        ...hostMark(asked),
        message: [ending(host, days, first), advice(days), seen(observation)].join(' '),
      };
    }
  },
};

function advice(days: number): string {
  return days < 0
    ? l10n.t(
        'Phones refuse the connection. Renew it; if the renewal has a new key, its pin must be in the app.',
      )
    : l10n.t(
        'Find out before then whether the renewal keeps its key and its authority: when the pinned key goes with it, every installed app stops connecting.',
      );
}
