import * as l10n from '../core/l10n';
import type { Span } from '../core/span';
import {
  type Member,
  member,
  membersOf,
  type Node,
  type ObjectNode,
  type StringNode,
  typeName,
  valueAt,
} from '../core/tree';
import type { XmlDocument } from '../core/xml-tree';
import type { Block, BuildAction, Operation } from './build-action';
import {
  type OperationGrammar,
  operationGrammar,
  PLATFORMS,
  VARIABLE_TYPES,
  type Way,
} from './build-action-grammar';
import { conditionFault } from './condition';
import { lacks, mustBe, named } from './fault-sentences';
import { checkShape, oneOf, type ShapeFault, short } from './shape';

/** One place where a build action is not what the engine can carry out. */
export interface ActionFault {
  readonly span: Span;
  /** The keys that lead to the place: `platforms.android.xml[0].inject`; empty for the file. */
  readonly path: string;
  /** What is wrong, as a sentence that names the path. */
  readonly message: string;
}

/** What is wrong with a build action's build, and which keys nearly are one that the reference knows. */
export interface ActionCheck {
  readonly faults: readonly ActionFault[];
  readonly nearMisses: readonly ShapeFault[];
}

/** Compares a build action with its grammar, its conditions and fragments included. */
export function checkBuildAction(text: string, root: Node | undefined, action: BuildAction): ActionCheck {
  const checking: Checking = { text, faults: [], nearMisses: [] };
  if (!root) return checking;
  if (checkRoot(checking, root)) {
    for (const block of action.blocks) checkBlock(checking, block);
    for (const step of action.operations) checkStep(checking, step);
  }
  return checking;
}

interface Checking {
  readonly text: string;
  readonly faults: ActionFault[];
  readonly nearMisses: ShapeFault[];
}

function complain({ faults }: Checking, span: Span, path: string, message: string): void {
  faults.push({ span, path, message });
}

function complainType(checking: Checking, node: Node, path: string, wanted: string): void {
  complain(checking, node.span, path, mustBe(path, wanted, typeName(node)));
}

/** Everything above the operations; false where there is nothing below it. */
function checkRoot(checking: Checking, root: Node): boolean {
  if (root.type !== 'object') {
    complainType(checking, root, '', l10n.t('an object'));
    return false;
  }
  const platforms = valueAt(root, 'platforms');
  if (!member(root, 'platforms')) complain(checking, opening(root), '', lacks('', '`platforms`'));
  for (const key of ['variables', 'platforms']) checkSection(checking, valueAt(root, key), key);
  for (const platform of PLATFORMS) {
    checkSection(checking, valueAt(platforms, platform), `platforms.${platform}`);
  }
  for (const variable of membersOf(valueAt(root, 'variables'))) checkVariable(checking, variable);
  return true;
}

/** A section may be left empty, as a key of YAML without anything behind it is. */
function checkSection(checking: Checking, node: Node | undefined, path: string): void {
  if (!node || node.type === 'object' || node.type === 'null') return;
  complainType(checking, node, path, l10n.t('an object'));
}

function checkVariable(checking: Checking, { key, value }: Member): void {
  const path = `variables.${key.value}`;
  checkSection(checking, value, path);
  const type = valueAt(value, 'type');
  if (!type || (type.type === 'string' && (VARIABLE_TYPES as readonly string[]).includes(type.value))) return;
  const found = type.type === 'string' ? `\`${short(type.value)}\`` : typeName(type);
  complain(checking, type.span, `${path}.type`, mustBe(`${path}.type`, oneOf(VARIABLE_TYPES), found));
}

/** The value of an operation as a whole; its steps are looked at one by one. */
function checkBlock(checking: Checking, { platform, name, value, path }: Block): void {
  const grammar = operationGrammar(platform, name);
  if (!grammar || isVariable(value)) return;
  if (grammar.form === 'groups') {
    checkSection(checking, value, path);
    for (const { key, value: group } of membersOf(value))
      checkSection(checking, group, `${path}.${key.value}`);
    return;
  }
  if (!takes(grammar, value)) complainType(checking, value, path, wantedBy(grammar));
}

function wantedBy({ form }: OperationGrammar): string {
  if (form === 'list') return l10n.t('a list of steps');
  return form === 'object' ? l10n.t('an object') : l10n.t('a string');
}

function takes({ form }: OperationGrammar, { type }: Node): boolean {
  if (form === 'list') return type === 'array';
  return form === 'object' ? type === 'object' : type !== 'object' && type !== 'array' && type !== 'null';
}

