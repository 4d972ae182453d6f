import type { Model, PinSet } from '../model/model';

export { hasPlace, insertPins } from '../model/pin-edits';

/** The set of pins of the host at an offset; where the offset stands at no host, the only one, or none. */
export function pinSetAt(model: Model, offset: number): PinSet | undefined {
  const pinned = model.pinSets.filter((set) => set.pinned);
  const within = pinned.find(({ entry }) => entry.span.start <= offset && offset <= entry.span.end);
  return within ?? (pinned.length === 1 ? pinned[0] : undefined);
}
