/** One element of DER: its tag byte, where its content begins and where it ends, as offsets into the bytes. */
export interface Element {
  readonly tag: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** The tags that certificates are walked by (ITU-T X.690 §8.1.2). */
export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
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
