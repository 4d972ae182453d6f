import { type Asn1, fields, parseDer } from './asn1';

const ALGORITHMS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.10045.2.1': 'EC',
  '1.2.840.10040.4.1': 'DSA',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

const CURVES: Readonly<Record<string, string>> = {
  '1.3.132.0.33': 'P-224',
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.132.0.10': 'secp256k1',
};

/** Names the key of a SubjectPublicKeyInfo: `RSA 2048`, `EC P-256`, `Ed25519`; its identifier when it is no common one. */
export function keyName(spki: Asn1 | undefined): string {
  const [algorithm, bits] = fields(spki);
  const [id, parameters] = fields(algorithm);
  const name = ALGORITHMS[id?.oid ?? ''] ?? id?.oid ?? 'unknown';
  if (name.startsWith('RSA')) return `${name} ${modulusBits(bits)}`.trim();
  if (name === 'EC') return `EC ${CURVES[parameters?.oid ?? ''] ?? parameters?.oid ?? ''}`.trim();
  return name;
}

/** The length of an RSA modulus in bits; the bit string begins with its count of unused bits, zero here. */
function modulusBits(bits: Asn1 | undefined): number | '' {
  const inner = typeof bits?.value === 'string' ? parseDer(bits.value.slice(1)) : undefined;
  const modulus = fields(inner)[0]?.value;
  if (typeof modulus !== 'string') return '';
  const significant = modulus.replace(/^\0+/, '');
  return significant === ''
    ? ''
    : (significant.length - 1) * 8 + (32 - Math.clz32(significant.charCodeAt(0)));
}
