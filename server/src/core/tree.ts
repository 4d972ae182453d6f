import * as l10n from './l10n';
import type { Span } from './span';

/** A parsed value; JSON and YAML read into the same tree. Every node knows where it stands. */
export type Node = ObjectNode | ArrayNode | StringNode | ScalarNode | ReferenceNode;

/** An object with its members in the order of the text; a repeated key stands twice. */
export interface ObjectNode {
  readonly type: 'object';
  readonly span: Span;
  readonly members: readonly Member[];
  /** True when a comment stands directly between the braces: such an object is never "empty". */
  readonly commented: boolean;
}

/** A key and its value; the value is absent when the text stops or is broken before it. */
export interface Member {
  readonly span: Span;
  readonly key: StringNode;
  readonly value: Node | undefined;
}

/** A list of values. */
export interface ArrayNode {
  readonly type: 'array';
  readonly span: Span;
  readonly items: readonly Node[];
  readonly commented: boolean;
  /** True for a list of YAML that stands between brackets. */
  readonly flow?: boolean;
  /** The start tag, where the list is an element of a property list. */
  readonly element?: Span;
}

/** A string; `inner` is the stretch between its quotes, escapes as they stand. */
export interface StringNode {
  readonly type: 'string';
  readonly span: Span;
  readonly inner: Span;
  readonly value: string;
  /** How it is written; JSON when absent. */
  readonly style?: 'json' | 'yaml-plain' | 'yaml-single' | 'yaml-double' | 'yaml-block' | 'xml';
}

/** A number, a truth value or null. */
export interface ScalarNode {
  readonly type: 'number' | 'boolean' | 'null';
  readonly span: Span;
  readonly value: number | boolean | null;
}

/** A reference such as `$resources.X` that stands without quotes. */
export interface ReferenceNode {
  readonly type: 'reference';
  readonly span: Span;
  readonly value: string;
}

/** The last member with a key, as a JSON parser would see it. */
export function member(node: Node | undefined, key: string): Member | undefined {
  if (node?.type !== 'object') return undefined;
  return node.members.findLast((candidate) => candidate.key.value === key);
}

/** The value under a path of keys, or nothing. */
export function valueAt(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  return path.reduce((at, key) => member(at, key)?.value, node);
}

/** The members of an object; none for anything else. */
export function membersOf(node: Node | undefined): readonly Member[] {
  return node?.type === 'object' ? node.members : [];
}

/** The items of an array; none for anything else. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? node.items : [];
}

/** The name of a node's type for messages: "an object", "a string", … */
export function typeName({ type }: Pick<Node, 'type'>): string {
  switch (type) {
    case 'object':
      return l10n.t('an object');
    case 'array':
      return l10n.t('an array');
    case 'string':
      return l10n.t('a string');
    case 'number':
      return l10n.t('a number');
    case 'boolean':
      return l10n.t('a boolean');
    case 'reference':
      return l10n.t('a reference');
    default:
      return 'null';
  }
}
