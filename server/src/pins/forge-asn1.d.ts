/** The part of node-forge that Pinwarden uses; its own types describe the whole library only. */
declare module 'node-forge/lib/asn1' {
  interface Asn1 {
    readonly tagClass: number;
    readonly type: number;
    readonly constructed: boolean;
    readonly value: string | Asn1[];
  }
  const asn1: {
    /** Reads DER given as a string of bytes; throws on anything else. */
    fromDer(
      bytes: string,
      options?: { strict?: boolean; parseAllBytes?: boolean; decodeBitStrings?: boolean },
    ): Asn1;
    derToOid(bytes: string): string;
  };
  export = asn1;
}
