import * as l10n from '../core/l10n';
import type { Span } from '../core/span';
import { type Member, member, membersOf, type Node, type StringNode, valueAt } from '../core/tree';
import { elements, type XmlElement } from '../core/xml-tree';
import { type BuildAction, type Fragment, type Operation, plistEntries } from './build-action';
import { isOpen } from './open-values';
import { readElementPath } from './xpath';

/** Pins that a build action puts where nothing reads them. */
export interface LostPins {
  /** The value or key that leads them astray. */
  readonly span: Span;
  /** Why nothing reads them there, as a clause. */
  readonly clause: string;
}

/** The file that OutSystems' app template names as its network security configuration, below `res`. */
const NSC_FILE = 'xml/network_security_config.xml';

/** Which elements can hold, or be, each element of a network security configuration that holds pins. */
const PARENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['domain-config', ['network-security-config', 'domain-config']],
  ['pin-set', ['domain-config']],
  ['pin', ['pin-set']],
]);

/** The pins of a build action that go to a wrong file or a wrong place in it; one answer for each fragment or entry. */
export function lostPins(action: BuildAction): LostPins[] {
  const named = namedConfigurations(action);
  const inXml = action.operations.flatMap((step) =>
    step.fragments.filter(holdsPins).flatMap((fragment) => lostFragment(step, fragment, named) ?? []),
  );
  const inPlists = plistEntries(action).flatMap(({ step, entry }) => lostEntry(step, entry));
  return [...inXml, ...inPlists];
}

/** The pins of a property list that stand outside the keys under which they are read; outermost places only. */
export function misplacedPins(root: Node, path: readonly string[] = []): LostPins[] {
  return membersOf(root).flatMap((place) => {
    const key = place.key.value;
    const home = HOMES.get(key);
    if (home && !isHome(home, path)) return [{ span: place.key.inner, clause: outside(key, home) }];
    return place.value && path.length < 8 ? misplacedPins(place.value, [...path, key]) : [];
  });
}

/** The keys that hold pins, with the keys above each; `*` is a host. */
const HOMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['TSKPinnedDomains', ['TSKConfiguration']],
  ['TSKPublicKeyHashes', ['TSKConfiguration', 'TSKPinnedDomains', '*']],
  ['NSPinnedDomains', ['NSAppTransportSecurity']],
]);

function isHome(home: readonly string[], path: readonly string[]): boolean {
  return home.length === path.length && home.every((name, index) => name === '*' || name === path[index]);
}

function outside(key: string, home: readonly string[]): string {
  const place = home.map((name) => (name === '*' ? l10n.t('a host') : `\`${name}\``)).join(' › ');
  return l10n.t('iOS reads `{0}` only under {1}', key, place);
}

function lostEntry({ node }: Operation, entry: Node): LostPins[] {
  const misplaced = misplacedPins(entry);
  const file = valueAt(node, 'file');
  const elsewhere = file?.type === 'string' && !isOpen(file.value) && !isInfo(file.value);
  if (!elsewhere || (misplaced.length === 0 && !holdsIosPins(entry))) return misplaced;
  return [
    { span: file.inner, clause: l10n.t('iOS reads pins from `Info.plist`, not from `{0}`', file.value) },
  ];
}

/** `Info.plist`, also with the name of a target before it; Firebase's file only looks like one. */
function isInfo(file: string): boolean {
  return /(?:^|[/\\-])Info\.plist$/.test(file) && !/GoogleService-Info\.plist$/.test(file);
}

function holdsIosPins(entry: Node): boolean {
  const domains = valueAt(entry, 'NSAppTransportSecurity', 'NSPinnedDomains');
  return member(entry, 'TSKConfiguration') !== undefined || domains !== undefined;
}

function lostFragment(step: Operation, fragment: Fragment, named: ReadonlySet<string>): LostPins | undefined {
  if (step.platform === 'ios') {
    return {
      span: step.nameSpan,
      clause: l10n.t('this is a configuration of Android, and iOS reads none of it'),
    };
  }
  return wrongFile(step, named) ?? wrongTarget(step, fragment);
}

