import { type KnownRoot, knownRoot, knownRoots } from '../pins/known-roots';
import { attributeOf } from '../pins/owner';
import { pinKey } from '../pins/pin';
import { rootWarning } from '../pins/root-warning';
import { AMAZON_ROOTS } from '../pins/samples';

/** The public roots of one authority: whichever of them issues next, one is pinned. */
export interface RootSet {
  /** The authority as people know it. */
  readonly authority: string;
  /** At least two. */
  readonly roots: readonly KnownRoot[];
}

/** As much of a served chain as tells whose it is. */
export interface IssuedChain {
  readonly trust: 'public' | 'local' | 'none';
  /** Leaf first. */
  readonly certificates: readonly {
    readonly role: string;
    readonly subject: string;
    readonly issuer: string;
    readonly pin: string;
  }[];
}

/** The five roots of Amazon Trust Services, in the order of their numbers. */
export const AMAZON: RootSet = {
  authority: 'Amazon',
  roots: [...AMAZON_ROOTS].map(([key, name]) => {
    const { kind = '', notAfter = '' } = knownRoot(key) ?? {};
    return { key, name, kind, notAfter, retired: false };
  }),
};

/**
 * Says whether Amazon keeps the keys of a host: it belongs to an app of the OutSystems Developer Cloud, whose
 * documentation has all five roots pinned, or its chain is Amazon's.
 */
export function isAmazons(host: string, chains: readonly IssuedChain[], product?: string): boolean {
  return product === 'odc' || /(?:^|\.)outsystems\.app$/i.test(host) || chains.some(isAmazonsChain);
}

/** The Starfield root that Amazon bought is known by its key: the others of that name are not Amazon's. */
function isAmazonsChain({ trust, certificates }: IssuedChain): boolean {
  return (
    trust === 'public' &&
    certificates.some(
      ({ issuer, pin }) =>
        AMAZON_ROOTS.has(pinKey(pin)) || attributeOf(issuer, 'O')?.toLowerCase() === 'amazon',
    )
  );
}

/**
 * The roots of the authority that issued a publicly trusted chain, without those that something speaks against; nothing
 * where there are not several. They are found by the organisation that the chain's own root names.
 */
export function rootsOfIssuer(chain: IssuedChain, today: string): RootSet | undefined {
  if (isAmazonsChain(chain)) return AMAZON;
  const top =
    chain.trust === 'public' ? chain.certificates.find(({ pin }) => knownRoot(pinKey(pin))) : undefined;
  const authority = top && attributeOf(top.subject, 'O');
  if (!authority) return undefined;
  const roots = [...knownRoots()].filter(
    (root) =>
      !AMAZON_ROOTS.has(root.key) &&
      isNamedFor(root.name, authority) &&
      rootWarning(root, today) === undefined,
  );
  return roots.length > 1
    ? { authority: authority.replace(/,? (?:Inc|LLC|Ltd|Limited|Corporation|AG)\.?$/, ''), roots }
    : undefined;
}

/** A known root's name has its organisation behind it in parentheses, or begins with the organisation's first word. */
function isNamedFor(name: string, authority: string): boolean {
  if (name.endsWith(` (${authority})`)) return true;
  const brand = /^[^\s,]{3,}/.exec(authority)?.[0].toLowerCase();
  const rest = brand && name.toLowerCase().startsWith(brand) ? name.slice(brand.length) : undefined;
  return rest !== undefined && /^(?:[ .]|$)/.test(rest);
}
