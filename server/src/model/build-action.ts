import type { Span } from '../core/span';
import { itemsOf, type Member, member, membersOf, type Node, type StringNode, valueAt } from '../core/tree';
import type { XmlDocument } from '../core/xml-tree';
import { operationGrammar, PLATFORMS, type Platform } from './build-action-grammar';

/** A Capacitor build action: its variables and what it does, in the order of the text. */
export interface BuildAction {
  readonly variables: readonly Member[];
  /** The operations as they are named; each holds one step or several. */
  readonly blocks: readonly Block[];
  readonly operations: readonly Operation[];
  /** Operations that the engine does not know and skips. */
  readonly unknown: readonly UnknownOperation[];
}

/** A known operation's name with what stands there. */
export interface Block {
  readonly platform: Platform;
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Node;
  /** The keys that lead to it: `platforms.android.xml`. */
  readonly path: string;
}

/** One step of a build action: an item of an operation's list, or the operation itself where it takes no list. */
export interface Operation {
  readonly platform: Platform;
  /** The operation's name: `xml`, `manifest`, `plist`, … */
  readonly name: string;
  readonly nameSpan: Span;
  readonly node: Node;
  /** The keys that lead to it: `platforms.android.xml[0]`. */
  readonly path: string;
  /** False for an operation that stands without a list. */
  readonly listed: boolean;
  /** The text of its `condition`; steps with different ones may never run together. */
  readonly condition: string | undefined;
  /** The XML fragments that it holds, with the key they stand under. */
  readonly fragments: readonly Fragment[];
}

/** A string of XML inside an operation. */
export interface Fragment {
  readonly key: 'inject' | 'merge' | 'replace' | 'text';
  readonly node: StringNode;
  readonly document: XmlDocument;
}

/** A name where an operation, or a platform, should stand. */
export interface UnknownOperation {
  /** Nothing where the name stands among the platforms. */
  readonly platform: Platform | undefined;
  readonly name: string;
  readonly span: Span;
}

const FRAGMENT_KEYS = ['inject', 'merge', 'replace'] as const;

/** The keys of a step whose strings are XML: of `xml` and `manifest`, and of a `res` that creates a file in `res/xml`. */
function fragmentKeys(name: string, step: Node): readonly Fragment['key'][] {
  if (name === 'xml' || name === 'manifest') return FRAGMENT_KEYS;
  const folder = name === 'res' ? valueAt(step, 'path') : undefined;
  return folder?.type === 'string' && folder.value === 'xml' ? ['text'] : [];
}

/** Reads a build action; `parse` reads a string as XML. */
export function readBuildAction(
  root: Node | undefined,
  parse: (node: StringNode) => XmlDocument | undefined,
): BuildAction {
  const blocks: Block[] = [];
  const unknown: UnknownOperation[] = [];
  for (const { key, value } of membersOf(valueAt(root, 'platforms'))) {
    const platform = PLATFORMS.find((name) => name === key.value);
    if (platform) readBlocks({ platform, blocks, unknown }, value, `platforms.${platform}`, 0);
    else unknown.push({ platform, name: key.value, span: key.inner });
  }
  const operations = blocks.flatMap((block) => readSteps(block, parse));
  return { variables: membersOf(valueAt(root, 'variables')), blocks, operations, unknown };
}

/** What a build action writes into property lists, each entry by itself. */
export function plistEntries({
  operations,
}: BuildAction): { readonly step: Operation; readonly entry: Node }[] {
  return operations.flatMap((step) => {
    const entries = step.name === 'plist' ? itemsOf(valueAt(step.node, 'entries')) : [];
    return entries.map((entry) => ({ step, entry }));
  });
}

interface Reading {
  readonly platform: Platform;
  readonly blocks: Block[];
  readonly unknown: UnknownOperation[];
}

/** `targets` and `builds` hold named groups of further operations. */
function readBlocks(reading: Reading, node: Node | undefined, path: string, depth: number): void {
  const { platform } = reading;
  for (const { key, value } of membersOf(node)) {
    const name = key.value;
    const grammar = operationGrammar(platform, name);
    if (!grammar) {
      reading.unknown.push({ platform, name, span: key.inner });
      continue;
    }
    if (!value) continue;
    reading.blocks.push({ platform, name, nameSpan: key.inner, value, path: `${path}.${name}` });
    if (grammar.form !== 'groups' || depth >= 4) continue;
    for (const group of membersOf(value)) {
      readBlocks(reading, group.value, `${path}.${name}.${group.key.value}`, depth + 1);
    }
  }
}

function readSteps(block: Block, parse: (node: StringNode) => XmlDocument | undefined): Operation[] {
  const { platform, name, nameSpan, value, path } = block;
  if (operationGrammar(platform, name)?.form === 'groups') return [];
  const listed = value.type === 'array';
  return (listed ? value.items : [value]).map((node, index) => {
    const condition = valueAt(node, 'condition');
    return {
      platform,
      name,
      nameSpan,
      node,
      path: listed ? `${path}[${index}]` : path,
      listed,
      condition: condition?.type === 'string' ? condition.value : undefined,
      fragments: fragments(node, fragmentKeys(name, node), parse),
    };
  });
}

function fragments(
  item: Node,
  keys: readonly Fragment['key'][],
  parse: (node: StringNode) => XmlDocument | undefined,
): Fragment[] {
  return keys.flatMap((key) => {
    const value = member(item, key)?.value;
    const nodes = value?.type === 'array' ? value.items : [value];
    return nodes.flatMap((node) => {
      const document = node?.type === 'string' ? parse(node) : undefined;
      return node?.type === 'string' && document ? [{ key, node, document }] : [];
    });
  });
}
