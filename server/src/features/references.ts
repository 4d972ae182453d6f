import { type Span, touches } from '../core/span';
import type { Model } from '../model/model';
import type { Reference } from '../model/read-extensibility';

/** What a reference names, wherever it stands. */
export type Named = Pick<Reference, 'source' | 'name'>;

/** The reference at an offset. */
export function referenceAt(model: Model, offset: number): Reference | undefined {
  return model.references.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** The listed files that a reference names: a resource goes by its file name, whatever folder it lies in. */
export function filesOf({ source, name }: Named, resources: readonly string[]): string[] {
  if (source !== 'resources') return [];
  return resources.filter((file) => baseName(file) === name);
}

/** Where a text names the same thing, in its order. */
export function usesOf(model: Model, { source, name }: Named): Span[] {
  return model.references.filter((one) => one.source === source && one.name === name).map(({ span }) => span);
}

/** What configurations call a file by, when it is one of the listed resources; `path` as the listing writes it. */
export function resourceName(
  path: string | undefined,
  resources: readonly string[] | undefined,
): Named | undefined {
  if (path === undefined || !resources?.includes(path)) return undefined;
  return { source: 'resources', name: baseName(path) };
}

/**
 * The stretch at an offset that stands for the whole file: a key of the root, or the name of XML's root element. There
 * the definition of a resource is the place that names it; anywhere else every word would turn into a link.
 */
export function headingAt({ root, xml }: Model, offset: number): Span | undefined {
  const keys = root?.type === 'object' ? root.members.map(({ key }) => key.span) : [];
  const tags = xml?.roots.map(({ nameSpan }) => nameSpan) ?? [];
  return [...keys, ...tags].find((span) => touches(span, offset));
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
