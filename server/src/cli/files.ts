import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** The endings of files that may be ours. */
const ENDINGS = /\.(?:json|jsonc|ya?ml|xml|plist)$/i;

/** Larger files are no configuration; reading them would only take memory. In bytes. */
export const MAX_FILE = 8_000_000;

/** An input that could not be read, as one clause. */
export class InputError extends Error {}

/** The files below a folder that may be ours, in the order of their names; links are not followed. */
export async function walk(folder: string): Promise<string[]> {
  const found: string[] = [];
  await descend(folder, await inheritedIgnores(folder), found);
  return found;
}

interface Scope {
  readonly folder: string;
  readonly rules: Ignore;
}

async function descend(folder: string, scopes: readonly Scope[], found: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw new InputError(reason(error));
  });
  const inner = [...scopes, ...(await ownIgnore(folder))];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name === '.git' || isIgnored(full, entry.isDirectory(), inner))
      continue;
    if (entry.isDirectory()) await descend(full, inner, found);
    else if (entry.isFile() && ENDINGS.test(entry.name) && (await stat(full)).size <= MAX_FILE)
      found.push(full);
  }
}

async function ownIgnore(folder: string): Promise<Scope[]> {
  const text = await readFile(path.join(folder, '.gitignore'), 'utf8').catch(() => undefined);
  return text === undefined ? [] : [{ folder, rules: ignore().add(text) }];
}

/** The ignore files above a folder, up to the root of its repository; none outside a repository. */
async function inheritedIgnores(folder: string): Promise<Scope[]> {
  const scopes: Scope[] = [];
  let at = await realpath(folder).catch(() => path.resolve(folder));
  for (;;) {
    if (await stat(path.join(at, '.git')).catch(() => undefined)) return scopes;
    const parent = path.dirname(at);
    if (parent === at) return [];
    scopes.unshift(...(await ownIgnore(parent)));
    at = parent;
  }
}

function isIgnored(full: string, directory: boolean, scopes: readonly Scope[]): boolean {
  return scopes.some(({ folder, rules }) => {
    const relative = path.relative(folder, full).split(path.sep).join('/');
    return (
      relative !== '' && !relative.startsWith('..') && rules.ignores(directory ? `${relative}/` : relative)
    );
  });
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
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_FILE) throw new InputError(`larger than ${MAX_FILE / 1_000_000} MB`);
  }
  return decode(Buffer.concat(chunks));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError('not UTF-8 text');
  }
}

/** An error of the file system as a clause. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Record<string, string> = {
    ENOENT: 'no such file or folder',
    EACCES: 'no permission to read it',
    EPERM: 'no permission to read it',
    ENAMETOOLONG: 'the name is too long',
    ELOOP: 'a link that leads to itself',
    EISDIR: 'a folder, not a file',
    ENOTDIR: 'no such file or folder',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space is left on the device',
  };
  return (
    known[code] ?? (error instanceof Error ? (error.message.split('\n')[0] ?? 'unreadable') : 'unreadable')
  );
}
