import type { Edit } from '../core/finding';
import { nearest } from '../core/near';
import type { Span } from '../core/span';
import { type ArrayNode, type Node, type ObjectNode, typeName } from '../core/tree';

/** What a value must be. `scalar` is a string, number or truth value; `any` is not looked into. */
export type Shape = ObjectShape | ArrayShape | ScalarShape | { readonly type: 'any' };

interface Codes {
  /** The build service's code for a value of another type. */
  readonly typeCode?: string;
}

/** An object: its known members, which of them must stand, and what becomes of others. */
export interface ObjectShape extends Codes {
  readonly type: 'object';
  readonly members: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** The shape of members that are not listed, such as names that users choose. */
  readonly others?: Shape;
  /** `reject`: the build refuses unknown keys; `near-miss`: only a likely typing error is worth a word. */
  readonly unknown: 'reject' | 'near-miss' | 'free';
  readonly unknownCode?: string;
  readonly missingCode?: string;
}

/** A list and what its items must be. */
export interface ArrayShape extends Codes {
  readonly type: 'array';
  readonly items: Shape;
  readonly filled?: boolean;
}

/** A single value; references and `<templates>` pass for any of them. */
export interface ScalarShape extends Codes {
  readonly type: 'string' | 'number' | 'boolean' | 'scalar';
}

/** One departure from a shape. */
export interface ShapeFault {
  readonly kind: 'unknown' | 'missing' | 'type';
  /** True where the build is known to refuse it. */
  readonly refused: boolean;
  readonly span: Span;
  /** The path of keys to the value or the object concerned, for messages: `preferences.global[0]`. */
  readonly path: string;
  /** What is wrong, as a clause that goes on from the path. */
  readonly clause: string;
  readonly code: string | undefined;
  /** A mend that is certain, with its title. */
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] };
}

/** Compares a tree with a shape; every departure is one fault, in the order of the text. */
export function checkShape(text: string, node: Node | undefined, shape: Shape): ShapeFault[] {
  const faults: ShapeFault[] = [];
  if (node) checkNode({ text, faults }, node, shape, '');
  return faults;
}

interface Checking {
  readonly text: string;
  readonly faults: ShapeFault[];
}

function checkNode(checking: Checking, node: Node, shape: Shape, path: string): void {
  if (shape.type === 'any') return;
  if (!fits(node, shape)) {
    checking.faults.push(typeFault(checking.text, node, shape, path));
    return;
  }
  if (shape.type === 'object' && node.type === 'object') checkObject(checking, node, shape, path);
  if (shape.type === 'array' && node.type === 'array') checkArray(checking, node, shape, path);
}

/** A `$reference` or a documentation `<template>` may stand for any single value. */
function fits(node: Node, shape: Shape): boolean {
  if (shape.type === 'any' || node.type === shape.type) return true;
  if (shape.type === 'object' || shape.type === 'array') return false;
  if (node.type === 'reference') return true;
  if (node.type === 'string' && /^(?:\$[A-Za-z]+\.|<[^>]*>$)/.test(node.value)) return true;
  return (
    shape.type === 'scalar' && (node.type === 'string' || node.type === 'number' || node.type === 'boolean')
  );
}

function checkObject(checking: Checking, node: ObjectNode, shape: ObjectShape, path: string): void {
  const present = new Set(node.members.map(({ key }) => key.value));
  const absent = Object.keys(shape.members).filter((name) => !present.has(name));
  for (const { key, value } of node.members) {
    const known = Object.hasOwn(shape.members, key.value) ? shape.members[key.value] : undefined;
    const at = path ? `${path}.${key.value}` : key.value;
    if (!known && !shape.others) checkUnknown(checking, key, shape, absent, path);
    const inner = known ?? shape.others;
    if (inner && value) checkNode(checking, value, inner, at);
  }
  for (const name of shape.required ?? []) {
    if (!present.has(name)) checking.faults.push(missingFault(node, name, shape, path));
  }
}

function checkUnknown(
  checking: Checking,
  key: { value: string; span: Span; inner: Span },
  shape: ObjectShape,
  absent: readonly string[],
  path: string,
): void {
  if (shape.unknown === 'free') return;
  const near = nearest(key.value, absent);
  if (shape.unknown === 'near-miss' && !near) return;
  checking.faults.push({
    kind: 'unknown',
    refused: shape.unknown === 'reject',
    span: key.inner,
    path,
    clause: `has no key \`${short(key.value)}\`${near ? `; \`${near}\` is meant` : `: it knows ${list(shape)}`}`,
    code: shape.unknownCode,
    ...(near ? { fix: { title: `Rename to \`${near}\``, edits: [{ span: key.inner, text: near }] } } : {}),
  });
}

function missingFault(node: ObjectNode, name: string, shape: ObjectShape, path: string): ShapeFault {
  const { start } = node.span;
  return {
    kind: 'missing',
    refused: true,
    span: { start, end: start + 1 },
    path,
    clause: `lacks \`${name}\``,
    code: shape.missingCode,
  };
}

function checkArray(checking: Checking, node: ArrayNode, shape: ArrayShape, path: string): void {
  if (shape.filled && node.items.length === 0) {
    const fault = {
      kind: 'type',
      refused: true,
      span: node.span,
      path,
      clause: 'must not be empty',
    } as const;
    checking.faults.push({ ...fault, code: shape.typeCode });
  }
  node.items.forEach((item, index) => {
    checkNode(checking, item, shape.items, `${path}[${index}]`);
  });
}

function typeFault(
  text: string,
  node: Node,
  shape: Exclude<Shape, { type: 'any' }>,
  path: string,
): ShapeFault {
  const fix = rewrap(text, node, shape);
  const found = node.type === 'reference' ? 'a reference' : typeName(node);
  return {
    kind: 'type',
    refused: true,
    span: node.span,
    path,
    clause: `must be ${wanted(shape)}, not ${found}`,
    code: shape.typeCode,
    ...(fix ? { fix } : {}),
  };
}

/** A single value where a list of such is wanted, or the other way round, can be mended in one way only. */
function rewrap(text: string, node: Node, shape: Shape): ShapeFault['fix'] {
  const { start, end } = node.span;
  if (shape.type === 'array' && node.type === 'string' && shape.items.type === 'string') {
    const edits = [
      { span: { start, end: start }, text: '[' },
      { span: { start: end, end }, text: ']' },
    ];
    return { title: 'Put the value into a list', edits };
  }
  const only =
    shape.type === 'string' && node.type === 'array' && node.items.length === 1 ? node.items[0] : undefined;
  if (only?.type !== 'string') return undefined;
  const edits = [{ span: node.span, text: text.slice(only.span.start, only.span.end) }];
  return { title: 'Take the value out of its list', edits };
}

function wanted(shape: Exclude<Shape, { type: 'any' }>): string {
  if (shape.type === 'object' || shape.type === 'array') return `an ${shape.type}`;
  return shape.type === 'scalar' ? 'a string, a number or a truth value' : `a ${shape.type}`;
}

function list(shape: ObjectShape): string {
  return Object.keys(shape.members)
    .map((name) => `\`${name}\``)
    .join(', ');
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
