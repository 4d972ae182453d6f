import type { Fix } from '../../core/finding';
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
      message: `TrustKit ignores \`${DOCUMENTED}\`: its code reads \`${EXCLUDE_KEY}\`. ${alone ? 'This policy is then an empty one, and the iOS app crashes at launch for want of pins' : idle ? 'False changes nothing here' : 'This host is pinned, not excluded'}.`,
      ...(alone ? { fixes: [rename(documented)] } : {}),
    };
  }
  const read = member(policy, EXCLUDE_KEY);
  if (!read) return;
  const clause =
    policy.members.length > 1
      ? 'it tolerates no other key beside it'
      : isCovered(host, parents)
        ? undefined
        : 'no parent domain with `TSKIncludeSubdomains` stands here to exclude it from';
  if (clause) {
    const message = `TrustKit stops at \`${EXCLUDE_KEY}\`, and the iOS app crashes at launch: ${clause}.`;
    yield { span: read.key.inner, host, message };
  }
}

function rename({ key }: Member): Fix {
  return {
    title: `Rename to \`${EXCLUDE_KEY}\``,
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
