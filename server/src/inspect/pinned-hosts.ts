import { distinctKeys, type Model, pinnedSets } from '../model/model';
import { type Loaders, partsFor } from '../model/parts';
import { read } from '../model/read';
import type { PinnedHost } from './inspection';

/** The hosts that a text pins, whatever it is; a text that is none of ours pins none. */
export async function pinnedIn(text: string, path: string, loaders: Loaders): Promise<PinnedHost[]> {
  if (!/hashes|pin/i.test(text)) return [];
  const model = read(text, { ...(await partsFor(text, path, loaders)), path });
  return model ? pinnedHosts(model, path) : [];
}

/** The hosts that a configuration pins, as plain data; hosts whose pins the build puts in are left out. */
function pinnedHosts(model: Model, path: string): PinnedHost[] {
  return pinnedSets(model).flatMap((set) => {
    const keys = [...distinctKeys(set)];
    if (keys.length === 0 || set.open) return [];
    const { platform, enforced } = set;
    return set.hosts
      .filter(({ fault }) => fault === undefined)
      .map(({ name }) => ({ path, host: name, platform, enforced, keys }));
  });
}
