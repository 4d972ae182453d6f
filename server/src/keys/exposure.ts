import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The git repository or the workspace folder that a folder lies in, by its name or in truth (links followed); nothing
 * where it lies in neither. The folder need not be there yet. A private key in a repository is a leaked key.
 */
export async function sharedFolder(
  folder: string,
  workspace: readonly string[] = [],
): Promise<string | undefined> {
  const roots = new Set(await Promise.all(workspace.flatMap((one) => [path.resolve(one), realFolder(one)])));
  const above = new Set([...foldersAbove(path.resolve(folder)), ...foldersAbove(await realFolder(folder))]);
  for (const one of above) {
    if (roots.has(one) || (await exists(path.join(one, '.git')))) return one;
  }
  return undefined;
}

/** Where a folder really is; of one that is not there yet, the nearest above that is. */
async function realFolder(folder: string): Promise<string> {
  for (const one of foldersAbove(path.resolve(folder))) {
    const real = await realpath(one).catch(() => undefined);
    if (real !== undefined) return real;
  }
  return path.resolve(folder);
}

function foldersAbove(folder: string): string[] {
  const above = [folder];
  for (let at = folder; path.dirname(at) !== at; at = path.dirname(at)) above.push(path.dirname(at));
  return above;
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
