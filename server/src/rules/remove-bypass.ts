import { removeElement } from '../core/edits';
import type { Edit } from '../core/finding';
import type { BypassFlag, Model } from '../model/model';

/** The edits that take a flag out, together with the lists and sections that it leaves empty. */
export function removeBypass(model: Model, flag: BypassFlag): Edit[] {
  let depth = flag.path.length - 1;
  while (depth > 0 && leavesNothing(flag, depth)) depth--;
  const element = flag.path[depth];
  if (!element) return [];
  const emptiesBareRoot = depth === 0 && leavesNothing(flag, 0) && isBare(model);
  if (emptiesBareRoot) return [{ span: { start: 0, end: model.text.length }, text: '{}' }];
  return removeElement(model.text, element.siblings, element.index);
}

function leavesNothing(flag: BypassFlag, depth: number): boolean {
  const element = flag.path[depth];
  const { container } = element ?? {};
  if (container?.type !== 'object' && container?.type !== 'array') return false;
  return element?.siblings.length === 1 && !container.commented;
}

/** A root without its braces, as the announcement gets pasted. */
function isBare(model: Model): boolean {
  return model.root?.type === 'object' && model.text[model.root.span.start] !== '{';
}
