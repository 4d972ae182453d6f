import * as l10n from '../../core/l10n';
import { nearest } from '../../core/near';
import type { Span } from '../../core/span';
import { innerText } from '../../core/text-map';
import { member, type Node, valueAt } from '../../core/tree';
import type { Rule } from '../rule';

/** A variable as the engine finds it, of two characters at least; `${NAME}` and `$(NAME)` are left to Xcode and Gradle. */
const VARIABLE = /\$(\w{2,})/g;

/** So many names are compared with so many others, to tell what is meant; no build action has more. */
const MAX_COMPARED = 200;

export const undeclaredVariable: Rule = {
  id: 'undeclared-variable',
  severity: 'warning',
  summary: 'A `$NAME` that the build action does not declare: the build puts nothing in its place',
  citation: 'https://github.com/ionic-team/trapeze/blob/main/packages/configure/src/ctx.ts',
  part: 'buildAction',
  *check(model) {
    if (!model.buildAction) return;
    const declared = model.buildAction.variables.map(({ key }) => key.value);
    const known = new Set(declared);
    const seen = new Set<number>();
    const names = declared.slice(0, MAX_COMPARED);
    const fromTrapeze = member(model.root, 'vars') !== undefined;
    for (const { name, span } of variablesIn(model.text, valueAt(model.root, 'platforms'))) {
      if (known.has(name) || seen.has(span.start)) continue;
      seen.add(span.start);
      const near = seen.size > MAX_COMPARED ? undefined : nearest(name, names);
      yield { span, message: `${fault(name)} ${fromTrapeze ? otherName() : way(name, near)}` };
    }
  },
};

function fault(name: string): string {
  return l10n.t(
    '`{0}` is declared nowhere under `variables`: the build puts nothing in its place, without a word.',
    `$${name}`,
  );
}

/** The engine that the format is made after has another name for them. */
function otherName(): string {
  return l10n.t('Trapeze calls them `vars`; here the key is `variables`.');
}

function way(name: string, near: string | undefined): string {
  return near
    ? l10n.t('`{0}` is declared.', `$${near}`)
    : l10n.t(
        'Declare it under `variables`, or write `{0}` if Xcode or Gradle should resolve it.',
        `\${${name}}`,
      );
}

interface Variable {
  readonly name: string;
  readonly span: Span;
}

/** Every variable in the strings of a tree; keys are not looked into, as the engine leaves unknown ones there alone. */
function* variablesIn(text: string, node: Node | undefined): Generator<Variable> {
  if (node?.type === 'object') for (const { value } of node.members) yield* variablesIn(text, value);
  else if (node?.type === 'array') for (const item of node.items) yield* variablesIn(text, item);
  if (node?.type !== 'string' || !node.value.includes('$')) return;
  const inner = innerText(text, node);
  for (const { 0: whole, 1: name = '', index } of node.value.matchAll(VARIABLE)) {
    yield { name, span: { start: inner.at(index), end: inner.at(index + whole.length) } };
  }
}
