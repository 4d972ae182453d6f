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

/** A text that holds none of these is none of ours by its content; a backslash may spell any of them in JSON. */
const MARKS: readonly string[] = [
  'hosts',
  'Configurations',
  'preferences',
  'plugin',
  'platforms',
  'BypassOSDomainsValidation',
  'network-security-config',
  'TSKConfiguration',
  'NSPinnedDomains',
  '\\u',
];

/** Says whether a text can be ours by its content, from the words that it holds: a quick look before it is parsed. */
export function mayBeOurs(holds: (word: string) => boolean): boolean {
  return MARKS.some(holds);
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
  const start = rootStart(text);
  const root = /^<([A-Za-z][\w.:-]*)/.exec(text.slice(start, start + 100))?.[1];
  if (root === 'network-security-config') return 'android-nsc';
  return root === 'plist' && hasPinKey(text) ? 'ios-plist' : undefined;
}

/** Where the root element begins: behind blanks, declarations, comments and a document type without a subset. */
function rootStart(text: string): number {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text[at] ?? 'x')) at++;
    const end = text.startsWith('<!--', at)
      ? after(text, '-->', at + 4)
      : text.startsWith('<?', at)
        ? after(text, '?>', at + 2)
        : text.startsWith('<!DOCTYPE', at)
          ? after(text, '>', at)
          : undefined;
    if (end === undefined) return at;
    at = end;
  }
}

/** The offset behind the next occurrence of a piece, or the end of the text. */
function after(text: string, piece: string, from: number): number {
  const found = text.indexOf(piece, from);
  return found < 0 ? text.length : found + piece.length;
}

/** True where a key that carries pins stands outside comments. */
function hasPinKey(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    const comment = text.indexOf('<!--', at);
    const stop = comment < 0 ? text.length : comment;
    if (/<key>\s{0,1000}(?:TSKConfiguration|NSPinnedDomains)\s{0,1000}<\/key>/.test(text.slice(at, stop)))
      return true;
    at = comment < 0 ? stop : after(text, '-->', comment + 4);
  }
  return false;
}
