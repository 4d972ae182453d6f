import type { Span } from '../core/span';
import type { Model } from '../model/model';
import { filesOf, type Named, referenceAt } from './references';

/**
 * Where a name leads: to files that the listing of the declared folders holds, never by a path that the document
 * spells, or to a place in the same text.
 */
export type Definition =
  | { readonly to: 'files'; readonly span: Span; readonly named: Named; readonly files: readonly string[] }
  | { readonly to: 'place'; readonly span: Span; readonly target: Span };

/** What the name at an offset stands for: the file of `$resources.X`, or the variable of a build action. */
export function definitionAt(
  model: Model,
  offset: number,
  resources: readonly string[] = [],
): Definition | undefined {
  if (model.kind === 'build-action') return variableAt(model, offset);
  const reference = referenceAt(model, offset);
  const files = reference ? filesOf(reference, resources) : [];
  return reference && files.length > 0
    ? { to: 'files', span: reference.span, named: reference, files }
    : undefined;
}

/** The declaration of the `$NAME` around an offset. */
export function variableAt(model: Model, offset: number): Extract<Definition, { to: 'place' }> | undefined {
  const line = model.text.lastIndexOf('\n', offset - 1) + 1;
  for (const found of model.text.slice(line, line + MAX_LINE).matchAll(/\$(\w+)/g)) {
    const start = line + found.index;
    if (offset < start) return undefined;
    const declared = model.buildAction?.variables.find(({ key }) => key.value === found[1]);
    const span = { start, end: start + found[0].length };
    if (offset <= span.end) return declared && { to: 'place', span, target: declared.key.inner };
  }
  return undefined;
}

/** Longer lines are data. */
const MAX_LINE = 10_000;
