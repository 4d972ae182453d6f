import * as l10n from '../core/l10n';
import { decodeBase64 } from './base64';
import { elementAt, partsOf } from './der';
import { openOldPem } from './keys';
import { openSshPublicHalf } from './openssh';
import { fail, keepKey, type Reading } from './reading';
import { readStructure } from './structure';

/** One block of a PEM text. */
interface Block {
  readonly label: string;
  /** The `DEK-Info` of a block that was encrypted as a whole (RFC 1421 §4.6.1.3). */
  readonly encryption: string | undefined;
  /** Nothing when the body is not base64. */
  readonly bytes: Uint8Array | undefined;
}

/** Labels of blocks that hold a key or a certificate, or ought to; parameters, revocation lists and PGP blocks do not. */
const WITH_KEYS = /^(?!PGP ).*(?:CERTIFICATE|KEY|PKCS)/;

/** Blocks that are read; a text of a megabyte that has more is made to be slow. */
const MAX_BLOCKS = 2000;

/** Reads every block of a PEM text (RFC 7468) in its order, whatever stands around them; labels only serve for messages. */
export async function readPem(text: string, reading: Reading): Promise<void> {
  let count = 0;
  for (const block of pemBlocks(text)) {
    if (++count > MAX_BLOCKS)
      return fail(reading, 'too-large', l10n.t('more than {0} PEM blocks', MAX_BLOCKS));
    if (block === 'unclosed') {
      fail(reading, 'damaged', l10n.t('a PEM block without its end: the file is cut off'));
      return;
    }
    await readBlock(block, count, reading);
    if (reading.faults.some(({ code }) => code === 'damaged' || code === 'cancelled' || code === 'too-large'))
      return;
  }
}

async function readBlock(
  { label, encryption, bytes }: Block,
  count: number,
  reading: Reading,
): Promise<void> {
  const opened = bytes && encryption ? await openOldPem(encryption, bytes, reading) : bytes;
  if (bytes && encryption && !opened) return;
  const ssh = opened && openSshPublicHalf(opened);
  if (ssh) {
    keepKey(reading, 'private-key', ssh);
    return;
  }
  if (opened && (await readStructure(whole(opened, label), reading))) return;
  if (WITH_KEYS.test(label))
    fail(reading, 'damaged', l10n.t('block {0} ({1}) is damaged or cut off', count, label));
  else fail(reading, 'no-material', l10n.t('holds no certificate and no key, but {0}', label));
}

/** OpenSSL's trusted certificates carry a second structure behind the first. */
function whole(bytes: Uint8Array, label: string): Uint8Array {
  if (label !== 'TRUSTED CERTIFICATE' || partsOf(bytes)) return bytes;
  const first = elementAt(bytes, 0, bytes.length);
  return first ? bytes.subarray(0, first.end) : bytes;
}

function* pemBlocks(text: string): Generator<Block | 'unclosed'> {
  const begin = /-----BEGIN ([A-Z0-9 ]{1,60})-----/g;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const [, label = ''] = found;
    const close = `-----END ${label}-----`;
    const end = text.indexOf(close, begin.lastIndex);
    if (end < 0) return yield 'unclosed';
    const [headers, body] = split(text.slice(begin.lastIndex, end));
    const encryption = /^DEK-Info:(.*)$/m.exec(headers)?.[1]?.trim();
    yield { label, encryption, bytes: decodeBase64(body.replace(/\s+/g, ''))?.bytes };
    begin.lastIndex = end + close.length;
  }
}

/** Headers, if any, end with an empty line (RFC 1421 §4.4). */
function split(body: string): readonly [headers: string, rest: string] {
  const [, headers = '', rest = ''] =
    /^\s*([A-Za-z][\w-]*:[\s\S]{0,2000}?)\r?\n[ \t]*\r?\n([\s\S]*)$/.exec(body) ?? [];
  return headers ? [headers, rest] : ['', body];
}
