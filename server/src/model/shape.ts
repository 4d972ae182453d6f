import type { Edit } from '../core/finding';
import * as l10n from '../core/l10n';
import { nearest } from '../core/near';
import type { Span } from '../core/span';
import { type ArrayNode, member, type Node, type ObjectNode, type StringNode, typeName } from '../core/tree';
import { either } from '../core/words';
import { lacks, mustBe, mustBeFilled, named } from './fault-sentences';

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
  /** The only strings that are known. */
  readonly values?: readonly string[];
  /** Strings that some page of the documentation allows and the reference does not: worth a word, no more. */
  readonly disputed?: readonly string[];
  /** What a string must look like. */
  readonly pattern?: Pattern;
  /** The build service's code for a string outside `values` or `pattern`. */
  readonly valueCode?: string;
}

/** The form of a string. */
export interface Pattern {
  readonly form: RegExp;
  /** The form in words that follow "must be". */
  readonly words: () => string;
  /** The string of this form that another one most likely means. */
  readonly near?: (value: string) => string | undefined;
}

/** One departure from a shape. */
export interface ShapeFault {
  readonly kind: 'unknown' | 'missing' | 'type' | 'value';
  /** True where the build is known to refuse it. */
  readonly refused: boolean;
  readonly span: Span;
  /** The path of keys to the value or the object concerned: `preferences.global[0]`; empty for the whole. */
  readonly path: string;
  /** What is wrong, as a sentence that names the path. */
  readonly message: string;
  readonly code: string | undefined;
  /** What comes of it, as a sentence, where it is not the build that minds. */
  readonly effect?: string;
  /** A mend that is certain, with its title. */
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] };
}

/**
 * Compares a tree with a shape; every departure is one fault, in the order of the text.
 *
 * @param from the path of keys that leads to the tree, if it does not stand for itself.
 */
export function checkShape(text: string, node: Node | undefined, shape: Shape, from = ''): ShapeFault[] {
  const faults: ShapeFault[] = [];
  const trail: Trail = from === '' ? undefined : { step: from, up: undefined };
  if (node) checkNode({ text, faults }, node, shape, trail);
  return faults;
}

/** The way from the root to a value, innermost step first; written out only for a fault. */
type Trail = { readonly step: string | number; readonly up: Trail } | undefined;

function written(trail: Trail): string {
  if (!trail) return '';
  const before = written(trail.up);
  if (typeof trail.step === 'number') return `${before}[${trail.step}]`;
  return before ? `${before}.${trail.step}` : trail.step;
}

interface Checking {
  readonly text: string;
  readonly faults: ShapeFault[];
}

function checkNode(checking: Checking, node: Node, shape: Shape, path: Trail): void {
  if (shape.type === 'any') return;
  if (!fits(node, shape)) {
    checking.faults.push(typeFault(checking.text, node, shape, path));
    return;
  }
  if (shape.type === 'object' && node.type === 'object') checkObject(checking, node, shape, path);
  if (shape.type === 'array' && node.type === 'array') checkArray(checking, node, shape, path);
  if (refusesValue(node, shape)) checking.faults.push(valueFault(node, shape, path));
}

/** Says whether a string is outside the values or the form of its shape. */
function refusesValue(node: Node, shape: Shape): node is StringNode {
  if (node.type !== 'string' || !('values' in shape || 'pattern' in shape)) return false;
  const { values, pattern } = shape;
  const known = (values?.includes(node.value) ?? true) && (pattern?.form.test(node.value) ?? true);
  return !known && !standsForAny(node.value);
}

/** A `$reference` or a documentation `<template>` may stand for any single value. */
function fits(node: Node, shape: Shape): boolean {
  if (shape.type === 'any' || node.type === shape.type) return true;
  if (shape.type === 'object' || shape.type === 'array') return false;
  if (node.type === 'reference') return true;
  if (node.type === 'string' && standsForAny(node.value)) return true;
  return (
    shape.type === 'scalar' && (node.type === 'string' || node.type === 'number' || node.type === 'boolean')
  );
}

/** True for a `$reference`, and for a `<template>` or `{template}` as documentation writes them. */
export function standsForAny(value: string): boolean {
  return /^(?:\$[A-Za-z]+\.|<[^>]*>$|\{[^}]*\}$)/.test(value);
}

/** Values that fit and have nothing inside need no trail of their own. */
function checkMember(checking: Checking, node: Node, shape: Shape, step: string | number, up: Trail): void {
  const leaf = node.type !== 'object' && node.type !== 'array';
  if (!leaf || !fits(node, shape) || refusesValue(node, shape)) {
    checkNode(checking, node, shape, { step, up });
  }
}

