import { connects, type ObservedHost, observedHosts } from '../../model/live';
import { hostMark, ownerOf, seen, which } from '../live-drafts';
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
  const { set, host, observation } = asked;
  const failing = observation.chains.filter((chain) => !connects(set, chain));
  const [chain] = failing;
  if (!chain) return undefined;
  const [leaf] = chain.certificates;
  const some = failing.length < observation.chains.length;
  const where = some ? which(chain, observation) : 'the chain it serves';
  const now = leaf ? ` It shows ${ownerOf(leaf)}, issued by ${leaf.issuer}.` : '';
  const idle = idleBecause(asked, given);
  const effect =
    idle ??
    `every installed app ${some ? 'that is served it ' : ''}refuses to connect. Pin a key of that chain, and a backup`;
  const doubt =
    chain.trust === 'public'
      ? ''
      : ' It is not publicly trusted: if a proxy stands in between, the phones may see another one.';
  return {
    message: `No pin of \`${host.name}\` matches ${where} ${seen(observation)}: ${effect}.${now}${doubt}`,
    ...(idle ? { severity: 'warning' } : {}),
  };
}

/** Pins that are not enforced, or no longer, stop nobody today. */
function idleBecause({ set }: ObservedHost, { today }: Given): string | undefined {
  if (!set.enforced) return 'nothing is refused only because these pins are not enforced';
  const past =
    set.expires !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(set.expires.text) && set.expires.text < today;
  return past ? 'nothing is refused only because these pins have expired' : undefined;
}
