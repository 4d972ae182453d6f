import { sha256 } from '@noble/hashes/sha2';
import { type Asn1, fields, parseDer } from './asn1';
import { dnsNames, readExtensions } from './certificate';
import { bytesOf, childrenOf, partsOf, startsWith, TAG } from './der';
import { keyName } from './key';
import type { RequestMaterial } from './material';
import { distinguishedName } from './name';
import { pinText } from './pin';

/** `1.2.840.113549.1.9.14`, the attribute that carries the extensions asked for (RFC 2985 §5.4.2). */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

/** Describes a DER certificate request (PKCS#10, RFC 2986 §4); nothing for bytes that are none. */
export function readRequest(der: Uint8Array): RequestMaterial | undefined {
  const parts = partsOf(der, 4);
  if (parts?.length !== 3 || !startsWith(parts, TAG.sequence, TAG.sequence, TAG.bitString)) return undefined;
  const info = parts[0] && childrenOf(der, parts[0], 5);
  const [, subject, spki, attributes] = info ?? [];
  if (!startsWith(info, TAG.integer, TAG.sequence, TAG.sequence) || !subject || !spki) return undefined;
  if (attributes !== undefined && attributes.tag !== TAG.context0) return undefined;
  const key = bytesOf(der, spki);
  return {
    role: 'csr',
    subject: distinguishedName(parseDer(bytesOf(der, subject))),
    names: attributes ? namesAskedFor(parseDer(bytesOf(der, attributes))) : [],
    key: keyName(parseDer(key)),
    pin: pinText(sha256(key)),
  };
}

function namesAskedFor(attributes: Asn1 | undefined): string[] {
  const wanted = fields(attributes).find((attribute) => fields(attribute)[0]?.oid === EXTENSION_REQUEST);
  return dnsNames(readExtensions(fields(fields(wanted)[1])[0]));
}
