import type { Span } from '../core/span';
import { itemsOf, member, membersOf, type Node, type StringNode, valueAt } from '../core/tree';

/** A Cordova preference as a configuration sets it, in either schema. */
export interface Preference {
  readonly schema: 'legacy' | 'universal';
  readonly platform: 'global' | 'android' | 'ios';
  readonly name: string;
  /** The name where it stands, without quotes. */
  readonly span: Span;
  readonly value: Node | undefined;
  /** The item or the member that sets it, among its siblings, for removing it. */
  readonly siblings: readonly { readonly span: Span }[];
  readonly index: number;
}

/** A reference such as `$resources.X`, quoted or not. */
export interface Reference {
  readonly source: 'resources' | 'extensibilitySettings' | 'images';
  readonly name: string;
  /** The whole reference, without quotes. */
  readonly span: Span;
}

/** Every preference of a configuration, in the order of the text within each section. */
export function readPreferences(root: Node | undefined): Preference[] {
  return [
    ...(['global', 'android', 'ios'] as const).flatMap((platform) =>
      legacy(valueAt(root, 'preferences', platform), platform),
    ),
    ...UNIVERSAL.flatMap((path) => universal(valueAt(root, ...path, 'cordova', 'preferences'))),
  ];
}

/** The sections of the universal schema that may hold `cordova.preferences`; the last one stands in an example only. */
const UNIVERSAL = [['appConfigurations'], ['pluginConfigurations'], ['buildConfigurations']] as const;

function legacy(list: Node | undefined, platform: Preference['platform']): Preference[] {
  const siblings = itemsOf(list);
  return siblings.flatMap((item, index) => {
    const name = member(item, 'name')?.value;
    if (name?.type !== 'string') return [];
    const value = member(item, 'value')?.value;
    return [{ schema: 'legacy', platform, name: name.value, span: name.inner, value, siblings, index }];
  });
}

function universal(section: Node | undefined): Preference[] {
  return (['global', 'android', 'ios'] as const).flatMap((platform) => {
    const siblings = membersOf(platform === 'global' ? section : valueAt(section, platform));
    return siblings.flatMap(({ key, value }, index): Preference[] => {
      const isPlatform = platform === 'global' && (key.value === 'android' || key.value === 'ios');
      if (isPlatform) return [];
      return [{ schema: 'universal', platform, name: key.value, span: key.inner, value, siblings, index }];
    });
  });
}

/** Every reference in a tree, in the order of the text. */
export function readReferences(root: Node | undefined): Reference[] {
  if (root?.type === 'object') return root.members.flatMap(({ value }) => readReferences(value));
  if (root?.type === 'array') return root.items.flatMap(readReferences);
  if (root?.type === 'reference') return reference(root.value, root.span);
  return root?.type === 'string' ? stringReference(root) : [];
}

function stringReference({ value, inner }: StringNode): Reference[] {
  return reference(value, inner);
}

function reference(text: string, span: Span): Reference[] {
  const [, source, name] = /^\$(resources|extensibilitySettings|images)\.(\S+)$/.exec(text) ?? [];
  return source && name ? [{ source: source as Reference['source'], name, span }] : [];
}
