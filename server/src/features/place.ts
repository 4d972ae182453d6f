import { type Span, span, touches } from '../core/span';
import type { ArrayNode, Member, Node, ObjectNode, StringNode } from '../core/tree';
import type { Path } from '../model/key-note';

/** Where a cursor stands in a tree of JSON or YAML. */
export type Place = KeyPlace | ValuePlace;

/** In a key, or where a further one can be written. */
export interface KeyPlace {
  readonly at: 'key';
  /** The way to the object that holds the key. */
  readonly path: Path;
  readonly object: ObjectNode | undefined;
  /** The member whose key this is; absent between members. */
  readonly member: Member | undefined;
  /** What a key that is chosen here replaces, quotes included. */
  readonly replace: Span;
  readonly yaml: boolean;
}

/** In a value, or where one is missing. */
export interface ValuePlace {
  readonly at: 'value';
  /** The way to the value. */
  readonly path: Path;
  readonly node: Node | undefined;
  /** What a value that is chosen here replaces, quotes included. */
  readonly replace: Span;
  readonly yaml: boolean;
}

/** Finds the place of an offset; nothing where neither key nor value can stand. */
export function placeAt(text: string, root: Node | undefined, offset: number): Place | undefined {
  if (!root || offset < root.span.start) return undefined;
  return inNode({ text, offset }, root, []);
}

interface Looking {
  readonly text: string;
  readonly offset: number;
}

function inNode(looking: Looking, node: Node, path: Path): Place | undefined {
  if (node.type === 'object') return inObject(looking, node, path);
  if (node.type === 'array') return inArray(looking, node, path);
  const yaml = node.type === 'string' && isYaml(node);
  return { at: 'value', path, node, replace: replaced(looking, node.span, yaml), yaml };
}

function inObject(looking: Looking, object: ObjectNode, path: Path): Place | undefined {
  const { text, offset } = looking;
  const member = object.members.findLast(({ key }) => key.span.start <= offset);
  const yaml = object.members.some(({ key }) => isYaml(key));
  if (!member || behind(looking, member)) {
    return yaml ? undefined : { at: 'key', path, object, member: undefined, replace: empty(offset), yaml };
  }
  const { key, value } = member;
  const inner = [...path, key.value];
  if (touches(key.span, offset)) {
    return { at: 'key', path, object, member, replace: replaced(looking, key.span, yaml), yaml };
  }
  if (value && offset >= value.span.start) return inNode(looking, value, inner);
  if (!text.slice(key.span.end, offset).includes(':')) return undefined;
  return value ? undefined : { at: 'value', path: inner, node: undefined, replace: empty(offset), yaml };
}

function inArray(looking: Looking, array: ArrayNode, path: Path): Place | undefined {
  const index = array.items.findLastIndex((item) => item.span.start <= looking.offset);
  const item = array.items[index];
  if (item && holds(looking, item)) return inNode(looking, item, [...path, index]);
  const yaml = array.items.some((other) => other.type === 'string' && isYaml(other));
  if (yaml || array.flow === false) return undefined;
  return { at: 'value', path: [...path, index + 1], node: undefined, replace: empty(looking.offset), yaml };
}

/** True where the cursor is past a member: its value ended, or a comma did. */
function behind(looking: Looking, { key, value }: Member): boolean {
  if (value) return looking.offset > value.span.start && !holds(looking, value);
  return looking.text.slice(key.span.end, looking.offset).includes(',');
}

/** A container that was never closed goes on to the cursor; a single value is left with its last character. */
function holds({ text, offset }: Looking, node: Node): boolean {
  const { start, end } = node.span;
  if (node.type !== 'object' && node.type !== 'array') return touches(node.span, offset);
  const closed = text[end - 1] === (node.type === 'object' ? '}' : ']') && end - start > 1;
  return start < offset && (closed ? offset < end : true);
}

/** A string that was never closed swallows what follows: only the part before the cursor is replaced. */
function replaced({ text, offset }: Looking, { start, end }: Span, yaml: boolean): Span {
  const quote = text[start];
  const open = !yaml && quote === '"' && (end - start < 2 || text[end - 1] !== '"');
  return open ? span(start, Math.max(offset, start)) : span(start, end);
}

function isYaml({ style }: StringNode): boolean {
  return style !== undefined && style !== 'json';
}

function empty(offset: number): Span {
  return span(offset, offset);
}