function checkObject(checking: Checking, node: ObjectNode, shape: ObjectShape, path: Trail): void {
  let absent: readonly string[] | undefined;
  for (const { key, value } of node.members) {
    const known = Object.hasOwn(shape.members, key.value) ? shape.members[key.value] : undefined;
    if (!known && !shape.others) {
      absent ??= absentKeys(node, shape);
      checkUnknown(checking, key, shape, absent, path);
    }
    const inner = known ?? shape.others;
    if (inner && value) checkMember(checking, value, inner, key.value, path);
  }
  for (const name of shape.required ?? []) {
    if (!member(node, name)) checking.faults.push(missingFault(node, name, shape, path));
  }
}

function absentKeys(node: ObjectNode, shape: ObjectShape): string[] {
  const present = new Set(node.members.map(({ key }) => key.value));
  return Object.keys(shape.members).filter((name) => !present.has(name));
}

function checkUnknown(
  checking: Checking,
  key: { value: string; span: Span; inner: Span },
  shape: ObjectShape,
  absent: readonly string[],
  path: Trail,
): void {
  if (shape.unknown === 'free') return;
  const near = nearest(key.value, absent);
  if (shape.unknown === 'near-miss' && !near) return;
  const place = written(path);
  const fix = near && { title: l10n.t('Rename to `{0}`', near), edits: [{ span: key.inner, text: near }] };
  checking.faults.push({
    kind: 'unknown',
    refused: shape.unknown === 'reject',
    span: key.inner,
    path: place,
    message: near
      ? l10n.t('{0} has no key `{1}`; `{2}` is meant.', named(place), short(key.value), near)
      : l10n.t('{0} has no key `{1}`: it knows {2}.', named(place), short(key.value), list(shape)),
    code: shape.unknownCode,
    ...(fix ? { fix } : {}),
  });
}

function missingFault(node: ObjectNode, name: string, shape: ObjectShape, path: Trail): ShapeFault {
  const { start } = node.span;
  const place = written(path);
  return {
    kind: 'missing',
    refused: true,
    span: { start, end: start + 1 },
    path: place,
    message: lacks(place, `\`${name}\``),
    code: shape.missingCode,
  };
}

function checkArray(checking: Checking, node: ArrayNode, shape: ArrayShape, path: Trail): void {
  if (shape.filled && node.items.length === 0) {
    const place = written(path);
    const fault = { kind: 'type', refused: true, span: node.span, path: place } as const;
    checking.faults.push({ ...fault, message: mustBeFilled(place), code: shape.typeCode });
  }
  node.items.forEach((item, index) => {
    checkMember(checking, item, shape.items, index, path);
  });
}

function typeFault(
  text: string,
  node: Node,
  shape: Exclude<Shape, { type: 'any' }>,
  path: Trail,
): ShapeFault {
  const fix = rewrap(text, node, shape);
  const place = written(path);
  return {
    kind: 'type',
    refused: true,
    span: node.span,
    path: place,
    message: mustBe(place, wanted(shape), typeName(node)),
    code: shape.typeCode,
    ...(fix ? { fix } : {}),
  };
}

function valueFault(node: StringNode, shape: Shape, path: Trail): ShapeFault {
  const { values = [], disputed = [], pattern, valueCode } = shape as ScalarShape;
  const near = pattern ? pattern.near?.(node.value) : nearest(node.value, values);
  const allowed = pattern?.words() ?? oneOf(values);
  const place = written(path);
  const fix = near && { title: l10n.t('Write `{0}`', near), edits: [{ span: node.inner, text: near }] };
  return {
    kind: 'value',
    refused: !disputed.includes(node.value),
    span: node.inner.end > node.inner.start ? node.inner : node.span,
    path: place,
    message: mustBe(place, allowed, `\`${short(node.value)}\``),
    code: valueCode,
    ...(fix ? { fix } : {}),
  };
}

/** A choice in words: "`a`, `b` or `c`". */
export function oneOf(values: readonly string[]): string {
  return either(values.map((value) => `\`${value}\``));
}

/** A single value where a list of such is wanted, or the other way round, can be mended in one way only. */
function rewrap(text: string, node: Node, shape: Shape): ShapeFault['fix'] {
  const { start, end } = node.span;
  if (shape.type === 'array' && node.type === 'string' && shape.items.type === 'string') {
    const edits = [
      { span: { start, end: start }, text: '[' },
      { span: { start: end, end }, text: ']' },
    ];
    return { title: l10n.t('Put the value into a list'), edits };
  }
  const only =
    shape.type === 'string' && node.type === 'array' && node.items.length === 1 ? node.items[0] : undefined;
  if (only?.type !== 'string') return undefined;
  const edits = [{ span: node.span, text: text.slice(only.span.start, only.span.end) }];
  return { title: l10n.t('Take the value out of its list'), edits };
}

function wanted({ type }: Exclude<Shape, { type: 'any' }>): string {
  return type === 'scalar' ? l10n.t('a string, a number or a truth value') : typeName({ type });
}

function list(shape: ObjectShape): string {
  return Object.keys(shape.members)
    .map((name) => `\`${name}\``)
    .join(', ');
}

/** A text as messages quote it: cut off where it is long. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
