import { Inflate } from 'fflate';
import * as l10n from '../core/l10n';
import { byteString } from './asn1';
import { printable } from './name';

/** A file inside a ZIP. */
export interface ZipEntry {
  /** For people: control characters are escapes, and a long name is cut. It is data and never opened as a path. */
  readonly name: string;
  /** Its bytes; nothing for one that is encrypted, too large, damaged or compressed in another way than DEFLATE. */
  readonly bytes: Uint8Array | undefined;
  /** Why there are none: encrypted by the ZIP, or beyond what all files may have together. */
  readonly closed?: 'encrypted' | 'beyond';
}

/** What a ZIP holds, or why it is not read, as one clause. */
export type ZipReading =
  | { readonly ok: true; readonly entries: Iterable<ZipEntry> }
  | { readonly ok: false; readonly code: 'damaged' | 'too-large' | 'unsupported'; readonly message: string };

/** Files in a ZIP. */
const MAX_ENTRIES = 1000;

/** Bytes that all files of a ZIP may have together once they are inflated. */
const MAX_INFLATED = 16_000_000;

/** Bytes pushed into the inflater at once: DEFLATE makes at most a thousandfold of them before we can stop it. */
const PUSH = 1024;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** Whether bytes begin like a ZIP, an empty one included. */
export function isZip(bytes: Uint8Array): boolean {
  return [LOCAL, END].includes(u32(bytes, 0));
}

/**
 * Lists the files of a ZIP (PKWARE APPNOTE §4.3) by its central directory and inflates each when it is asked for, at most
 * `limit` bytes of one and 16 MB of all. Nothing is written anywhere.
 */
export function readZip(bytes: Uint8Array, limit: number): ZipReading {
  const end = findEnd(bytes);
  if (end === undefined) return { ok: false, code: 'damaged', message: l10n.t('a ZIP that is cut off') };
  const count = u16(bytes, end + 10);
  const start = u32(bytes, end + 16);
  if (count === 0xffff || start === 0xffffffff)
    return { ok: false, code: 'unsupported', message: l10n.t('a ZIP with 64-bit lengths') };
  if (count > MAX_ENTRIES)
    return { ok: false, code: 'too-large', message: l10n.t('a ZIP with more than {0} files', MAX_ENTRIES) };
  const found: Entry[] = [];
  for (let at = start; found.length < count; ) {
    const entry = entryAt(bytes, at);
    if (!entry) return { ok: false, code: 'damaged', message: l10n.t('a ZIP with a damaged directory') };
    found.push(entry);
    at = entry.next;
  }
  return { ok: true, entries: inflated(bytes, found, limit) };
}

/** The end record: 22 bytes and a comment that reaches to the end of the file. */
function findEnd(bytes: Uint8Array): number | undefined {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 0xffff; at--) {
    if (u32(bytes, at) === END && at + 22 + u16(bytes, at + 20) === bytes.length) return at;
  }
  return undefined;
}

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly size: number;
  readonly offset: number;
  readonly next: number;
}

/** One record of the central directory. */
function entryAt(bytes: Uint8Array, at: number): Entry | undefined {
  if (at + 46 > bytes.length || u32(bytes, at) !== CENTRAL) return undefined;
  const length = u16(bytes, at + 28);
  const next = at + 46 + length + u16(bytes, at + 30) + u16(bytes, at + 32);
  if (next > bytes.length) return undefined;
  return {
    name: byteString(bytes.subarray(at + 46, at + 46 + length)),
    encrypted: (u16(bytes, at + 8) & 1) !== 0,
    method: u16(bytes, at + 10),
    size: u32(bytes, at + 20),
    offset: u32(bytes, at + 42),
    next,
  };
}

/** Bytes that the files of a ZIP may still have together; what is too large to keep counts as well. */
interface Work {
  left: number;
}

function* inflated(bytes: Uint8Array, entries: readonly Entry[], limit: number): Generator<ZipEntry> {
  const work: Work = { left: MAX_INFLATED };
  for (const entry of entries) {
    // A folder.
    if (entry.name.endsWith('/')) continue;
    const closed = entry.encrypted ? 'encrypted' : work.left <= 0 ? 'beyond' : undefined;
    const content = closed ? undefined : contentOf(bytes, entry, limit, work);
    yield { name: shown(entry.name), bytes: content, ...(closed ? { closed } : {}) };
  }
}

/** The bytes of one file, which its local header says where to find. */
function contentOf(
  bytes: Uint8Array,
  { method, size, offset }: Entry,
  limit: number,
  work: Work,
): Uint8Array | undefined {
  if (offset + 30 > bytes.length || u32(bytes, offset) !== LOCAL) return undefined;
  const start = offset + 30 + u16(bytes, offset + 26) + u16(bytes, offset + 28);
  if (start + size > bytes.length) return undefined;
  const raw = bytes.subarray(start, start + size);
  if (method === 8) return inflate(raw, limit, work);
  work.left -= raw.length;
  return method === 0 && raw.length <= limit ? raw : undefined;
}

/** Inflates as a stream that stops at the limit; nothing for what is larger or damaged. */
function inflate(raw: Uint8Array, limit: number, work: Work): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let length = 0;
  let complete = false;
  const stream = new Inflate((part, final) => {
    parts.push(part);
    length += part.length;
    work.left -= part.length;
    complete ||= final;
  });
  try {
    for (let at = 0; at < raw.length && length <= limit; at += PUSH)
      stream.push(raw.subarray(at, at + PUSH), at + PUSH >= raw.length);
  } catch {
    return undefined;
  }
  if (!complete || length > limit) return undefined;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A name for people; names are UTF-8 or an old code page, and only ASCII is shown as it is. */
function shown(name: string): string {
  const text = printable(name.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`));
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) + u16(bytes, at + 2) * 0x10000;
}