function wrongFile({ node, name }: Operation, named: ReadonlySet<string>): LostPins | undefined {
  const place = placeOf(node);
  if (!place || isOpen(place.value.value)) return undefined;
  const path = place.value.value.replace(/\\/g, '/').replace(/^(?:\.?\/)+/, '');
  const below = name === 'res' ? `xml/${path}` : belowRes(place.key.value, path);
  const file = /^xml\/([^/]+)\.xml$/.exec(below)?.[1];
  if (name !== 'manifest' && (below === NSC_FILE || (file && named.has(file)))) return undefined;
  const clause = l10n.t(
    'Android reads `{0}`, and no `manifest` step here names `{1}` as its `networkSecurityConfig`',
    NSC_FILE,
    place.value.value,
  );
  return { span: place.value.inner, clause };
}

/** A `resFile` lies below `res` as it stands, a `file` where its path leads through such a folder. */
function belowRes(key: string, path: string): string {
  return key === 'resFile' ? path : (/(?:^|\/)res\/(.*)$/.exec(path)?.[1] ?? path);
}

function placeOf(node: Node): (Member & { value: StringNode }) | undefined {
  const place = member(node, 'resFile') ?? member(node, 'file');
  return place?.value?.type === 'string' ? { ...place, value: place.value } : undefined;
}

/** The configurations that a step names in the manifest, without folder and ending. */
function namedConfigurations({ operations }: BuildAction): Set<string> {
  const named = new Set<string>();
  for (const { platform, name, node, fragments } of operations) {
    if (platform !== 'android' || !['manifest', 'xml'].includes(name)) continue;
    const attrs = membersOf(valueAt(node, 'attrs')).flatMap(({ key, value }) =>
      value?.type === 'string' ? [{ name: key.value, value: value.value }] : [],
    );
    const written = fragments.flatMap(({ document }) => attributesIn(document.roots));
    for (const { name: attribute, value } of [...attrs, ...written]) {
      const file = /^@xml\/(.+)$/.exec(value)?.[1];
      if (file && /(?:^|:)networkSecurityConfig$/.test(attribute)) named.add(file);
    }
  }
  return named;
}

function attributesIn(roots: readonly XmlElement[]): { name: string; value: string }[] {
  return roots.flatMap((element) => [...element.attributes, ...attributesIn(elements(element))]);
}

/** The target of a fragment, compared with the elements that can hold its root. */
function wrongTarget({ node }: Operation, { key, document }: Fragment): LostPins | undefined {
  const target = valueAt(node, 'target');
  const root = document.roots[0]?.name ?? '';
  if (target?.type !== 'string' || isOpen(target.value)) return undefined;
  const path = readElementPath(target.value);
  if (!path) return undefined;
  const last = path.names.at(-1) ?? '';
  const wanted = key === 'inject' ? (PARENTS.get(root) ?? []) : [root];
  if (!wanted.includes(last)) return { span: target.inner, clause: targetClause(key, root, wanted) };
  const lost = path.names.find((name, index) => !follows(name, path.names[index - 1], path.anywhere));
  return lost === undefined
    ? undefined
    : {
        span: target.inner,
        clause: l10n.t('`{0}` matches nothing: no `{1}` stands there', target.value, lost),
      };
}

function targetClause(key: Fragment['key'], root: string, wanted: readonly string[]): string {
  if (wanted.length === 0)
    return l10n.t('`<{0}>` is the whole configuration and can be put into no element', root);
  const names = wanted
    .map((name) => `\`${name}\``)
    .reduce((before, name) => l10n.t('{0} or {1}', before, name));
  return key === 'inject'
    ? l10n.t('`<{0}>` is read inside {1} only', root, names)
    : l10n.t("`{0}` wants a target of the fragment's own name, {1}", key, names);
}

/** Says whether an element of a network security configuration stands in another, or at its top. */
function follows(name: string, parent: string | undefined, anywhere: boolean): boolean {
  if (parent === undefined) return anywhere || name === 'network-security-config';
  return PARENTS.get(name)?.includes(parent) ?? false;
}

function holdsPins({ document }: Fragment): boolean {
  return document.roots.some(hasPin);
}

function hasPin(element: XmlElement): boolean {
  return element.name === 'pin' || elements(element).some(hasPin);
}
