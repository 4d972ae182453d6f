import forge from 'node-forge/lib/asn1';

/** An element of ASN.1 in the form Pinwarden reads: bytes as a string, or further elements. */
export interface Asn1 {
  /** The tag number without its class. */
  readonly type: number;
  readonly value: string | readonly Asn1[];
  /** The dotted form, for an object identifier. */
  readonly oid?: string;
}

const OBJECT_IDENTIFIER = 6;
const UNIVERSAL = 0;

/** Parses DER bytes, or a string of bytes; nothing for anything that is not wholly DER. */
export function parseDer(bytes: Uint8Array | string): Asn1 | undefined {
  try {
    const text = typeof bytes === 'string' ? bytes : byteString(bytes);
    return convert(forge.fromDer(text, { strict: true, decodeBitStrings: false }));
  } catch {
    return undefined;
  }
}

/** The elements inside one; none for a primitive or for nothing. */
export function fields(element: Asn1 | undefined): readonly Asn1[] {
  return element && typeof element.value !== 'string' ? element.value : [];
}

/** Bytes as a string of as many characters, which is how node-forge takes them. */
export function byteString(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

function convert({ type, tagClass, value }: ReturnType<typeof forge.fromDer>): Asn1 {
  if (typeof value !== 'string') return { type, value: value.map(convert) };
  const isOid = type === OBJECT_IDENTIFIER && tagClass === UNIVERSAL;
  return isOid ? { type, value, oid: forge.derToOid(value) } : { type, value };
}
