import { mkdir, open, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BackupKey } from './backup-key';

/** Where a key and its request were written, or which path stood in the way and the error of the file system. */
export type Saved =
  | {
      readonly ok: true;
      readonly keyFile: string;
      readonly requestFile: string | undefined;
      /** False where the file system keeps no modes (Windows, FAT): there the folder decides who may read the key. */
      readonly ownerOnly: boolean;
    }
  | { readonly ok: false; readonly path: string; readonly error: unknown };

/**
 * The name of a key's files without its ending: `api.example.org-backup-2026-01-31`. The names are canonical, so that no
 * path can hide in one.
 */
export function fileStem([first]: readonly string[], date: string): string {
  if (first === undefined) return `backup-${date}`;
  const host = first.replace(/^\*\./, 'wildcard.').slice(0, MAX_HOST);
  return `${DEVICE.test(host) ? '_' : ''}${host}-backup-${date}`;
}

/** Leaves room for date and ending in the 255 bytes that file systems allow. */
const MAX_HOST = 200;

/** Windows opens a device for these names, whatever follows their first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/**
 * Writes the request and then the key into a folder, which is made for its owner alone when absent. No file is ever
 * overwritten, and where one cannot be written, nothing stays behind.
 */
export async function saveBackupKey(folder: string, backup: BackupKey, stem: string): Promise<Saved> {
  const full = path.resolve(folder);
  const keyFile = path.join(full, `${stem}.key`);
  const requestFile = backup.request === undefined ? undefined : path.join(full, `${stem}.csr`);
  let at = full;
  let madeFolder: string | undefined;
  let madeRequest = false;
  try {
    madeFolder = await makeFolder(full);
    if (requestFile !== undefined) {
      at = requestFile;
      await create(requestFile, backup.request ?? '', 0o644);
      madeRequest = true;
    }
    at = keyFile;
    const ownerOnly = await create(keyFile, backup.privateKey, 0o600);
    return { ok: true, keyFile, requestFile, ownerOnly };
  } catch (error) {
    if (madeRequest && requestFile !== undefined) await rm(requestFile, { force: true });
    if (madeFolder !== undefined) await removeFolders(full, madeFolder);
    return { ok: false, path: at, error };
  }
}

/**
 * Makes a folder for its owner alone, and those above it that are absent; answers the outermost that was made. Node's
 * own way never ends where a file system refuses folders as if the one above were absent, as /proc does.
 */
async function makeFolder(folder: string): Promise<string | undefined> {
  const absent: string[] = [];
  for (let at = folder; !(await isFolder(at)); at = path.dirname(at)) {
    absent.push(at);
    if (at === path.dirname(at)) break;
  }
  const outermost = absent.at(-1);
  try {
    for (const one of absent.toReversed()) await mkdir(one, { mode: 0o700 });
  } catch (error) {
    if (outermost !== undefined) await removeFolders(path.dirname(folder), outermost);
    throw error;
  }
  return outermost;
}

async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => undefined))?.isDirectory() ?? false;
}

/** Writes a file that must not be there yet; answers whether its owner alone may read it. */
async function create(file: string, text: string, mode: number): Promise<boolean> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
    return ((await handle.stat()).mode & 0o077) === 0;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** Removes a folder and those above it, up to the outermost that was made; one that is not empty stays, as do those above it. */
async function removeFolders(inner: string, outermost: string): Promise<void> {
  const last = path.resolve(outermost);
  for (let folder = inner; folder.length >= last.length; folder = path.dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
    if (!removed || folder === path.dirname(folder)) return;
  }
}
