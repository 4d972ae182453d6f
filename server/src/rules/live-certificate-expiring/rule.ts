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
        message:
          days < 0
            ? `The certificate of \`${host.name}\` ${ending(days, first)} ${seen(observation)}: phones refuse the connection. Renew it; if the renewal has a new key, its pin must be in the app.`
            : `The certificate of \`${host.name}\` ${ending(days, first)} ${seen(observation)}. Find out before whether the renewal keeps its key and its authority; a pin that goes with it cuts off every installed app.`,
      };
    }
  },
};
