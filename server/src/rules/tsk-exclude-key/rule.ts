import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import { type Member, member, membersOf, type ObjectNode, valueAt } from '../../core/tree';
import { canonicalName } from '../../model/host';
import { iosRoots } from '../../model/ios-roots';
import { EXCLUDE_KEY, truthOf } from '../../model/read-ios';
import type { Draft, Rule } from '../rule';

const DOCUMENTED = 'TSKExcludeSubdomainFromParentPolicy';

export const tskExcludeKey: Rule = {
  id: 'tsk-exclude-key',
  severity: 'error',
  summary: '`TSKExcludeSubdomainFromParentPolicy`: TrustKit ignores the documented spelling',
  citation: 'https://github.com/datatheorem/TrustKit/blob/master/TrustKit/TSKTrustKitConfig.m',
  fix: { summary: 'rename to the key that TrustKit reads', safe: false },
  *check(model) {
    for (const root of iosRoots(model)) {
      const domains = membersOf(valueAt(root, 'TSKConfiguration', 'TSKPinnedDomains'));
      const parents = coveringDomains(domains);
      for (const domain of domains) {
        if (domain.value?.type === 'object') yield* judge(domain, domain.value, parents);
      }
    }
  },
};

function* judge({ key }: Member, policy: ObjectNode, parents: ReadonlySet<string>): Generator<Draft> {
  const host = canonicalName(key.value);
  const documented = member(policy, DOCUMENTED);
  if (documented) {
    const alone = policy.members.length === 1;
    const idle = truthOf(documented.value) === false && !alone;
    yield {
      span: documented.key.inner,
      host,
      ...(idle ? { severity: 'info' } : {}),
      message: `${l10n.t('TrustKit ignores `{0}`: its code reads `{1}`.', DOCUMENTED, EXCLUDE_KEY)} ${effect({ alone, idle })}`,
      ...(alone ? { fixes: [rename(documented)] } : {}),
    };
  }
  const read = member(policy, EXCLUDE_KEY);
  if (!read) return;
  const crowded = policy.members.length > 1;
  if (!crowded && isCovered(host, parents)) return;
  const message = crowded
    ? l10n.t(
        'TrustKit stops at `{0}`, and the iOS app crashes at launch: it tolerates no other key beside it.',
        EXCLUDE_KEY,
      )
    : l10n.t(
        'TrustKit stops at `{0}`, and the iOS app crashes at launch: no parent domain with `TSKIncludeSubdomains` stands here to exclude it from.',
        EXCLUDE_KEY,
      );
  yield { span: read.key.inner, host, message };
}

/** What becomes of a host whose policy has the key that TrustKit ignores. */
function effect({ alone, idle }: { readonly alone: boolean; readonly idle: boolean }): string {
  if (alone) {
    return l10n.t('This policy is then an empty one, and the iOS app crashes at launch for want of pins.');
  }
  return idle ? l10n.t('False changes nothing here.') : l10n.t('This host is pinned, not excluded.');
}

function rename({ key }: Member): Fix {
  return {
    title: l10n.t('Rename to `{0}`', EXCLUDE_KEY),
    safe: false,
    edits: [{ span: key.inner, text: EXCLUDE_KEY }],
  };
}

/** The domains whose policies hold for their subdomains. */
function coveringDomains(domains: readonly Member[]): Set<string> {
  const covering = domains.filter(({ value }) => truthOf(valueAt(value, 'TSKIncludeSubdomains')) === true);
  return new Set(covering.map(({ key }) => canonicalName(key.value)));
}

function isCovered(host: string, parents: ReadonlySet<string>): boolean {
  const labels = host.split('.', 200);
  return labels.some((_, index) => index > 0 && parents.has(labels.slice(index).join('.')));
}
