import type { ObservedChain } from '../../core/observed';
import { observedHosts } from '../../model/live';
import { hostMark, seen, which } from '../live-drafts';
import type { Rule } from '../rule';

export const liveUntrustedChain: Rule = {
  id: 'live-untrusted-chain',
  severity: 'warning',
  summary: 'The chain is not publicly trusted or does not cover the host: perhaps an intercepting proxy',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-2.5',
  part: 'pinSets',
  *check(model, given) {
    for (const asked of observedHosts(model, given.observed)) {
      const { host, observation } = asked;
      const chain = observation.chains.find(({ trust, nameMatches }) => trust !== 'public' || !nameMatches);
      if (!chain) continue;
      yield {
        ...hostMark(asked),
        message: `\`${host.name}\`: ${which(chain, observation)} ${fault(chain)} ${seen(observation)}. ${advice(chain)}`,
      };
    }
  },
};

function fault({ trust, reason, nameMatches, nameReason }: ObservedChain): string {
  const because = (why: string | undefined) => (why ? `: ${why}` : '');
  if (trust === 'none') return `is not trusted${because(reason)}`;
  if (trust === 'local') return `is trusted on this machine only${because(reason)}`;
  return nameMatches ? 'is trusted' : `does not cover the host's name${because(nameReason)}`;
}

function advice({ trust }: ObservedChain): string {
  return trust === 'public'
    ? 'Phones refuse it before they look at any pin. Have the certificate issued for this name.'
    : 'Perhaps a proxy intercepts this network: look from another one before you believe any of its pins. If the server really sends this, phones without its authority refuse it.';
}
