import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NamedCertificate } from '../pins/observe';

/** The endings of files that hold certificates and no more than that. */
const NAME = /\.(?:pem|crt|cer|der|p7b|p7c)$/i;

/** Folders that hold nobody's own certificates. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** More entries than the folders of any app; what lies behind them is not looked at. */
const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 12;
const MAX_FILES = 200;
/** Bytes, of one file and of all of them. */
const MAX_SIZE = 1_000_000;
const MAX_TOTAL = 16_000_000;

/** Reads the certificates below folders; a file that is as it was when it was last read is not read again. */
export interface CertificateFinder {
  /** Each certificate once, with the path that is shown for the first file that holds it, forward slashes in it. */
  readonly find: (folders: readonly CertificateFolder[]) => Promise<readonly NamedCertificate[]>;
}

/** A folder that is looked through. */
export interface CertificateFolder {
  readonly folder: string;
  /** What a file in it is called for people; the path from the folder is given with forward slashes. */
  readonly shown: (relative: string) => string;
}

/**
 * Makes a finder. It lists folders and reads what looks like a certificate by its name, so that no document decides
 * what is opened; links are not followed. Bounded in names, depth, files and bytes.
 */
export function certificateFinder(): CertificateFinder {
  let known = new Map<string, Read>();
  return {
    async find(folders) {
      const fresh = new Map<string, Read>();
      const found = new Map<string, NamedCertificate>();
      let total = 0;
      for (const { file, shown } of await listAll(folders)) {
        const read = await readAgain(file, known.get(file));
        if (!read) continue;
        total += read.size;
        if (total > MAX_TOTAL) break;
        fresh.set(file, read);
        for (const one of read.certificates) {
          if (!found.has(one.fingerprint)) found.set(one.fingerprint, { ...one, where: shown });
        }
      }
      known = fresh;
      return [...found.values()];
    },
  };
}

/** What a file held when it was read, and how to see that it still does. */
interface Read {
  readonly size: number;
  readonly changed: number;
  readonly certificates: readonly Omit<NamedCertificate, 'where'>[];
}

async function readAgain(file: string, before: Read | undefined): Promise<Read | undefined> {
  try {
    const found = await lstat(file);
    const { size, mtimeMs: changed } = found;
    if (!found.isFile() || size > MAX_SIZE) return undefined;
    if (before?.size === size && before.changed === changed) return before;
    return { size, changed, certificates: await certificatesIn(await readFile(file)) };
  } catch {
    return undefined;
  }
}

/** The certificates of a file; none where it holds something else. Nothing encrypted is tried. */
async function certificatesIn(bytes: Uint8Array): Promise<Read['certificates']> {
  const { readMaterial } = await import('../pins/certificates');
  const read = await readMaterial(bytes, { cancelled: () => true });
  return (read.ok ? read.items : []).flatMap((item) =>
    item.role === 'certificate'
      ? [{ subject: item.subject, pin: item.pin, fingerprint: item.fingerprint }]
      : [],
  );
}

interface Listed {
  readonly file: string;
  readonly shown: string;
}

async function listAll(folders: readonly CertificateFolder[]): Promise<readonly Listed[]> {
  const listed = new Map<string, Listed>();
  const left = { entries: MAX_ENTRIES };
  for (const { folder, shown } of folders) {
    for (const relative of await list(folder, left, MAX_FILES - listed.size)) {
      const file = path.join(folder, relative);
      if (!listed.has(file)) listed.set(file, { file, shown: shown(relative) });
    }
  }
  return [...listed.values()];
}

/** The files below a folder that may hold certificates, the nearest first, as paths with forward slashes. */
async function list(folder: string, left: { entries: number }, limit: number): Promise<readonly string[]> {
  const files: string[] = [];
  let level = [''];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const below: string[] = [];
    for (const inside of level) {
      const entries = await readdir(path.join(folder, inside), { withFileTypes: true }).catch(
        (): Dirent[] => [],
      );
      left.entries -= entries.length;
      if (left.entries < 0) return files;
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
        if (entry.isDirectory() && !SKIPPED.has(entry.name)) below.push(name);
        if (entry.isFile() && NAME.test(entry.name) && files.length < limit) files.push(name);
      }
    }
    if (files.length >= limit) return files;
    level = below;
  }
  return files;
}
