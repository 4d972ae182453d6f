import { type Asn1, fields } from './asn1';

const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

const UTF8_STRING = 12;
const BMP_STRING = 30;

/** Longer names are cut: nobody reads them, and a hostile certificate may hold a megabyte. */
const MAX_LENGTH = 500;

/** A distinguished name for people, most specific part first; control characters become escapes. */
export function distinguishedName(name: Asn1 | undefined): string {
  const parts = fields(name).slice(0, 50).flatMap(fields).map(attribute);
  const text = parts.reverse().join(', ');
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function attribute(pair: Asn1): string {
  const [id, value] = fields(pair);
  const label = ATTRIBUTES[id?.oid ?? ''] ?? id?.oid ?? '?';
  const raw = typeof value?.value === 'string' ? value.value.slice(0, 4 * MAX_LENGTH) : '';
  const text = value?.type === UTF8_STRING ? utf8(raw) : value?.type === BMP_STRING ? utf16(raw) : raw;
  return `${label}=${printable(unmistakable(text))}`;
}

/** A comma that would begin another attribute is escaped as in RFC 4514 §2.4, so that no value can pass for two. */
function unmistakable(text: string): string {
  return text.replace(/\\|,(?=\s*[A-Za-z0-9.]+=)/g, '\\$&');
}

/** Decodes big-endian UTF-16; an odd byte at the end is dropped. */
function utf16(bytes: string): string {
  return bytes.replace(/([\s\S])([\s\S]?)/g, (_, high: string, low: string) =>
    low === '' ? '' : String.fromCharCode(high.charCodeAt(0) * 256 + low.charCodeAt(0)),
  );
}

/** Decodes UTF-8; text that is not valid stays byte for byte. */
function utf8(bytes: string): string {
  try {
    return decodeURIComponent(
      bytes.replace(/[^A-Za-z0-9]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`),
    );
  } catch {
    return bytes;
  }
}

/** Control characters, and those that turn the direction of text, written as escapes. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (control) => `\\u{${control.codePointAt(0)?.toString(16)}}`,
  );
}
