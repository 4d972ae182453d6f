import * as l10n from '../core/l10n';
import { byteString } from './asn1';
import { decodeBase64 } from './base64';
import { jsonWebKeys } from './jwk';
import type { Material, MaterialFile, MaterialFormat, MaterialOptions } from './material';
import { openSshPublicHalf, publicLines } from './openssh';
import { readPem } from './pem';
import { type Fault, fail, keepKey, MAX_ITEMS, type Reading, startReading } from './reading';
import { readStructure } from './structure';
import { isZip, readZip, type ZipEntry } from './zip';

/** Larger files are refused, in bytes: a ZIP that people pass certificates on in is a thousandth of this. */
export const MAX_MATERIAL_FILE = 10_000_000;

/** Larger files that are no ZIP, and files in a ZIP, are refused: a bundle of every public root is a quarter of this. */
const MAX_PLAIN = 1_000_000;

/**
 * Reads whatever a pin can come from: certificates, requests and keys in PEM or DER, PKCS#7 and PKCS#12 packages, JSON Web
 * Keys, OpenSSH keys, and a ZIP of these. The format is told by the content, never by a file's name. Total and bounded in time
 * and memory: any bytes give an answer, a refusal being one clause that never holds the password.
 */
export async function readMaterial(bytes: Uint8Array, options: MaterialOptions = {}): Promise<MaterialFile> {
  if (bytes.length === 0) return refuse({ code: 'empty', message: l10n.t('the file is empty') });
  if (bytes.length > MAX_MATERIAL_FILE)
    return refuse({
      code: 'too-large',
      message: l10n.t('larger than 10 MB, which no certificate package is'),
    });
  if (isZip(bytes)) return readArchive(bytes, options);
  const reading = startReading(options);
  const format = await readPlain(bytes, reading);
  return conclude(reading, format, []);
}

/** Anything but a ZIP; answers its format. */
async function readPlain(bytes: Uint8Array, reading: Reading): Promise<MaterialFormat> {
  if (bytes.length > MAX_PLAIN) {
    fail(reading, 'too-large', l10n.t('larger than 1 MB, which no certificate is'));
    return 'der';
  }
  const structure = bytes[0] === 0x30 ? await readStructure(bytes, reading) : undefined;
  if (structure) return structure;
  const text = textOf(bytes);
  if (text.includes('-----BEGIN ')) {
    await readPem(text, reading);
    return 'pem';
  }
  return readOther(bytes, text, reading);
}

/** The text of bytes, one character for each, or of UTF-16, which some shells write; all that matters in it is ASCII. */
function textOf(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark !== 0xfffe && mark !== 0xfeff) return byteString(bytes).replace(/^\xef\xbb\xbf/, '');
  const low = mark === 0xfffe ? 0 : 1;
  return byteString(bytes.subarray(2).filter((_, index) => index % 2 === low));
}

async function readOther(bytes: Uint8Array, text: string, reading: Reading): Promise<MaterialFormat> {
  const ssh = openSshPublicHalf(bytes);
  const lines = ssh ? [] : publicLines(text);
  if (ssh) keepKey(reading, 'private-key', ssh);
  for (const spki of lines) {
    if (spki) keepKey(reading, 'public-key', spki);
    else fail(reading, 'damaged', l10n.t('a damaged OpenSSH public key'));
  }
  if (ssh || lines.length > 0) return 'openssh';
  if (/^\s*[[{]/.test(text)) {
    for (const { role, spki } of jsonWebKeys(text)) {
      if (spki) keepKey(reading, role, spki);
      else fail(reading, 'damaged', l10n.t('a JSON Web Key that is incomplete or of an unknown curve'));
    }
    return 'jwk';
  }
  const bare = /^\s*MI[A-Za-z0-9+/=\s]+$/.test(text)
    ? decodeBase64(text.replace(/\s+/g, ''))?.bytes
    : undefined;
  if (bare && (await readStructure(bare, reading))) return 'pem';
  if (bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80)
    fail(reading, 'damaged', l10n.t('a damaged or cut-off certificate, or another structure in DER'));
  return 'der';
}

async function readArchive(bytes: Uint8Array, options: MaterialOptions): Promise<MaterialFile> {
  const archive = readZip(bytes, MAX_PLAIN);
  if (!archive.ok) return refuse(archive);
  const whole = startReading(options);
  const strays: string[] = [];
  for (const entry of archive.entries) {
    const said = whole.faults.length;
    if (!(await readEntry(entry, whole)) && whole.faults.length === said) strays.push(entry.name);
    if (whole.faults.some(({ code }) => code === 'cancelled' || code === 'too-large')) break;
  }
  return conclude(whole, 'zip', strays);
}

/** Reads one file of a ZIP into the whole; false when it gave nothing. A ZIP in a ZIP is not opened. */
async function readEntry({ name, bytes, closed }: ZipEntry, whole: Reading): Promise<boolean> {
  if (closed === 'beyond') fail(whole, 'too-large', l10n.t('a ZIP of more than 16 MB'));
  if (closed === 'encrypted')
    fail(whole, 'unsupported', l10n.t('{0} is encrypted by the ZIP: unpack it first', name));
  if (!bytes || isZip(bytes)) return false;
  const inner = startReading(whole.options, whole.work);
  await readPlain(bytes, inner);
  for (const { code, message } of inner.faults) {
    // One damaged or strange file says nothing against the others.
    if (code !== 'no-material')
      fail(whole, code === 'too-large' ? 'unsupported' : code, `${name}: ${message}`);
  }
  for (const item of inner.items) {
    if (whole.items.length === MAX_ITEMS)
      fail(whole, 'too-large', l10n.t('more than {0} certificates and keys', MAX_ITEMS));
    else whole.items.push({ ...item, entry: name });
  }
  if (inner.protection !== undefined) whole.protection ??= inner.protection;
  return inner.items.length > 0;
}

/** What the whole file comes to: a refusal when something forbids an answer, or when there is nothing to answer. */
function conclude(reading: Reading, format: MaterialFormat, strays: readonly string[]): MaterialFile {
  const { items, faults, protection } = reading;
  const fatal =
    faults.find(({ code }) => isFatal(code, reading, format)) ??
    (items.length === 0 ? first(faults) : undefined);
  if (fatal) return refuse(fatal);
  if (items.length === 0) return refuse({ code: 'no-material', message: nothingIn(format) });
  return {
    ok: true,
    format,
    items: items as readonly Material[],
    strays,
    // A PEM text may carry parameters and revocation lists as well: nobody misses a pin of those.
    unread: faults.filter(({ code }) => code !== 'no-material').map(({ message }) => message),
    ...(protection === undefined ? {} : { protection }),
  };
}

/** Damage refuses a whole file, but not a whole ZIP; a wrong password does unless it opened something. */
function isFatal(code: Fault['code'], { protection }: Reading, format: MaterialFormat): boolean {
  if (code === 'damaged') return format !== 'zip';
  return (
    code === 'cancelled' || code === 'too-large' || (code === 'wrong-password' && protection === undefined)
  );
}

/** The fault that tells most: what a password would mend comes before all others. */
function first(faults: readonly Fault[]): Fault | undefined {
  return faults.find(({ code }) => code === 'password-needed') ?? faults[0];
}

function nothingIn(format: MaterialFormat): string {
  return format === 'zip'
    ? l10n.t('a ZIP without certificates and keys')
    : l10n.t('no certificate and no key in any known form');
}

function refuse({ code, message }: Fault): MaterialFile {
  return { ok: false, code, message };
}
