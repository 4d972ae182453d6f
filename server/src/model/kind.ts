import { itemsOf, member, membersOf, type Node, valueAt } from '../core/tree';

/** The kinds of file that Pinwarden reads. */
export const KINDS = ['pinning', 'extensibility', 'build-action', 'android-nsc', 'ios-plist'] as const;

/** One of them. */
export type Kind = (typeof KINDS)[number];

/** The operations of a Capacitor build action, by platform; any one of them makes a file a build action. */
export const OPERATIONS = {
  android: ['appName', 'manifest', 'gradle', 'res', 'json', 'xml', 'copy', 'code', 'tar'],
  ios: [
    'displayName',
    'productName',
    'buildSettings',
    'buildPhases',
    'plist',
    'xcprivacy',
    'entitlements',
    'frameworks',
    'json',
    'xml',
    'copy',
    'tar',
    'strings',
    'xcconfig',
    'code',
    'builds',
    'targets',
  ],
} as const;

const BY_NAME: readonly (readonly [Kind, RegExp])[] = [
  ['pinning', /(?:^|\/)(?:pinning\.json|pinning\/[^/]*\.json)$/i],
  ['extensibility', /(?:^|\/)[^/]*extensibility[^/]*\.jsonc?$/i],
  ['build-action', /(?:^|\/)(?:[^/]*build-action[^/]*|buildAction[^/]*)\.(?:jsonc?|ya?ml)$/i],
  ['android-nsc', /(?:^|\/)network_security_config[^/]*\.xml$/i],
];

/** The kind that a path suggests; separators may be either slash. */
export function kindByName(path: string): Kind | undefined {
  const name = path.replace(/\\/g, '/');
  return BY_NAME.find(([, form]) => form.test(name))?.[0];
}

/** The kind that a parsed JSON or YAML text shows by its own content. */
export function kindByContent(root: Node | undefined): Kind | undefined {
  if (root?.type !== 'object') return undefined;
  if (itemsOf(valueAt(root, 'hosts')).some((item) => member(item, 'host') || member(item, 'hashes')))
    return 'pinning';
  if (isExtensibility(root)) return 'extensibility';
  return isBuildAction(root) ? 'build-action' : undefined;
}

function isExtensibility(root: Node): boolean {
  const has = (node: Node | undefined, keys: readonly string[]) => keys.some((key) => member(node, key));
  return (
    has(root, ['appConfigurations', 'buildConfigurations', 'pluginConfigurations']) ||
    has(valueAt(root, 'preferences'), ['global', 'android', 'ios']) ||
    has(valueAt(root, 'plugin'), ['url', 'identifier', 'resource'])
  );
}

function isBuildAction(root: Node): boolean {
  return (['android', 'ios'] as const).some((platform) => {
    const known: readonly string[] = OPERATIONS[platform];
    return membersOf(valueAt(root, 'platforms', platform)).some(({ key }) => known.includes(key.value));
  });
}

/** True for a text that holds the bypass flag of the 2021 announcement, however little of it is left. */
export function holdsBypassFlag(text: string): boolean {
  return text.includes('"BypassOSDomainsValidation"');
}

/** The kind of an XML text by its root element, and for a property list by the keys that carry pins. */
export function kindOfXml(text: string): Kind | undefined {
  const head = text.slice(0, 100_000).replace(/^\ufeff/, '');
  const root = /^(?:\s|<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*>)*<([A-Za-z][\w.:-]*)/.exec(head)?.[1];
  if (root === 'network-security-config') return 'android-nsc';
  if (root !== 'plist') return undefined;
  const bare = text.replace(/<!--[\s\S]*?-->/g, '');
  return /<key>\s*(?:TSKConfiguration|NSPinnedDomains)\s*<\/key>/.test(bare) ? 'ios-plist' : undefined;
}
