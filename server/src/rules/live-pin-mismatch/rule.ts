import * as l10n from '../../core/l10n';
import type { HostObservation, ObservedChain } from '../../core/observed';
import { connects, type ObservedHost, observedHosts } from '../../model/live';
import { hasMerelyEnded, hostMark, ownerOf, seen } from '../live-drafts';
import type { Draft, Given, Rule } from '../rule';

export const livePinMismatch: Rule = {
  id: 'live-pin-mismatch',
  severity: 'error',
  summary: 'No pin of the host matches the chain it serves',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-2.6',
  part: 'pinSets',
  *check(model, given) {
    for (const asked of observedHosts(model, given.observed)) {
      const draft = asked.set.open ? undefined : verdict(asked, given);
      if (draft) yield { ...hostMark(asked), ...draft };
    }
  },
};

/** Servers choose a chain by what the phone offers, so each of them must match. */
function verdict(asked: ObservedHost, given: Given): Omit<Draft, 'span'> | undefined {
  const { set, observation } = asked;
  const failing = observation.chains.filter((chain) => !connects(set, chain));
  const [chain] = failing;
  if (!chain) return undefined;
  const some = failing.length < observation.chains.length ? chain : undefined;
  const idle = idleBecause(asked, given);
  const message = [
    mismatch(asked, some),
    idle ?? effect(some),
    ...leafOf(chain),
    ...doubt(chain, observation),
    seen(observation),
  ].join(' ');
  return { message, ...(idle ? { severity: 'warning' } : {}) };
}

/** What does not match: everything that the host serves, or one of its chains. */
function mismatch({ host }: ObservedHost, some: ObservedChain | undefined): string {
  return some
    ? l10n.t('No pin of `{0}` matches its {1} chain at {2}.', host.name, some.keyType, some.address)
    : l10n.t('No pin of `{0}` matches the chain that it serves.', host.name);
}

function effect(some: ObservedChain | undefined): string {
  return some
    ? l10n.t(
        'Every installed app that is served it refuses to connect. Pin a key of that chain, and a backup.',
      )
    : l10n.t('Every installed app refuses to connect. Pin a key of that chain, and a backup.');
}

/** Pins that are not enforced, or no longer, stop nobody today. */
function idleBecause({ set }: ObservedHost, { today }: Given): string | undefined {
  if (!set.enforced) return l10n.t('Nothing is refused only because these pins are not enforced.');
  const past =
    set.expires !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(set.expires.text) && set.expires.text < today;
  return past ? l10n.t('Nothing is refused only because these pins have expired.') : undefined;
}

function leafOf({ certificates: [leaf] }: ObservedChain): readonly string[] {
  return leaf ? [l10n.t('Its leaf is {0}, issued by {1}.', ownerOf(leaf), leaf.issuer)] : [];
}

function doubt(chain: ObservedChain, observation: HostObservation): readonly string[] {
  if (chain.trust === 'public' || hasMerelyEnded(chain, observation)) return [];
  return [
    l10n.t('It is not publicly trusted: if a proxy stands in between, the phones may see another one.'),
  ];
}
