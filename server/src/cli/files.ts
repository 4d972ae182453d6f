import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { reason } from './reason';

/** The endings of files that may be ours. */
const ENDINGS = /\.(?:json|jsonc|ya?ml|xml|plist)$/i;

/** Larger files are no configuration; reading them would only take memory. In bytes. */
export const MAX_FILE = 8_000_000;

/** An input that could not be read, as one clause. */
export class InputError extends Error {}

/** What a walk found: files that may be ours, and folders that it could not read. */
export interface Walked {
  readonly files: string[];
  readonly unread: { readonly path: string; readonly message: string }[];
}

/** Goes through a folder in the order of the names; links are not followed. */
export async function walk(folder: string): Promise<Walked> {
  const walked: Walked = { files: [], unread: [] };
  const real = await realpath(folder).catch(() => path.resolve(folder));
  const above = await inheritedIgnores(real);
  // A folder that is itself ignored was named on purpose.
  const scopes = isIgnored(real, true, above) ? [] : above;
  await descend({ real, shown: folder }, scopes, walked);
  return walked;
}

/** A folder as the user writes it and where it really is, which ignore files go by. */
interface Folder {
  readonly real: string;
  readonly shown: string;
}

/** An ignore file's rules and the folder that they hold in. */
interface Scope {
  readonly folder: string;
  readonly rules: Ignore;
}

async function descend({ real, shown }: Folder, scopes: readonly Scope[], walked: Walked): Promise<void> {
  const entries = await readdir(real, { withFileTypes: true }).catch((error) => {
    walked.unread.push({ path: shown, message: reason(error) });
    return [];
  });
  const inner = [...scopes, ...(await ownIgnore(real))];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside: Folder = { real: path.join(real, entry.name), shown: path.join(shown, entry.name) };
    if (SKIPPED.has(entry.name) || isIgnored(inside.real, entry.isDirectory(), inner)) continue;
    if (entry.isDirectory()) await descend(inside, inner, walked);
    else if (entry.isFile() && ENDINGS.test(entry.name) && (await sizeOf(inside.real)) <= MAX_FILE)
      walked.files.push(inside.shown);
  }
}

/** Folders that hold nobody's configuration. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Size in bytes; a file that is gone again is left to whoever reads it. */
async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

/** Larger ignore files are not read. In bytes. */
const MAX_IGNORE = 1_000_000;

/** The ignore file of a folder; like git, one that is a link is not followed. */
async function ownIgnore(folder: string): Promise<Scope[]> {
  const file = path.join(folder, '.gitignore');
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > MAX_IGNORE) return [];
  const text = await readFile(file, 'utf8').catch(() => '');
  return [{ folder, rules: ignore({ allowRelativePaths: true }).add(text) }];
}

/** The ignore files above a folder, up to the root of its repository; none outside a repository. */
async function inheritedIgnores(folder: string): Promise<Scope[]> {
  const scopes: Scope[] = [];
  let at = folder;
  for (;;) {
    if (await stat(path.join(at, '.git')).catch(() => undefined)) return scopes;
    const parent = path.dirname(at);
    if (parent === at) return [];
    scopes.unshift(...(await ownIgnore(parent)));
    at = parent;
  }
}

/** The innermost ignore file that says anything about a path decides, as in git. */
function isIgnored(full: string, directory: boolean, scopes: readonly Scope[]): boolean {
  for (const { folder, rules } of scopes.toReversed()) {
    const relative = path.relative(folder, full).split(path.sep).join('/');
    const { ignored, unignored } = rules.test(directory ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** Reads a text file as UTF-8, a byte order mark included, so that writing it back changes nothing. */
export async function readText(file: string): Promise<string> {
  return decode(await readBytes(file, MAX_FILE));
}

/** Reads a whole file of at most `limit` bytes; anything that is no file is refused. */
export async function readBytes(file: string, limit: number): Promise<Buffer> {
  const found = await stat(file).catch((error) => {
    throw new InputError(reason(error));
  });
  if (!found.isFile())
    throw new InputError(found.isDirectory() ? 'a folder, not a file' : 'not a regular file');
  if (found.size > limit) throw new InputError(`larger than ${limit / 1_000_000} MB`);
  return readFile(file).catch((error) => {
    throw new InputError(reason(error));
  });
}

/** Reads all of standard input, bounded like a file. */
export async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of process.stdin) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_FILE) break;
    }
  } catch (error) {
    throw new InputError(reason(error));
  }
  if (size > MAX_FILE) throw new InputError(`larger than ${MAX_FILE / 1_000_000} MB`);
  return decode(Buffer.concat(chunks));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const utf16 = /^(?:\xff\xfe|\xfe\xff)/.test(String.fromCharCode(...bytes.subarray(0, 2)));
    throw new InputError(
      utf16 ? 'UTF-16 text, which the build cannot read: save it as UTF-8' : 'not UTF-8 text',
    );
  }
}
