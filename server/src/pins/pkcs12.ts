import * as l10n from '../core/l10n';
import { definite } from './ber';
import {
  bytesOf,
  childrenOf,
  contentOf,
  type Element,
  elementAt,
  firstIn,
  join,
  oidOf,
  partsOf,
  startsWith,
  TAG,
} from './der';
import { keepPrivateKey, open, openPrivateKey } from './keys';
import { fail, keepCertificate, type Reading } from './reading';

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const BAGS = '1.2.840.113549.1.12.10.1.';

/** Parts and bags of one package; people put a handful into it. */
const MAX_PARTS = 1000;

/** How deep bags may hold bags. */
const MAX_DEPTH = 3;

/**
 * Reads the certificates and keys of a PKCS#12 package (RFC 7292) of definite lengths; false for bytes that are none.
 * Its checksum is not asked: a wrong password shows in what it opens, and public parts need none.
 */
export async function readPkcs12(der: Uint8Array, reading: Reading): Promise<boolean> {
  const parts = partsOf(der, 4);
  if (!startsWith(parts, TAG.integer, TAG.sequence) || !parts?.[1]) return false;
  const content = contentInfo(der, parts[1]);
  if (!content) return false;
  if (content.kind !== DATA) {
    fail(
      reading,
      'unsupported',
      l10n.t('a PKCS#12 package that is sealed with a certificate, not with a password'),
    );
    return true;
  }
  const safe = content.value && octets(der, content.value);
  const list = safe && sequence(safe);
  if (!list) fail(reading, 'damaged', l10n.t('a damaged PKCS#12 package'));
  for (const part of list?.parts ?? []) await readPart(list?.bytes ?? der, part, reading);
  if (list && reading.items.length === 0 && reading.faults.length === 0)
    fail(reading, 'no-material', l10n.t('a PKCS#12 package without certificates and keys'));
  return true;
}

/** A ContentInfo (RFC 5652 §3): its kind and what it holds. */
function contentInfo(bytes: Uint8Array, element: Element): { kind: string; value?: Element } | undefined {
  const [id, wrapped] = childrenOf(bytes, element, 3) ?? [];
  const kind = oidOf(bytes, id);
  if (kind === undefined || (wrapped && wrapped.tag !== TAG.context0)) return undefined;
  const value = firstIn(bytes, wrapped);
  return value ? { kind, value } : { kind };
}

/** The parts of a sequence inside an OCTET STRING, which may be BER once more. */
function sequence(inner: Uint8Array): { bytes: Uint8Array; parts: Element[] } | undefined {
  const bytes = definite(inner);
  const parts = bytes && partsOf(bytes, MAX_PARTS);
  return parts && { bytes, parts };
}

/** The content of an OCTET STRING, or of one in pieces whose tag was replaced. */
function octets(bytes: Uint8Array, element: Element): Uint8Array | undefined {
  if ((element.tag & 0x20) === 0) return contentOf(bytes, element);
  const pieces = childrenOf(bytes, element, 100_000);
  return pieces?.every(({ tag }) => tag === TAG.octetString)
    ? join(pieces.map((piece) => contentOf(bytes, piece)))
    : undefined;
}

/** One part of the package: bags as they are, or sealed with the password. */
async function readPart(bytes: Uint8Array, part: Element, reading: Reading): Promise<void> {
  const content = contentInfo(bytes, part);
  if (content?.kind === DATA && content.value) {
    const safe = octets(bytes, content.value);
    if (safe) return readBags(safe, reading, 0);
  }
  if (content?.kind === ENCRYPTED_DATA && content.value) {
    const [, inner] = childrenOf(bytes, content.value, 3) ?? [];
    const [, algorithm, data] = (inner && childrenOf(bytes, inner, 4)) ?? [];
    const secret = data && octets(bytes, data);
    if (algorithm?.tag !== TAG.sequence || !secret)
      return fail(reading, 'damaged', l10n.t('a damaged PKCS#12 package'));
    const sealed = { algorithm: bytesOf(bytes, algorithm), data: secret, place: 'package' as const };
    const safe = await open(sealed, reading);
    return safe && readBags(safe, reading, 0);
  }
  fail(reading, 'unsupported', l10n.t('a part of a PKCS#12 package that a password does not open'));
}

async function readBags(safe: Uint8Array, reading: Reading, depth: number): Promise<void> {
  const list = sequence(safe);
  if (!list) return fail(reading, 'damaged', l10n.t('a damaged PKCS#12 package'));
  const { bytes, parts } = list;
  for (const part of parts) {
    const [id, wrapped] = childrenOf(bytes, part, 4) ?? [];
    const kind = oidOf(bytes, id)?.replace(BAGS, '');
    const value = wrapped && elementAt(bytes, wrapped.content, wrapped.end);
    if (!value) fail(reading, 'damaged', l10n.t('a damaged PKCS#12 package'));
    else if (kind === '1' && !keepPrivateKey(bytesOf(bytes, value), reading))
      fail(reading, 'damaged', l10n.t('a PKCS#12 package with a damaged key'));
    else if (kind === '2') await openPrivateKey(bytesOf(bytes, value), 'package', reading);
    else if (kind === '3') readCertificateBag(bytes, value, reading);
    else if (kind === '6' && depth < MAX_DEPTH) await readBags(bytesOf(bytes, value), reading, depth + 1);
  }
}

function readCertificateBag(bytes: Uint8Array, value: Element, reading: Reading): void {
  const [, wrapped] = childrenOf(bytes, value, 3) ?? [];
  const inner = firstIn(bytes, wrapped);
  const der = inner && octets(bytes, inner);
  if (!der || !keepCertificate(reading, der))
    fail(reading, 'damaged', l10n.t('a PKCS#12 package with a damaged certificate'));
}
