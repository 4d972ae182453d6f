/** Writes one element of DER around parts that are joined: its tag byte, its length, its content (ITU-T X.690 §8.1). */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const digits = bigEndian(length);
  return Buffer.concat([Buffer.of(tag, 0x80 | digits.length, ...digits), content]);
}

/** A SEQUENCE. */
export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, ...parts);
}

/** A SET of parts that already stand in their order. */
export function set(...parts: readonly Uint8Array[]): Buffer {
  return element(0x31, ...parts);
}

/** An INTEGER that is not negative. */
export function integer(value: number): Buffer {
  const digits = bigEndian(value);
  return element(0x02, Buffer.from((digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits));
}

/** A BIT STRING of whole bytes. */
export function bits(bytes: Uint8Array): Buffer {
  return element(0x03, Buffer.of(0), bytes);
}

/** An OCTET STRING. */
export function octets(bytes: Uint8Array): Buffer {
  return element(0x04, bytes);
}

/** An OBJECT IDENTIFIER in its dotted form; its first number is 0 or 1, or 2 with a second below 40 (X.690 §8.19). */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A UTF8String. */
export function utf8(text: string): Buffer {
  return element(0x0c, Buffer.from(text));
}

/** NULL. */
export const NULL = Buffer.of(0x05, 0x00);

/** The BOOLEAN TRUE. */
export const TRUE = Buffer.of(0x01, 0x01, 0xff);

/** DER as PEM with lines of 64 characters (RFC 7468). */
export function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function bigEndian(value: number): number[] {
  const digits = [value & 0xff];
  for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256))
    digits.unshift(rest & 0xff);
  return digits;
}

function base128(value: number): number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 | (rest % 128));
  }
  return digits;
}
