/** The parts of node-forge that Pinwarden uses; its own types describe the whole library only. */
declare module 'node-forge/lib/util' {
  /** Bytes that are read and written like a stream, one character each. */
  export interface ByteBuffer {
    getBytes(): string;
  }
  const util: { createBuffer(bytes: string): ByteBuffer };
  export = util;
}

interface ForgeCipher {
  start(iv: string): void;
  update(input: import('node-forge/lib/util').ByteBuffer): void;
  /** Ends the work; a function replaces the look at the padding. */
  finish(pad?: () => boolean): boolean;
  readonly output: import('node-forge/lib/util').ByteBuffer;
}

declare module 'node-forge/lib/aes' {
  const aes: { createDecryptionCipher(key: string, mode: 'CBC'): ForgeCipher };
  export = aes;
}

declare module 'node-forge/lib/des' {
  const des: { createDecryptionCipher(key: string, mode: 'CBC'): ForgeCipher };
  export = des;
}

declare module 'node-forge/lib/rc2' {
  const rc2: { createDecryptionCipher(key: string, bits: number): ForgeCipher };
  export = rc2;
}
