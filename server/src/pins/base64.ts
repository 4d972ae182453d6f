const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The value of each ASCII character in the alphabet; 255 for those outside it. */
const VALUES = new Uint8Array(128).fill(255);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** Bytes read from base64, and whether the bits that padding leaves unused are zero (RFC 4648 §3.5). */
export interface Decoded {
  readonly bytes: Uint8Array;
  readonly canonical: boolean;
}

/** Decodes padded base64 of the standard alphabet (RFC 4648 §4) without blanks; anything else is nothing. */
export function decodeBase64(text: string): Decoded | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length - padding; i++) {
    const value = sextet(text, i);
    if (value === 255) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return { bytes, canonical: (bits & ((1 << held) - 1)) === 0 };
}

/** Says, without decoding, whether a text is the canonical base64 of exactly 32 bytes: every pin of every file is asked. */
export function isCanonical32(text: string): boolean {
  if (text.length !== 44 || text.charCodeAt(43) !== 61) return false;
  for (let i = 0; i < 43; i++) {
    if (sextet(text, i) === 255) return false;
  }
  return (sextet(text, 42) & 3) === 0;
}

function sextet(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? 255;
}

/** Encodes bytes as padded base64 of the standard alphabet. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) text += ALPHABET[(group >> shift) & 63];
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return missing ? text.slice(0, -missing) + '='.repeat(missing) : text;
}

/** Encodes bytes as lower-case hexadecimal. */
export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Decodes an even number of hexadecimal digits; the caller has checked that the text is such. */
export function decodeHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
