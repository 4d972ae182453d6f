/** One element of DER: its tag byte, where its content begins and where it ends, as offsets into the bytes. */
export interface Element {
  readonly tag: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** The tags that certificates, requests and keys are walked by (ITU-T X.690 §8.1.2). */
export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
  context3: 0xa3,
} as const;

/**
 * Reads the element at an offset; it must end at or before `limit`.
 * Definite lengths of at most four bytes only: anything else is no DER, and nothing is answered.
 */
export function elementAt(bytes: Uint8Array, start: number, limit: number): Element | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || start + 2 > limit)
    return undefined;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || extra > 4) return undefined;
  let length = extra === 0 ? first : 0;
  for (let i = 0; i < extra; i++) length = length * 256 + (bytes[start + 2 + i] ?? 0);
  const content = start + 2 + extra;
  const end = content + length;
  return end <= limit && content <= limit ? { tag, start, content, end } : undefined;
}

/** The elements directly inside a constructed element, at most `most`; nothing when one of them is broken. */
export function childrenOf(bytes: Uint8Array, parent: Element, most = 1000): Element[] | undefined {
  const children: Element[] = [];
  let at = parent.content;
  while (at < parent.end && children.length < most) {
    const child = elementAt(bytes, at, parent.end);
    if (!child) return undefined;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** The parts of the one SEQUENCE that these bytes are from their first to their last; nothing for other bytes. */
export function partsOf(bytes: Uint8Array, most = 1000): Element[] | undefined {
  const whole = elementAt(bytes, 0, bytes.length);
  return whole?.tag === TAG.sequence && whole.end === bytes.length
    ? childrenOf(bytes, whole, most)
    : undefined;
}

/** The first element inside another one. */
export function firstIn(bytes: Uint8Array, parent: Element | undefined): Element | undefined {
  return parent && elementAt(bytes, parent.content, parent.end);
}

/** Whether elements have these tags, in this order, whatever follows them. */
export function startsWith(elements: readonly Element[] | undefined, ...tags: readonly number[]): boolean {
  return elements !== undefined && tags.every((tag, index) => elements[index]?.tag === tag);
}

/** The bytes of an element with its tag and length, not copied. */
export function bytesOf(bytes: Uint8Array, { start, end }: Element): Uint8Array {
  return bytes.subarray(start, end);
}

/** The bytes of an element's content, not copied. */
export function contentOf(bytes: Uint8Array, { content, end }: Element): Uint8Array {
  return bytes.subarray(content, end);
}

/** A short non-negative INTEGER; nothing for a negative one or one of more than 48 bits. */
export function smallInteger(bytes: Uint8Array, element: Element | undefined): number | undefined {
  if (element?.tag !== TAG.integer) return undefined;
  const content = contentOf(bytes, element);
  if (content.length === 0 || content.length > 6 || (content[0] ?? 0) >= 0x80) return undefined;
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

/** The dotted form of an OBJECT IDENTIFIER; nothing for a broken or an absurdly long one. */
export function oidOf(bytes: Uint8Array, element: Element | undefined): string | undefined {
  return element?.tag === TAG.oid ? dotted(contentOf(bytes, element)) : undefined;
}

/** The dotted form of an object identifier's content (ITU-T X.690 §8.19). */
export function dotted(content: Uint8Array): string | undefined {
  if (content.length === 0 || content.length > 64) return undefined;
  const arcs: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) return undefined;
    if (byte >= 0x80) continue;
    if (arcs.length === 0) {
      const first = Math.min(2, Math.floor(value / 40));
      arcs.push(first);
      value -= first * 40;
    }
    arcs.push(value);
    value = 0;
  }
  return (content.at(-1) ?? 0x80) >= 0x80 ? undefined : arcs.join('.');
}

/** Writes one element of DER around parts that are joined. */
export function encode(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const header = [tag];
  if (length < 0x80) header.push(length);
  else {
    const digits: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest & 0xff);
    header.push(0x80 | digits.length, ...digits);
  }
  return join([Uint8Array.from(header), ...parts]);
}

/** Joins byte arrays into a new one. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
