import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Workspace } from '../core/rule';

/** More files than the resources of any app; a folder that holds more is not judged. */
const MAX_FILES = 20_000;

const MAX_DEPTH = 20;

/** Folders that hold nobody's resources. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The files below declared folders, as paths from the configuration's own folder with forward slashes, in order. Only
 * names are read, and links that lead outside that folder are left out; nothing where there are too many.
 */
export async function listResources(root: string, folders: readonly string[]): Promise<string[] | undefined> {
  const real = await realpath(root).catch(() => undefined);
  if (real === undefined) return [];
  const listing: Listing = { real, files: new Set(), left: MAX_FILES };
  for (const folder of folders) {
    const full = await realpath(path.join(real, folder)).catch(() => undefined);
    if (full !== undefined && isWithin(real, full)) await list(listing, full, folder, 0);
  }
  return listing.left < 0 ? undefined : [...listing.files].sort();
}

interface Listing {
  readonly real: string;
  readonly files: Set<string>;
  left: number;
}

async function list(listing: Listing, full: string, shown: string, depth: number): Promise<void> {
  const entries = await readdir(full, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (--listing.left < 0) return;
    const inside = path.join(full, entry.name);
    const name = `${shown}/${entry.name}`;
    if (entry.isFile() || (entry.isSymbolicLink() && (await isFileWithin(listing.real, inside)))) {
      listing.files.add(name);
    } else if (entry.isDirectory() && depth < MAX_DEPTH && !SKIPPED.has(entry.name)) {
      await list(listing, inside, name, depth + 1);
    }
  }
}

async function isFileWithin(root: string, link: string): Promise<boolean> {
  const real = await realpath(link).catch(() => undefined);
  if (real === undefined || !isWithin(root, real)) return false;
  return (await stat(real).catch(() => undefined))?.isFile() ?? false;
}

/** Says whether a path is a folder or lies below it; both must be absolute and without links. */
export function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return !path.isAbsolute(relative) && relative !== '..' && !relative.startsWith(`..${path.sep}`);
}

/** The JSON files beside one that lies in a folder called `pinning`, itself included, in the order of their names. */
export async function listPinningFolder(file: string): Promise<Workspace['pinningFolder']> {
  const folder = path.dirname(file);
  if (!isPinningFolder(folder)) return undefined;
  return pinningFiles(await readdir(folder, { withFileTypes: true }).catch(() => []));
}

/** Says whether a folder is one that the plugin takes its file from. */
export function isPinningFolder(folder: string): boolean {
  return path.basename(folder) === 'pinning';
}

/** The JSON files among the entries of a folder, in the order of their names. */
export function pinningFiles(entries: readonly Dirent[]): string[] {
  const files = entries.filter((entry) => !entry.isDirectory() && /\.json$/i.test(entry.name));
  return files.map(({ name }) => name).sort();
}
