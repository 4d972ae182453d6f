import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { kindByName, mayBeOurs } from '../model/kind';
import { reason } from './reason';

/** Larger files are no configuration; reading them would only take memory. In bytes. */
export const MAX_FILE = 8_000_000;

/** An input that could not be read, as one clause. */
export class InputError extends Error {}

class TooLarge extends InputError {
  constructor(limit: number) {
    super(`larger than ${limit / 1_000_000} MB`);
  }
}

/** Reads a text file as UTF-8, a byte order mark included, so that writing it back changes nothing. */
export function readText(file: string): string {
  return decode(readBytes(file, MAX_FILE));
}

/**
 * The text of a file that a walk came across; nothing for one that is too large. One that is not ours by its name
 * is passed over as well when it cannot be read or its bytes show that it is not ours: it is not even parsed then.
 */
export function readFound(file: string): string | undefined {
  const named = kindByName(file) !== undefined;
  try {
    const bytes = readBytes(file, MAX_FILE);
    return named || mayBeOurs((word) => bytes.includes(word)) ? decode(bytes) : undefined;
  } catch (error) {
    if (named && !(error instanceof TooLarge)) throw error;
    return undefined;
  }
}

/** Reads a whole file of at most `limit` bytes; anything that is no file is refused. */
export function readBytes(file: string, limit: number): Buffer {
  const found = orRefuse(() => statSync(file));
  if (!found.isFile())
    throw new InputError(found.isDirectory() ? 'a folder, not a file' : 'not a regular file');
  if (found.size > limit) throw new TooLarge(limit);
  return orRefuse(() => readFileSync(file));
}

function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new InputError(reason(error));
  }
}

/** Reads all of standard input, bounded like a file. */
export async function readStdin(): Promise<string> {
  const bytes = await readInput((_chunk, size) => size > MAX_FILE);
  if (bytes.length > MAX_FILE) throw new TooLarge(MAX_FILE);
  return decode(bytes);
}

/** Reads standard input up to its end, or until it is enough: that is asked with each chunk and the bytes so far. */
export async function readInput(isEnough: (chunk: Buffer, size: number) => boolean): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of process.stdin) {
      chunks.push(chunk);
      size += chunk.length;
      if (isEnough(chunk, size)) break;
    }
  } catch (error) {
    throw new InputError(reason(error));
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const utf16 = /^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2));
  throw new InputError(
    utf16 ? 'UTF-16 text, which the build cannot read: save it as UTF-8' : 'not UTF-8 text',
  );
}