function checkStep(checking: Checking, step: Operation): void {
  const grammar = operationGrammar(step.platform, step.name);
  const { node, path } = step;
  if (!grammar?.step || isVariable(node) || (grammar.nameAlone && node.type === 'string')) return;
  if ((grammar.form === 'list') !== step.listed) return;
  if (node.type !== 'object') {
    if (step.listed) complainType(checking, node, path, l10n.t('an object'));
    return;
  }
  checkKeys(checking, step, grammar.step);
  checkWay(checking, node, path, grammar.ways);
  if (grammar.conditional) checkCondition(checking, node, path);
  checkFragments(checking, step);
}

/** Types of the keys that stand; a variable may stand for a value of any type. */
function checkKeys(
  checking: Checking,
  { node, path }: Operation,
  shape: NonNullable<OperationGrammar['step']>,
): void {
  for (const fault of checkShape(checking.text, node, shape, path)) {
    if (fault.kind === 'unknown') checking.nearMisses.push(fault);
    else if (!/^["']?\$\w+["']?$/.test(checking.text.slice(fault.span.start, fault.span.end))) {
      complain(checking, fault.span, fault.path, fault.message);
    }
  }
}

/** At least one way of writing the step must be whole; the one that comes nearest says what is missing. */
function checkWay(checking: Checking, node: ObjectNode, path: string, ways: readonly Way[]): void {
  const missing = ways.map((way) => way.filter((key) => !hasAny(node, key)));
  const least = Math.min(...missing.map(({ length }) => length));
  if (ways.length === 0 || least === 0) return;
  const nearest = missing.filter(({ length }) => length === least);
  const common = (nearest[0] ?? []).filter((key) => nearest.every((way) => way.includes(key)));
  const others = [...new Set(nearest.flat())].filter((key) => !common.includes(key));
  const parts = [
    ...common.map((key) => (typeof key === 'string' ? `\`${key}\`` : oneOf(key))),
    ...(others.length > 0 ? [oneOf(others.flat())] : []),
  ];
  const all = parts.reduce((one, other) => l10n.t('{0} and {1}', one, other));
  complain(checking, opening(node), path, lacks(path, all));
}

function hasAny(node: ObjectNode, key: string | readonly string[]): boolean {
  return (typeof key === 'string' ? [key] : key).some((name) => member(node, name) !== undefined);
}

function checkCondition(checking: Checking, node: ObjectNode, path: string): void {
  const condition = valueAt(node, 'condition');
  if (!condition) return;
  const where = `${path}.condition`;
  if (condition.type !== 'string') {
    complainType(checking, condition, where, l10n.t('a string'));
    return;
  }
  const fault = conditionFault(condition.value);
  if (!fault) return;
  complain(checking, condition.inner, where, l10n.t('{0} is no condition: {1}.', named(where), fault));
}

/** A fragment is one well-formed element; the first fault of each is told. */
function checkFragments(checking: Checking, { fragments, path }: Operation): void {
  for (const { key, node, document } of fragments) {
    if (isVariable(node)) continue;
    const where = `${path}.${key}`;
    const fault = fragmentFault(node, document, named(where));
    if (fault) complain(checking, fault.span ?? node.inner, where, fault.message);
  }
}

function fragmentFault(
  { value }: StringNode,
  { problems: [problem], roots: [first, second] }: XmlDocument,
  place: string,
): { readonly span?: Span | undefined; readonly message: string } | undefined {
  if (/^\s*&lt;/.test(value)) {
    const message = l10n.t(
      '{0} is escaped as if it stood inside other XML: write `<` and `>`, not `&lt;` and `&gt;`.',
      place,
    );
    return { span: problem?.span, message };
  }
  if (problem) {
    const message = l10n.t('{0} is no well-formed XML: {1}.', place, problem.message);
    return { span: problem.span, message };
  }
  if (!first) return { message: l10n.t('{0} holds no XML element.', place) };
  if (!second) return undefined;
  const message = l10n.t('{0} holds more than one XML element: give each a step of its own.', place);
  return { span: second.nameSpan, message };
}

/** True for a text that is nothing but a variable. */
function isVariable(node: Node): boolean {
  return node.type === 'string' && /^\s*\$\w+\s*$/.test(node.value);
}

function opening({ span: { start } }: ObjectNode): Span {
  return { start, end: start + 1 };
}
