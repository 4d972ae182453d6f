import { decodeBase64 } from './base64';
import { EDWARDS_CURVES, ecSpki, edwardsSpki, NAMED_CURVES, rsaKey, rsaSpki } from './build-spki';
import { join } from './der';

/** A JSON Web Key with its public half as a SubjectPublicKeyInfo, or nothing where it is incomplete. */
export interface JsonWebKey {
  readonly role: 'public-key' | 'private-key';
  readonly spki: Uint8Array | undefined;
}

/** Keys of a set that are read. */
const MAX_KEYS = 500;

/** The keys of a JSON Web Key or a set of them (RFC 7517, RFC 7518 §6, RFC 8037); symmetric keys have no pin and are passed over. */
export function jsonWebKeys(text: string): readonly JsonWebKey[] {
  const root = parse(text);
  const list = isRecord(root) && Array.isArray(root['keys']) ? root['keys'].slice(0, MAX_KEYS) : [root];
  return list.filter(isRecord).flatMap((key) => {
    if (!['RSA', 'EC', 'OKP'].includes(String(key['kty']))) return [];
    return [{ role: 'd' in key ? 'private-key' : 'public-key', spki: spkiOfKey(key) } as const];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function spkiOfKey(key: Fields): Uint8Array | undefined {
  const number = (name: string) => decodeBase64Url(key[name]);
  if (key['kty'] === 'RSA') {
    const [modulus, exponent] = [number('n'), number('e')];
    return modulus?.length && exponent?.length ? rsaSpki(rsaKey(modulus, exponent)) : undefined;
  }
  const name = typeof key['crv'] === 'string' ? key['crv'] : '';
  const x = number('x');
  if (key['kty'] === 'OKP') {
    const curve = Object.hasOwn(EDWARDS_CURVES, name) ? EDWARDS_CURVES[name] : undefined;
    return curve && x?.length === curve.size ? edwardsSpki(curve.last, x) : undefined;
  }
  const curve = Object.hasOwn(NAMED_CURVES, name) ? NAMED_CURVES[name] : undefined;
  const y = number('y');
  if (!curve || x?.length !== curve.size || y?.length !== curve.size) return undefined;
  return ecSpki(curve.id, join([Uint8Array.of(4), x, y]));
}

/** Base64url without padding (RFC 7515 §2). */
function decodeBase64Url(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string' || !/^[\w-]+$/.test(text)) return undefined;
  const body = text.replace(/-/g, '+').replace(/_/g, '/');
  return decodeBase64(body.padEnd(Math.ceil(body.length / 4) * 4, '='))?.bytes;
}
