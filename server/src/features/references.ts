import type { Span } from '../core/span';
import type { Model } from '../model/model';
import type { Reference } from '../model/read-extensibility';

/** A place that leads to files of the declared resource folders. */
export interface FileLink {
  /** What is clicked on. */
  readonly span: Span;
  /** The files as the listing names them: never a path that the document spells. */
  readonly files: readonly string[];
}

/** Every `$resources.X` that the listing knows, in the order of the text. */
export function linksOf(model: Model, resources: readonly string[] = []): FileLink[] {
  if (resources.length === 0) return [];
  return model.references.flatMap((reference) => {
    const files = filesOf(reference, resources);
    return files.length > 0 ? [{ span: reference.span, files }] : [];
  });
}

/** The reference at an offset. */
export function referenceAt(model: Model, offset: number): Reference | undefined {
  return model.references.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** The listed files that a reference names: a resource goes by its file name, whatever folder it lies in. */
export function filesOf({ source, name }: Reference, resources: readonly string[]): string[] {
  if (source !== 'resources') return [];
  return resources.filter((file) => file === name || file.endsWith(`/${name}`));
}
