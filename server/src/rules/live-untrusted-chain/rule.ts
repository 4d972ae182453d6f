import * as l10n from '../../core/l10n';
import type { ObservedChain } from '../../core/observed';
import { type ObservedHost, observedHosts } from '../../model/live';
import { hasMerelyEnded, hostMark, seen } from '../live-drafts';
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
        message: [
          fault(asked, chain),
          ...which(asked, chain),
          ...because(chain),
          advice(asked, chain),
          seen(observation),
        ].join(' '),
      };
    }
  },
};

function fault({ host }: ObservedHost, { trust }: ObservedChain): string {
  if (trust === 'none') return l10n.t('The chain of `{0}` is not trusted.', host.name);
  return trust === 'local'
    ? l10n.t('The chain of `{0}` is trusted on this machine only.', host.name)
    : l10n.t("The chain of `{0}` does not cover the host's name.", host.name);
}

/** Which of a host's chains is meant, where it has several. */
function which({ observation }: ObservedHost, { keyType, address }: ObservedChain): readonly string[] {
  return observation.chains.length > 1 ? [l10n.t('This is its {0} chain at {1}.', keyType, address)] : [];
}

/** A reason names authorities in straight quotes; here they are set as all other names are. */
function because({ trust, reason, nameReason }: ObservedChain): readonly string[] {
  const why = trust === 'public' ? nameReason : reason;
  return why ? [l10n.t('The reason: {0}.', why.replace(/"([^"`]*)"/g, '`$1`'))] : [];
}

function advice({ observation }: ObservedHost, chain: ObservedChain): string {
  if (hasMerelyEnded(chain, observation)) {
    return l10n.t(
      'Phones refuse it before they look at any pin. Renew the certificate and install it with its whole chain; if the renewal has a new key, its pin must be in the app.',
    );
  }
  return chain.trust === 'public'
    ? l10n.t('Phones refuse it before they look at any pin. Have the certificate issued for this name.')
    : l10n.t(
        'Look from another network before you believe any of its pins. If the server really sends this, phones without its authority refuse it.',
      );
}
