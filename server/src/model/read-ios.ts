import { itemsOf, type Member, member, membersOf, type Node, valueAt } from '../core/tree';
import { readHost } from './host';
import type { PinEntry, PinList, PinSet } from './model';
import { isOpen } from './open-values';
import { arrayList, arrayPins } from './pin-list';
import type { Suffixes } from './suffixes';

/** The key that TrustKit really reads for a subdomain that is excluded; the documented one begins with `TSK`. */
export const EXCLUDE_KEY = 'kSKExcludeSubdomainFromParentPolicy';

/** The pinned hosts of a property list, or of what is merged into one: TrustKit's and Apple's own. */
export function readIosHosts(root: Node | undefined, suffixes: Suffixes | undefined): PinSet[] {
  return [
    ...readTrustKit(valueAt(root, 'TSKConfiguration'), suffixes),
    ...readNspinned(valueAt(root, 'NSAppTransportSecurity', 'NSPinnedDomains'), suffixes),
  ];
}

/**
 * The truth value that Foundation makes of a value: of a string by its first letter or digit, as `NSString` does.
 * Undefined for what has none, and for a variable of a build action.
 */
export function truthOf(node: Node | undefined): boolean | undefined {
  if (node?.type === 'boolean') return node.value === true;
  if (node?.type === 'number') return node.value !== 0;
  if (node?.type !== 'string' || node.value.includes('$')) return undefined;
  return /^\s*(?:[YyTt]|[+-]?0*[1-9])/.test(node.value);
}

/** TrustKit's `TSKPinnedDomains`: host names with their policies. */
function readTrustKit(configuration: Node | undefined, suffixes: Suffixes | undefined): PinSet[] {
  const domains = membersOf(valueAt(configuration, 'TSKPinnedDomains'));
  return domains.map((domain, index) => {
    const { value } = domain;
    const hashes = valueOrVariable(value, 'TSKPublicKeyHashes');
    const expiration = valueAt(value, 'TSKExpirationDate');
    const subdomains = truthOf(valueAt(value, 'TSKIncludeSubdomains')) ?? false;
    const { platform, hosts, entry } = common(domain, domains, index, suffixes, subdomains);
    const set: PinSet = {
      engine: 'trustkit',
      platform,
      pinned: member(value, EXCLUDE_KEY) === undefined,
      hosts,
      pins: arrayPins(hashes),
      list: hashes?.type === 'array' ? arrayList(hashes) : undefined,
      enforced: truthOf(valueAt(value, 'TSKEnforcePinning')) ?? true,
      entry,
    };
    if (expiration?.type !== 'string') return set;
    return { ...set, expires: { text: expiration.value, span: expiration.inner } };
  });
}

/** Apple's `NSPinnedDomains`: where both lists stand, a chain must match each of them. */
function readNspinned(domains: Node | undefined, suffixes: Suffixes | undefined): PinSet[] {
  const siblings = membersOf(domains);
  return siblings.map((domain, index) => {
    const subdomains = valueAt(domain.value, 'NSIncludesSubdomains');
    const lists: Identities[] = [];
    const variables: PinEntry[] = [];
    for (const identity of ['ca', 'leaf'] as const) {
      const array = valueOrVariable(domain.value, IDENTITIES[identity]);
      if (array?.type === 'array') lists.push(readIdentities(array, identity));
      else if (array?.type === 'string' && isOpen(array.value)) variables.push(...arrayPins(array));
    }
    return {
      ...common(
        domain,
        siblings,
        index,
        suffixes,
        subdomains?.type === 'boolean' && subdomains.value === true,
      ),
      engine: 'nspinned',
      pinned: true,
      pins: [...lists.flatMap(({ pins }) => pins), ...variables],
      list: weakest(lists),
      enforced: true,
    };
  });
}

/** The value of a policy's key, or the variable that stands for the whole policy. */
function valueOrVariable(policy: Node | undefined, key: string): Node | undefined {
  return policy?.type === 'string' && isOpen(policy.value) ? policy : valueAt(policy, key);
}

const IDENTITIES = { ca: 'NSPinnedCAIdentities', leaf: 'NSPinnedLeafIdentities' } as const;

interface Identities {
  readonly list: PinList;
  readonly pins: readonly PinEntry[];
}

/** The pins of a list of `{ "SPKI-SHA256-BASE64": … }`; what has another form is dropped, as iOS does. */
function readIdentities(array: Node & { type: 'array' }, identity: 'ca' | 'leaf'): Identities {
  const list = arrayList(array, 'identities');
  const pins = itemsOf(array).flatMap((item, index) =>
    arrayPins(member(item, 'SPKI-SHA256-BASE64')?.value).map((pin) => ({ ...pin, index, list, identity })),
  );
  return { list, pins };
}

/** The list in which a backup is missed first: the one with fewer keys. */
function weakest(lists: readonly Identities[]): PinList | undefined {
  const keys = ({ pins }: Identities) =>
    new Set(pins.flatMap(({ reading }) => (reading.ok ? [reading.key] : []))).size;
  return lists.toSorted((a, b) => keys(a) - keys(b))[0]?.list;
}

type Common = Pick<PinSet, 'platform' | 'hosts' | 'entry'>;

function common(
  { key, span }: Member,
  siblings: readonly Member[],
  index: number,
  suffixes: Suffixes | undefined,
  subdomains: boolean,
): Common {
  const { text, span: where, name, fault } = readHost(key.value, key.inner, suffixes);
  const host = { text, span: where, name, fault, subdomains };
  return { platform: 'ios', hosts: [host], entry: { span, siblings, index } };
}
