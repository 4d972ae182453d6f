import type { Model } from '../model/model';
import { type Completion, type Known, literal } from './completion-item';
import type { ValuePlace } from './place';

/** References and variables for a string that begins with `$`, or that is still empty. */
export function referenceValues(model: Model, place: ValuePlace, offset: number, known: Known): Completion[] {
  if (place.node?.type !== 'string' && place.node?.type !== 'reference') return [];
  const before = model.text.slice(place.node.span.start, offset).replace(/^["']/, '');
  if (model.kind === 'build-action') return variables(model, offset, before);
  if (model.kind !== 'extensibility' || !/^(?:\$[\w.-]*)?$/.test(before)) return [];
  const names = referenceNames(model, place.node.span.start, known);
  return names.map((name) => {
    const text = place.yaml ? name : JSON.stringify(name);
    const filter = model.text[place.replace.start] === '$' ? name : text;
    return { label: name, kind: 'reference', replace: place.replace, filter, snippet: literal(text) };
  });
}

/** What the document and the declared folders name, and the beginnings of the three kinds of reference. */
function referenceNames(model: Model, own: number, { resources = [] }: Known): string[] {
  const elsewhere = model.references
    .filter(({ span }) => span.start !== own && span.start !== own + 1)
    .map(({ source, name }) => `$${source}.${name}`);
  const files = resources.map((file) => `$resources.${file.split('/').at(-1) ?? file}`);
  return [...new Set([...elsewhere, ...files, '$resources.', '$images.', '$extensibilitySettings.'])];
}

/** The variables of a build action, for the `$` that the cursor stands behind. */
function variables(model: Model, offset: number, before: string): Completion[] {
  const typed = /\$\w*$/.exec(before)?.[0];
  if (typed === undefined) return [];
  return (model.buildAction?.variables ?? []).map(({ key }) => ({
    label: `$${key.value}`,
    kind: 'variable',
    replace: { start: offset - typed.length, end: offset },
    filter: `$${key.value}`,
    snippet: literal(`$${key.value}`),
  }));
}
