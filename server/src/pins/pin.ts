import { decodeBase64, decodeHex, encodeBase64, isCanonical32 } from './base64';

/** How a pin's text begins: the form pinning files want, one for SHA-1, none, or another spelling of SHA-256. */
export type PinPrefix = 'sha256/' | 'sha1/' | '' | 'other';

/** Why a text is no pin, as far as it can be known. */
export type PinFault =
  | 'empty'
  | 'hex'
  | 'fingerprint'
  | 'sha1'
  | 'base64url'
  | 'padding'
  | 'blanks'
  | 'python-bytes'
  | 'curl-prefix'
  | 'hpkp-directive'
  | 'powershell'
  | 'hex-text'
  | 'key-or-certificate'
  | 'truncated'
  | 'too-long'
  | 'not-base64';

/** A pin that names a key: the SHA-256 of its SubjectPublicKeyInfo. */
export interface GoodPin {
  readonly ok: true;
  readonly prefix: PinPrefix;
  /** The 32 bytes as canonical base64 (44 characters), so that equal keys have equal text. */
  readonly key: string;
  /** False when the text's unused bits are not zero: nobody's tool printed it so. */
  readonly canonical: boolean;
}

/** A text that stands where a pin should and is none. */
export interface BadPin {
  readonly ok: false;
  readonly prefix: PinPrefix;
  readonly fault: PinFault;
  /** How many bytes the text holds, where it decodes at all; a pin has 32. */
  readonly length?: number;
  /** The pin that was meant, as canonical base64, where the text still holds all of it. */
  readonly meant?: string;
  /** The 32 bytes of a colon-separated fingerprint as canonical base64: those of a certificate, so they are no pin. */
  readonly fingerprint?: string;
}

/** What a text that should be a pin turned out to be. */
export type PinReading = GoodPin | BadPin;

/** Longer than any hash in any writing, so that nothing expensive is done to it. */
const MAX_LENGTH = 4096;

/** Reads the text of a pin, with or without its `sha256/`, and says what it is. Never throws. */
export function readPin(text: string): PinReading {
  const { prefix, body } = splitPrefix(text);
  if (isCanonical32(body)) return { ok: true, prefix, key: body, canonical: true };
  const bytes = body.length <= MAX_LENGTH ? decodeBase64(body)?.bytes : undefined;
  if (bytes?.length === 32) return { ok: true, prefix, key: encodeBase64(bytes), canonical: false };
  if (body.length > MAX_LENGTH) return { ok: false, prefix, fault: 'too-long' };
  return { ok: false, prefix, ...diagnose(body, bytes) };
}

/** The key that a text pins, or that it means to pin and only misspells. */
export function meantKey(reading: PinReading): string | undefined {
  return reading.ok ? reading.key : reading.meant;
}

/** The pin of 32 bytes as people and OutSystems write it: `sha256/` and base64. */
export function pinText(digest: Uint8Array): string {
  return `sha256/${encodeBase64(digest)}`;
}

