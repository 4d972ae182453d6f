import type { Model } from '../model/model';
import type { Reference } from '../model/read-extensibility';

/** The reference at an offset. */
export function referenceAt(model: Model, offset: number): Reference | undefined {
  return model.references.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** The listed files that a reference names: a resource goes by its file name, whatever folder it lies in. */
export function filesOf({ source, name }: Reference, resources: readonly string[]): string[] {
  if (source !== 'resources') return [];
  return resources.filter((file) => file.slice(file.lastIndexOf('/') + 1) === name);
}
