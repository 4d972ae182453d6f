import * as l10n from '../core/l10n';
import { member, membersOf, type Node, valueAt } from '../core/tree';
import { lacks, mustBeFilled } from './fault-sentences';
import { EXCLUDE_KEY } from './read-ios';
import { checkShape, type ObjectShape, oneOf, type ScalarShape, type ShapeFault } from './shape';

const text: ScalarShape = { type: 'string' };
/** Foundation makes a truth value of strings and numbers, too. */
const truth: ScalarShape = { type: 'scalar' };
/** What `NSURL` makes nothing of is refused; blanks and an empty text are. */
const uris = {
  type: 'array',
  items: { type: 'string', pattern: { form: /^\S+$/, words: () => l10n.t('a URL') } },
} as const;
const texts = { type: 'array', items: text } as const;

function near(members: ObjectShape['members'], required: readonly string[] = []): ObjectShape {
  return { type: 'object', unknown: 'near-miss', members, required };
}

function free(members: ObjectShape['members'], others?: ObjectShape): ObjectShape {
  return { type: 'object', unknown: 'free', members, ...(others ? { others } : {}) };
}

/** A host's policy, as TrustKit reads it. */
const policy = near({
  TSKPublicKeyHashes: texts,
  TSKPublicKeyAlgorithms: texts,
  TSKIncludeSubdomains: truth,
  TSKExcludeSubdomainFromParentPolicy: truth,
  [EXCLUDE_KEY]: truth,
  TSKEnforcePinning: truth,
  TSKDisableDefaultReportUri: truth,
  TSKReportUris: uris,
  TSKExpirationDate: text,
  TSKAdditionalTrustAnchors: texts,
});

const trustKit = near(
  {
    TSKSwizzleNetworkDelegates: truth,
    TSKIgnorePinningForUserDefinedTrustAnchors: truth,
    TSKPinnedDomains: free({}, policy),
  },
  ['TSKPinnedDomains'],
);

const identities = {
  type: 'array',
  filled: true,
  items: near({ 'SPKI-SHA256-BASE64': text }, ['SPKI-SHA256-BASE64']),
} as const;

const LISTS = ['NSPinnedCAIdentities', 'NSPinnedLeafIdentities'] as const;

/** A host's pins, as iOS itself reads them. */
const pinnedDomain = near({
  NSIncludesSubdomains: { type: 'boolean' },
  NSPinnedCAIdentities: identities,
  NSPinnedLeafIdentities: identities,
});

/** A property list with pins, or what a build action merges into one; everything else in it is free. */
export const iosShape = free({
  TSKConfiguration: trustKit,
  NSAppTransportSecurity: free({ NSPinnedDomains: free({}, pinnedDomain) }),
});

/**
 * Where a property list's pins have another build than TrustKit and iOS read.
 * Sources: TrustKit, parse_configuration.m; Apple's Security, SecPolicy.c (parseNSPinnedDomains).
 */
export function checkIos(source: string, root: Node | undefined): ShapeFault[] {
  const faults = checkShape(source, root, iosShape).filter(({ span }) => !isVariable(source, span));
  const told = [...faults, ...emptyDomains(root), ...domainsWithoutList(root)];
  return told.map((fault) => ({
    ...(fault.kind === 'type' ? withoutFix(fault) : fault),
    effect: effectOf(fault),
  }));
}

/** Without a single host, TrustKit stops. */
function emptyDomains(root: Node | undefined): ShapeFault[] {
  const domains = valueAt(root, 'TSKConfiguration', 'TSKPinnedDomains');
  if (domains?.type !== 'object' || domains.members.length > 0) return [];
  const path = 'TSKConfiguration.TSKPinnedDomains';
  return [fault('type', domains, path, mustBeFilled(path))];
}

function domainsWithoutList(root: Node | undefined): ShapeFault[] {
  const path = 'NSAppTransportSecurity.NSPinnedDomains';
  return membersOf(valueAt(root, ...path.split('.'))).flatMap(({ key, value }) => {
    if (value?.type !== 'object' || LISTS.some((name) => member(value, name))) return [];
    const place = `${path}.${key.value}`;
    return [fault('missing', value, place, lacks(place, oneOf(LISTS)))];
  });
}

function fault(kind: 'type' | 'missing', node: Node, path: string, message: string): ShapeFault {
  const { start } = node.span;
  const span = kind === 'missing' ? { start, end: start + 1 } : node.span;
  return { kind, refused: true, span, path, message, code: undefined };
}

function effectOf({ path, refused }: ShapeFault): string {
  const apple = path.startsWith('NSApp');
  if (!refused)
    return apple ? l10n.t('iOS ignores it without a word.') : l10n.t('TrustKit ignores it without a word.');
  return apple
    ? l10n.t('iOS drops it without a word and counts the host as pinned all the same.')
    : l10n.t('TrustKit stops, and the iOS app crashes at launch.');
}

/** Brackets of JSON have no place in a property list. */
function withoutFix({ fix: _, ...rest }: ShapeFault): ShapeFault {
  return rest;
}

function isVariable(source: string, { start, end }: ShapeFault['span']): boolean {
  return /^["']?\$\w+["']?$/.test(source.slice(start, end));
}
