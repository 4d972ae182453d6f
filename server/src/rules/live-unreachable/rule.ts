import * as l10n from '../../core/l10n';
import { observedHosts } from '../../model/live';
import { hostMark, seen } from '../live-drafts';
import type { Rule } from '../rule';

export const liveUnreachable: Rule = {
  id: 'live-unreachable',
  severity: 'info',
  summary: 'The host gave no chain, so its pins could not be checked',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-2.6',
  part: 'pinSets',
  *check(model, given) {
    for (const asked of observedHosts(model, given.observed)) {
      const { host, observation } = asked;
      const { error } = observation;
      if (!error) continue;
      const message = l10n.t(
        'The pins of `{0}` could not be checked, because {1}.',
        host.name,
        error.message,
      );
      yield {
        ...hostMark(asked),
        message: `${message} ${seen(observation)}`,
      };
    }
  },
};
