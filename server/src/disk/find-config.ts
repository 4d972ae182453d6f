import { lstat, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG_NAME, type Config, type ConfigProblem, MAX_CONFIG, readConfig } from '../config/config';

/** A configuration as it lies on the disk. */
export interface ConfigFile {
  readonly file: string;
  readonly text: string;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

/** A configuration that is there and cannot be read, with the reason in one clause. */
export interface UnreadConfig {
  readonly file: string;
  readonly error: string;
}

/**
 * The configuration nearest above a folder, itself included: up to the root of its repository, else up to the
 * outermost of the workspace's folders around it, else all the way. A configuration that is a link is not followed.
 */
export async function findConfig(folder: string, workspace: readonly string[]): Promise<string | undefined> {
  const above = foldersAbove(folder);
  for (const own of above.slice(0, await reach(above, workspace))) {
    const file = path.join(own, CONFIG_NAME);
    if ((await lstat(file).catch(() => undefined))?.isFile()) return file;
  }
  return undefined;
}

function foldersAbove(folder: string): string[] {
  const above = [path.resolve(folder)];
  for (;;) {
    const last = above.at(-1) ?? '';
    const parent = path.dirname(last);
    if (parent === last) return above;
    above.push(parent);
  }
}

/** How many of the folders may hold a configuration that counts. */
async function reach(above: readonly string[], workspace: readonly string[]): Promise<number> {
  for (const [index, folder] of above.entries()) {
    if (await stat(path.join(folder, '.git')).catch(() => undefined)) return index + 1;
  }
  const roots = new Set(workspace.map((folder) => path.resolve(folder)));
  const outermost = above.findLastIndex((folder) => roots.has(folder));
  return outermost < 0 ? above.length : outermost + 1;
}

/** Reads a configuration, bounded and as UTF-8. */
export async function loadConfig(file: string): Promise<ConfigFile | UnreadConfig> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return { file, error: 'no such file' };
  if (!found.isFile()) return { file, error: 'not a regular file' };
  if (found.size > MAX_CONFIG) return { file, error: `larger than ${MAX_CONFIG / 1_000_000} MB` };
  try {
    const bytes = await readFile(file);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { file, text, ...readConfig(text) };
  } catch (error) {
    return { file, error: error instanceof TypeError ? 'not UTF-8 text' : 'it cannot be read' };
  }
}
