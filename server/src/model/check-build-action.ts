import type { Span } from '../core/span';
import { type Member, member, membersOf, type Node, type ObjectNode, typeName, valueAt } from '../core/tree';
import type { Block, BuildAction, Operation } from './build-action';
import {
  type OperationGrammar,
  operationGrammar,
  PLATFORMS,
  VARIABLE_TYPES,
  type Way,
} from './build-action-grammar';
import { conditionFault } from './condition';
import { checkShape, oneOf, type ShapeFault } from './shape';

/** One place where a build action is not what the engine can carry out. */
export interface ActionFault {
  readonly span: Span;
  /** The keys that lead to the place: `platforms.android.xml[0].inject`; empty for the file. */
  readonly path: string;
  /** What is wrong, as a clause that goes on from the path. */
  readonly clause: string;
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

function complain({ faults }: Checking, span: Span, path: string, clause: string): void {
  faults.push({ span, path, clause });
}

/** Everything above the operations; false where there is nothing below it. */
function checkRoot(checking: Checking, root: Node): boolean {
  if (root.type !== 'object') {
    complain(checking, root.span, '', `must be an object, not ${typeName(root)}`);
    return false;
  }
  const platforms = valueAt(root, 'platforms');
  if (!member(root, 'platforms')) complain(checking, opening(root), '', 'lacks `platforms`');
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
  complain(checking, node.span, path, `must be an object, not ${typeName(node)}`);
}

function checkVariable(checking: Checking, { key, value }: Member): void {
  const path = `variables.${key.value}`;
  checkSection(checking, value, path);
  const type = valueAt(value, 'type');
  if (!type || (type.type === 'string' && (VARIABLE_TYPES as readonly string[]).includes(type.value))) return;
  complain(checking, type.span, `${path}.type`, `must be ${oneOf(VARIABLE_TYPES)}`);
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
  const wanted = { text: 'a string', object: 'an object', list: 'a list of steps' }[grammar.form];
  if (!takes(grammar, value))
    complain(checking, value.span, path, `must be ${wanted}, not ${typeName(value)}`);
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
    if (step.listed) complain(checking, node.span, path, `must be an object, not ${typeName(node)}`);
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
  for (const fault of checkShape(checking.text, node, shape)) {
    const where = fault.path ? `${path}${fault.path.startsWith('[') ? '' : '.'}${fault.path}` : path;
    if (fault.kind === 'unknown') checking.nearMisses.push({ ...fault, path: where });
    else if (!/^["']?\$\w+["']?$/.test(checking.text.slice(fault.span.start, fault.span.end))) {
      complain(checking, fault.span, where, fault.clause);
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
  complain(checking, opening(node), path, `lacks ${parts.join(' and ')}`);
}

function hasAny(node: ObjectNode, key: string | readonly string[]): boolean {
  return (typeof key === 'string' ? [key] : key).some((name) => member(node, name) !== undefined);
}

function checkCondition(checking: Checking, node: ObjectNode, path: string): void {
  const condition = valueAt(node, 'condition');
  if (!condition) return;
  const clause =
    condition.type === 'string'
      ? conditionFault(condition.value)
      : `must be a string, not ${typeName(condition)}`;
  const span = condition.type === 'string' ? condition.inner : condition.span;
  if (clause) complain(checking, span, `${path}.condition`, clause);
}

const ESCAPED = 'is escaped as if it stood inside other XML: write `<` and `>`, not `&lt;` and `&gt;`';

/** A fragment is one well-formed element; the first fault of each is told. */
function checkFragments(checking: Checking, { fragments, path }: Operation): void {
  for (const { key, node, document } of fragments) {
    if (isVariable(node)) continue;
    const where = `${path}.${key}`;
    const [problem] = document.problems;
    const [first, second] = document.roots;
    if (/^\s*&lt;/.test(node.value)) complain(checking, problem?.span ?? node.inner, where, ESCAPED);
    else if (problem) complain(checking, problem.span, where, `is no well-formed XML: ${problem.message}`);
    else if (!first) complain(checking, node.inner, where, 'holds no XML element');
    else if (second)
      complain(
        checking,
        second.nameSpan,
        where,
        'holds more than one XML element: give each a step of its own',
      );
  }
}

/** True for a text that is nothing but a variable. */
function isVariable(node: Node): boolean {
  return node.type === 'string' && /^\s*\$\w+\s*$/.test(node.value);
}

function opening({ span: { start } }: ObjectNode): Span {
  return { start, end: start + 1 };
}
