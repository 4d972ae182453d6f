import { dotted, type Element, elementAt, TAG } from './der';

/** An element of ASN.1 in the form that names and dates are read in: bytes as a string, or further elements. */
export interface Asn1 {
  /** The tag number without its class. */
  readonly type: number;
  readonly value: string | readonly Asn1[];
  /** The dotted form, for an object identifier. */
  readonly oid?: string;
}

/** Nothing that people sign nests as deep as this. */
const MAX_DEPTH = 64;

/** Elements of one structure; a certificate for ten thousand names has a tenth of this. */
const MAX_ELEMENTS = 100_000;

const CONSTRUCTED = 0x20;

/** Parses DER bytes, or a string of bytes; nothing for anything that is not wholly DER, too deep or too finely divided. */
export function parseDer(bytes: Uint8Array | string): Asn1 | undefined {
  const data =
    typeof bytes === 'string' ? Uint8Array.from(bytes, (character) => character.charCodeAt(0)) : bytes;
  const whole = elementAt(data, 0, data.length);
  return whole?.end === data.length ? convert(data, whole, 0, { left: MAX_ELEMENTS }) : undefined;
}

/** The elements inside one; none for a primitive or for nothing. */
export function fields(element: Asn1 | undefined): readonly Asn1[] {
  return element && typeof element.value !== 'string' ? element.value : [];
}

/** Bytes as a string of as many characters. */
export function byteString(bytes: Uint8Array): string {
  let text = '';
  // A spread would go through an iterator, which is ten times slower.
  for (let i = 0; i < bytes.length; i += 8192)
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(i, i + 8192));
  return text;
}

function convert(
  data: Uint8Array,
  { tag, content, end }: Element,
  depth: number,
  budget: { left: number },
): Asn1 | undefined {
  if (--budget.left < 0) return undefined;
  const type = tag & 0x1f;
  if ((tag & CONSTRUCTED) === 0) {
    const bytes = data.subarray(content, end);
    const oid = tag === TAG.oid ? dotted(bytes) : undefined;
    return { type, value: byteString(bytes), ...(oid ? { oid } : {}) };
  }
  if (depth === MAX_DEPTH) return undefined;
  const value: Asn1[] = [];
  for (let at = content; at < end; ) {
    const child = elementAt(data, at, end);
    const converted = child && convert(data, child, depth + 1, budget);
    if (!child || !converted) return undefined;
    value.push(converted);
    at = child.end;
  }
  return { type, value };
}
