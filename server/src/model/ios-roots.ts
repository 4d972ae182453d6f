import type { Node } from '../core/tree';
import { plistEntries } from './build-action';
import type { Model } from './model';

/** What stands as, or is merged into, an Info.plist: the root of a property list, the entries of a build action. */
export function iosRoots({ plist, buildAction }: Model): readonly Node[] {
  if (plist) return [plist];
  return buildAction ? plistEntries(buildAction).map(({ entry }) => entry) : [];
}
