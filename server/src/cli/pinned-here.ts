import path from 'node:path';
import type { PinnedHost } from '../inspect/inspection';
import { pinnedIn } from '../inspect/pinned-hosts';
import { nodeLoaders } from '../node-loaders';
import { complain } from './complain';
import { InputError, readFound } from './files';
import { walk } from './walk';

/** More files than the configurations of any app; what lies beyond is not looked at. */
const MAX_FILES = 2000;

/** The hosts that the configurations below the current folder pin, which is gone through as `check` does. */
export async function pinnedHere(): Promise<PinnedHost[]> {
  const pinned: PinnedHost[] = [];
  let seen = 0;
  for (const { path: file } of walk('.', () => {})) {
    if (++seen > MAX_FILES) {
      complain(
        `only the first ${MAX_FILES} files here were searched for pins; run it in the app's own folder`,
      );
      break;
    }
    pinned.push(...(await pinnedIn(textOf(file), file.split(path.sep).join('/'), nodeLoaders)));
  }
  return pinned;
}

/** What cannot be read pins nothing: `check` says why it cannot. */
function textOf(file: string): string {
  try {
    return readFound(file) ?? '';
  } catch (error) {
    if (error instanceof InputError) return '';
    throw error;
  }
}
