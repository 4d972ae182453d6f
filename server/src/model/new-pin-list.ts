import type { Edit } from '../core/finding';
import { span } from '../core/span';
import { type Member, member, type Node, type ObjectNode } from '../core/tree';
import type { Model, PinSet } from './model';

/**
 * The edits that give a host without a list of pins a whole one, in the form of its file. None where something else
 * stands in its place, or where only the person can know which list is meant, as with Apple's two.
 */
export function insertList(model: Model, set: PinSet, pins: readonly string[], blanks: BlanksBefore): Edit[] {
  const entry = set.entry.siblings[set.entry.index];
  if (!entry) return [];
  if (set.engine === 'plugin' && isNode(entry)) return pluginList(model.text, set, entry, pins, blanks);
  if (set.engine === 'trustkit' && isMember(entry))
    return trustKitList(model.text, entry.value, pins, blanks);
  return [];
}

/** The blanks before an element, which the next one repeats. */
type BlanksBefore = (text: string, start: number) => string;

/** Behind the host. */
function pluginList(
  text: string,
  set: PinSet,
  entry: Node,
  pins: readonly string[],
  blanks: BlanksBefore,
): Edit[] {
  const host = set.hosts[0];
  if (!host || member(entry, 'hashes')) return [];
  const end = host.span.end + 1;
  const separator = blanks(text, text.lastIndexOf('"host"', host.span.start));
  return [insert(end, `,${separator}"hashes": ${jsonList(pins)}`)];
}

const KEY = 'TSKPublicKeyHashes';

/** Behind the last key of the host's policy. */
function trustKitList(
  text: string,
  policy: Node | undefined,
  pins: readonly string[],
  blanks: BlanksBefore,
): Edit[] {
  if (policy?.type !== 'object' || member(policy, KEY)) return [];
  const last = policy.members.at(-1);
  if (last && !last.value) return [];
  const { start, end } = policy.span;
  if (text[start] === '{') {
    const written = `"${KEY}": ${jsonList(pins)}`;
    if (!last) return [insert(start + 1, written)];
    return [insert(last.span.end, `,${blanks(text, last.span.start)}${written}`)];
  }
  if (text[start] === '<') {
    const array = `<array>${pins.map((pin) => `<string>${pin}</string>`).join('')}</array>`;
    const separator = last ? blanks(text, last.span.start) : '';
    const written = `${separator}<key>${KEY}</key>${separator}${array}`;
    if (last) return [insert(last.span.end, written)];
    if (text.slice(start, end).endsWith('/>')) {
      return [{ span: policy.span, text: `<dict>${written}</dict>` }];
    }
    return [insert(text.indexOf('>', start) + 1, written)];
  }
  return yamlList(text, policy, pins);
}

/** In a block of YAML, whose keys stand one below the other. */
function yamlList(text: string, { members, span: own }: ObjectNode, pins: readonly string[]): Edit[] {
  const [first] = members;
  // The keys of an alias stand elsewhere, and belong to other hosts too.
  if (!first || first.span.start < own.start || first.span.start >= own.end) return [];
  const line = text.lastIndexOf('\n', first.span.start - 1) + 1;
  const indent = text.slice(line, first.span.start);
  if (!/^ *$/.test(indent)) return [];
  const end = /\r\n/.test(text) ? '\r\n' : '\n';
  const lines = [`${indent}${KEY}:`, ...pins.map((pin) => `${indent}  - ${pin}`)];
  return [insert(line, lines.map((written) => written + end).join(''))];
}

function jsonList(pins: readonly string[]): string {
  return `[${pins.map((pin) => `"${pin}"`).join(', ')}]`;
}

function insert(at: number, text: string): Edit {
  return { span: span(at, at), text };
}

function isNode(entry: object): entry is Node {
  return 'type' in entry;
}

function isMember(entry: object): entry is Member {
  return 'key' in entry && 'value' in entry;
}
