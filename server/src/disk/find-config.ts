import { lstat, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Config, type ConfigProblem, readConfig } from '../config/config';
import { CONFIG_NAME, MAX_CONFIG } from '../config/config-file';
import * as l10n from '../core/l10n';

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

/** What a folder holds that decides which configuration counts for the files in it and below. */
export interface Landmarks {
  readonly repository: boolean;
  /** The path of its own configuration; one that is a link is not followed. */
  readonly config: string | undefined;
}

/** Looks for the landmarks of one folder. */
export async function landmarksOf(folder: string): Promise<Landmarks> {
  const file = path.join(folder, CONFIG_NAME);
  const [git, own] = await Promise.all([
    stat(path.join(folder, '.git')).catch(() => undefined),
    lstat(file).catch(() => undefined),
  ]);
  return { repository: git !== undefined, config: own?.isFile() ? file : undefined };
}

/**
 * The configuration nearest above a folder, itself included: up to the root of its repository, else up to the
 * outermost of the workspace's folders around it, else all the way.
 */
export async function findConfig(
  folder: string,
  workspace: readonly string[],
  look: (folder: string) => Promise<Landmarks> = landmarksOf,
): Promise<string | undefined> {
  const above = foldersAbove(folder);
  const seen: Landmarks[] = [];
  for (const own of above) {
    const landmarks = await look(own);
    seen.push(landmarks);
    if (landmarks.repository) return nearest(seen);
  }
  const roots = new Set(workspace.map((one) => path.resolve(one)));
  const outermost = above.findLastIndex((own) => roots.has(own));
  return nearest(outermost < 0 ? seen : seen.slice(0, outermost + 1));
}

function nearest(seen: readonly Landmarks[]): string | undefined {
  return seen.find(({ config }) => config !== undefined)?.config;
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

/** Reads a configuration, bounded and as UTF-8. */
export async function loadConfig(file: string): Promise<ConfigFile | UnreadConfig> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return { file, error: l10n.t('no such file') };
  if (!found.isFile()) return { file, error: l10n.t('not a regular file') };
  if (found.size > MAX_CONFIG) return { file, error: l10n.t('larger than {0} MB', MAX_CONFIG / 1_000_000) };
  try {
    const bytes = await readFile(file);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { file, text, ...readConfig(text) };
  } catch (error) {
    return {
      file,
      error: error instanceof TypeError ? l10n.t('not UTF-8 text') : l10n.t('it cannot be read'),
    };
  }
}
