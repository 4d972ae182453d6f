/** One DER value with a tag of one byte. */
export interface Element {
  /** The identifier octet, class and form included: 0x30 is a SEQUENCE. */
  readonly tag: number;
  readonly value: Uint8Array;
}

/** More values than any certificate lists in one place; hostile ones end here. */
const MAX_ELEMENTS = 20_000;

/**
 * Splits DER into the values that stand in it one after the other; undefined for anything else.
 * Source: X.690 sections 8.1 and 10.1, definite lengths of up to four octets.
 */
export function readElements(der: Uint8Array): readonly Element[] | undefined {
  const elements: Element[] = [];
  let at = 0;
  while (at < der.length) {
    const head = readHead(der, at);
    if (!head || head.end > der.length || elements.length >= MAX_ELEMENTS) return undefined;
    elements.push({ tag: head.tag, value: der.subarray(head.start, head.end) });
    at = head.end;
  }
  return elements;
}

/** The values inside the first value, which has to carry the tag. */
export function readInside(der: Uint8Array, tag: number): readonly Element[] | undefined {
  const [first] = readElements(der) ?? [];
  return first?.tag === tag ? readElements(first.value) : undefined;
}

/** An OBJECT IDENTIFIER's value in dotted form; a number past 2^53 makes it differ from every known one. */
export function readOid(value: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of value) {
    arc = arc * 128 + (octet & 0x7f);
    if (octet & 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

function readHead(der: Uint8Array, at: number): { tag: number; start: number; end: number } | undefined {
  const [tag, first] = [der[at], der[at + 1]];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const octets = first - 0x80;
  if (octets === 0 || octets > 4 || at + 2 + octets > der.length) return undefined;
  const length = der.subarray(at + 2, at + 2 + octets).reduce((sum, octet) => sum * 256 + octet, 0);
  return { tag, start: at + 2 + octets, end: at + 2 + octets + length };
}