/** The key of a pin with or without its `sha256/`, as models carry it: 44 characters of base64. */
export function pinKey(pin: string): string {
  return pin.replace(/^sha256\//, '');
}

/** A pin may begin with a slash of its own, so `sha256//` is only curl's spelling when too much follows it. */
function splitPrefix(text: string): { prefix: PinPrefix; body: string } {
  if (text.startsWith('sha256/') && (text[7] !== '/' || text.length === 51)) {
    return { prefix: 'sha256/', body: text.slice(7) };
  }
  const found = /^(sha-?(?:256|1)[/:=])(?!\/)/i.exec(text)?.[1];
  if (!found) return { prefix: '', body: text };
  return { prefix: found === 'sha1/' ? found : 'other', body: text.slice(found.length) };
}

type Diagnosis = Omit<BadPin, 'ok' | 'prefix'>;

/** Tries the known accidents, from the most to the least certain. */
function diagnose(body: string, bytes: Uint8Array | undefined): Diagnosis {
  if (body.trim() === '') return { fault: 'empty' };
  return (
    wrapped(body) ??
    hexadecimal(body) ??
    respelled(body) ??
    (bytes ? wrongBytes(bytes) : undefined) ??
    (/^(?:-----BEGIN|MI[I-K])/.test(body.trim()) ? { fault: 'key-or-certificate' } : notBase64(body))
  );
}

/** A pin inside something that a tool or a header put around it. */
function wrapped(body: string): Diagnosis | undefined {
  const forms: readonly [PinFault, RegExp][] = [
    ['python-bytes', /^@?"?b(['"])(?:sha256\/)?([^'"]*)\1"?$/],
    ['curl-prefix', /^(sha256)\/\/(.*)$/i],
    ['hpkp-directive', /^pin-sha256=("?)([^"]*)\1;?$/i],
  ];
  for (const [fault, form] of forms) {
    const inner = form.exec(body)?.[2];
    if (inner !== undefined) return { fault, ...meaning(inner) };
  }
  return undefined;
}

function hexadecimal(body: string): Diagnosis | undefined {
  const text = body.trim();
  if (/^(?:[0-9a-f]{2}[:\s-]){19,31}[0-9a-f]{2}$/i.test(text)) {
    const length = (text.length + 1) / 3;
    if (length === 20) return { fault: 'sha1', length };
    const fingerprint = encodeBase64(decodeHex(text.replace(/[^0-9a-f]/gi, '')));
    return { fault: 'fingerprint', length, ...(length === 32 ? { fingerprint } : {}) };
  }
  if (/^(?:0x)?[0-9a-f]{64}$/i.test(text)) {
    return { fault: 'hex', length: 32, meant: encodeBase64(decodeHex(text.replace(/^0x/i, ''))) };
  }
  return /^[0-9a-f]{40}$/i.test(text) ? { fault: 'sha1', length: 20 } : undefined;
}

/** The same 32 bytes in another spelling of base64. */
function respelled(body: string): Diagnosis | undefined {
  const dense = body.replace(/\s+/g, '');
  if (dense !== body) {
    const inner = meaning(dense);
    return inner.meant ? { fault: 'blanks', ...inner } : undefined;
  }
  const { meant } = meaning(body);
  if (!meant) return undefined;
  return { fault: /[-_]/.test(body) ? 'base64url' : 'padding', meant };
}

/** The 32 bytes that a text means when alphabet and padding are put right. */
function meaning(text: string): { meant?: string } {
  const bare = text.trim().replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
  const bytes = bare.length === 43 ? decodeBase64(`${bare}=`)?.bytes : undefined;
  return bytes ? { meant: encodeBase64(bytes) } : {};
}

/** Sound base64 of something that is not a SHA-256. */
function wrongBytes(bytes: Uint8Array): Diagnosis {
  const length = bytes.length;
  if (length === 20) return { fault: 'sha1', length };
  if (looksRecoded(bytes)) return { fault: 'powershell', length };
  const text = String.fromCharCode(...bytes.subarray(0, 80)).trim();
  if (/^[0-9a-f]{64}$/i.test(text))
    return { fault: 'hex-text', length, meant: encodeBase64(decodeHex(text)) };
  if (length > 64 && bytes[0] === 0x30) return { fault: 'key-or-certificate', length };
  return { fault: length < 32 ? 'truncated' : 'too-long', length };
}

/** A shell that pipes text turns bytes into `?` or U+FFFD, adds a byte order mark, or ends with CR LF. */
function looksRecoded(bytes: Uint8Array): boolean {
  const questions = bytes.filter((byte) => byte === 0x3f).length;
  const replaced = bytes.some((byte, i) => byte === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd);
  const newline = bytes.at(-2) === 0x0d && bytes.at(-1) === 0x0a;
  const mark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xef && bytes[1] === 0xbb);
  return replaced || mark || (newline && bytes.length >= 33) || questions > 5;
}

function notBase64(body: string): Diagnosis {
  return /^[A-Za-z0-9+/]+=*$/.test(body) && body.length < 43
    ? { fault: 'truncated' }
    : { fault: 'not-base64' };
}
