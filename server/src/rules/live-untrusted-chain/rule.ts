import type { ObservedChain } from '../../core/observed';
import { type ObservedHost, observedHosts } from '../../model/live';
import { hostMark, seen } from '../live-drafts';
import type { Rule } from '../rule';

export const liveUntrustedChain: Rule = {
  id: 'live-untrusted-chain',
  severity: 'warning',
  summary: 'The chain is not publicly trusted or does not cover the host: perhaps an intercepting proxy',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-2.5',
  part: 'pinSets',
  *check(model, given) {
    for (const asked of observedHosts(model, given.observed)) {
      const { observation } = asked;
      const chain = observation.chains.find(({ trust, nameMatches }) => trust !== 'public' || !nameMatches);
      if (!chain) continue;
      yield {
        ...hostMark(asked),
        message: `The ${nameOf(asked, chain)} ${fault(chain)} ${seen(observation)}${because(chain)}. ${advice(chain)}`,
      };
    }
  },
};

function nameOf({ host, observation }: ObservedHost, { keyType, address }: ObservedChain): string {
  return observation.chains.length > 1
    ? `${keyType} chain of \`${host.name}\` at ${address}`
    : `chain of \`${host.name}\``;
}

function fault({ trust }: ObservedChain): string {
  if (trust === 'none') return 'is not trusted';
  return trust === 'local' ? 'is trusted on this machine only' : "does not cover the host's name";
}

/** A reason names authorities in straight quotes; here they are set as all other names are. */
function because({ trust, reason, nameReason }: ObservedChain): string {
  const why = trust === 'public' ? nameReason : reason;
  return why ? `: ${why.replace(/"([^"`]*)"/g, '`$1`')}` : '';
}

function advice({ trust }: ObservedChain): string {
  return trust === 'public'
    ? 'Phones refuse it before they look at any pin. Have the certificate issued for this name.'
    : 'Look from another network before you believe any of its pins. If the server really sends this, phones without its authority refuse it.';
}
