import * as l10n from '../core/l10n';
import { bytesOf, childrenOf, firstIn, oidOf, partsOf, TAG } from './der';
import { fail, keepCertificate, type Reading } from './reading';

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** Certificates of a package that are read; the rest of the file is not looked at. */
const MAX_CERTIFICATES = 1000;

/** Reads the certificates of a PKCS#7 package (RFC 5652 §5.1) of definite lengths; false for bytes that are none. */
export function readPkcs7(der: Uint8Array, reading: Reading): boolean {
  const parts = partsOf(der, 3);
  const kind = oidOf(der, parts?.[0]);
  if (kind === undefined || !kind.startsWith('1.2.840.113549.1.7.') || parts?.[1]?.tag !== TAG.context0)
    return false;
  if (kind !== SIGNED_DATA) {
    fail(reading, 'unsupported', l10n.t('a PKCS#7 package of another kind than one with certificates'));
    return true;
  }
  const signed = firstIn(der, parts[1]);
  const list = signed && childrenOf(der, signed, 10)?.find(({ tag }) => tag === TAG.context0);
  const certificates = list && childrenOf(der, list, MAX_CERTIFICATES);
  if (!signed || (list && !certificates)) fail(reading, 'damaged', l10n.t('a damaged PKCS#7 package'));
  else if (!certificates?.length)
    fail(reading, 'no-material', l10n.t('a PKCS#7 package without certificates'));
  for (const one of certificates ?? []) {
    // Attribute certificates and other old kinds have tags of their own, and no key.
    if (one.tag === TAG.sequence && !keepCertificate(reading, bytesOf(der, one)))
      fail(reading, 'damaged', l10n.t('a PKCS#7 package with a damaged certificate'));
  }
  return true;
}
