import { observedHosts } from '../../model/live';
import { hostMark, seen } from '../live-drafts';
import type { Rule } from '../rule';

export const liveUnreachable: Rule = {
  id: 'live-unreachable',
  severity: 'info',
  summary: 'The host gave no chain, so its pins were compared with nothing',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-2.6',
  part: 'pinSets',
  *check(model, given) {
    for (const asked of observedHosts(model, given.observed)) {
      const { host, observation } = asked;
      if (!observation.error) continue;
      yield {
        ...hostMark(asked),
        message: `The pins of \`${host.name}\` were compared with nothing: ${observation.error.message} ${seen(observation)}.`,
      };
    }
  },
};
