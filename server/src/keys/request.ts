import { type KeyObject, sign } from 'node:crypto';
import { bits, element, integer, NULL, octets, oid, sequence, set, TRUE, utf8 } from './der-writer';

/** The longest common name of X.520 (RFC 5280, ub-common-name); a longer host stands among the alternative names only. */
const MAX_COMMON_NAME = 64;

/**
 * A certificate request for host names, signed with the key it asks for: PKCS#10 (RFC 2986) as DER, with the names as
 * subjectAltName in an extensionRequest (RFC 2985 §5.4.2) and the first as common name.
 */
export function certificateRequest(
  { spki, privateKey }: { readonly spki: Uint8Array; readonly privateKey: KeyObject },
  names: readonly [string, ...string[]],
): Buffer {
  const [first] = names;
  const named = first.length <= MAX_COMMON_NAME;
  const subject = named ? sequence(set(sequence(oid(OID.commonName), utf8(first)))) : sequence();
  const extensions = sequence(alternativeNames(names, !named));
  const attribute = sequence(oid(OID.extensionRequest), set(extensions));
  const info = sequence(integer(0), subject, spki, element(0xa0, attribute));
  const signature = sign('sha256', info, privateKey);
  return sequence(info, signatureAlgorithm(privateKey), bits(signature));
}

/** RFC 5280 §4.2.1.6: critical where there is no subject. */
function alternativeNames(names: readonly string[], critical: boolean): Buffer {
  const list = sequence(...names.map((name) => element(0x82, Buffer.from(name))));
  return sequence(oid(OID.subjectAltName), ...(critical ? [TRUE] : []), octets(list));
}

/** SHA-256 with either kind of key; only RSA's has parameters (RFC 5758 §3.2, RFC 4055 §5). */
function signatureAlgorithm({ asymmetricKeyType }: KeyObject): Buffer {
  return asymmetricKeyType === 'rsa'
    ? sequence(oid(OID.sha256WithRsa), NULL)
    : sequence(oid(OID.ecdsaWithSha256));
}

const OID = {
  commonName: '2.5.4.3',
  subjectAltName: '2.5.29.17',
  extensionRequest: '1.2.840.113549.1.9.14',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  sha256WithRsa: '1.2.840.113549.1.1.11',
} as const;
