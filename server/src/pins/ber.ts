import { encode, join, TAG } from './der';

/** Nothing that people sign nests as deep as this. */
const MAX_DEPTH = 64;

/** Elements that are looked at; a package of a megabyte has a hundredth of this. */
const MAX_ELEMENTS = 300_000;

/** An OCTET STRING in pieces, which BER allows and DER does not. */
const OCTETS_IN_PIECES = 0x24;

/** Where reading stands. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  left: number;
}

/**
 * Rewrites BER with indefinite lengths and OCTET STRINGs in pieces, as Windows and Java write packages, to definite
 * lengths (ITU-T X.690 §8.1.3.6, §8.7.3). What is definite already stays byte for byte, so that certificates inside keep
 * their pins. Nothing for bytes that are not one whole element, too deep or too finely divided.
 */
export function definite(bytes: Uint8Array): Uint8Array | undefined {
  const cursor: Cursor = { bytes, at: 0, left: MAX_ELEMENTS };
  const whole = rewrite(cursor, bytes.length, 0);
  return whole && cursor.at === bytes.length ? whole : undefined;
}

function rewrite(cursor: Cursor, limit: number, depth: number): Uint8Array | undefined {
  const { bytes, at: start } = cursor;
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || start + 2 > limit || --cursor.left < 0) return undefined;
  if ((tag & 0x1f) === 0x1f || depth > MAX_DEPTH) return undefined;
  const constructed = (tag & 0x20) !== 0;
  if (first === 0x80) {
    cursor.at = start + 2;
    return constructed ? closed(tag, cursor, limit, depth) : undefined;
  }
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (extra > 4) return undefined;
  let length = extra === 0 ? first : 0;
  for (let i = 0; i < extra; i++) length = length * 256 + (bytes[start + 2 + i] ?? 0);
  cursor.at = start + 2 + extra;
  const end = cursor.at + length;
  if (end > limit) return undefined;
  const raw = bytes.subarray(start, end);
  if (!constructed) {
    cursor.at = end;
    return raw;
  }
  const parts = children(cursor, end, depth);
  if (!parts) return undefined;
  const untouched = tag !== OCTETS_IN_PIECES && parts.every((part) => part.buffer === bytes.buffer);
  return untouched ? raw : rebuilt(tag, parts);
}

/** The content of an element of indefinite length, up to its end-of-contents octets. */
function closed(tag: number, cursor: Cursor, limit: number, depth: number): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  while (cursor.at + 2 <= limit) {
    if (cursor.bytes[cursor.at] === 0 && cursor.bytes[cursor.at + 1] === 0) {
      cursor.at += 2;
      return rebuilt(tag, parts);
    }
    const part = rewrite(cursor, limit, depth + 1);
    if (!part) return undefined;
    parts.push(part);
  }
  return undefined;
}

function children(cursor: Cursor, end: number, depth: number): Uint8Array[] | undefined {
  const parts: Uint8Array[] = [];
  while (cursor.at < end) {
    const part = rewrite(cursor, end, depth + 1);
    if (!part) return undefined;
    parts.push(part);
  }
  return parts;
}

/** An element around its parts; the pieces of an OCTET STRING become one. Copies, so that no part shares the input's buffer. */
function rebuilt(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  return tag === OCTETS_IN_PIECES ? encode(TAG.octetString, octets(parts)) : encode(tag, ...parts);
}

/** The octets of rewritten pieces, without their tags and lengths. */
function octets(pieces: readonly Uint8Array[]): Uint8Array {
  return join(
    pieces.map((piece) => {
      const first = piece[1] ?? 0;
      return piece.subarray(2 + (first < 0x80 ? 0 : first & 0x7f));
    }),
  );
}
