import { InputError, readInput } from './files';

/** Longer first lines are no password that anybody typed. In bytes. */
const MAX_PASSWORD = 4096;

/** Reads the first line of standard input as a password, without its line break; it may be empty. */
export async function readPassword(): Promise<string> {
  const bytes = await readInput((chunk, size) => chunk.includes(10) || size > MAX_PASSWORD);
  const end = bytes.indexOf(10);
  const line = bytes.subarray(0, end < 0 ? bytes.length : end);
  if (line.length > MAX_PASSWORD) throw new InputError(`a first line of more than ${MAX_PASSWORD} bytes`);
  return decode(line).replace(/\r$/, '');
}

function decode(line: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line);
  } catch {
    throw new InputError('not UTF-8 text');
  }
}
