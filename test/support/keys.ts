import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode, TAG } from '../../server/src/pins/der';
import { openLab, openssl } from './certificates';

/** A key of some kind as files; `pin` is what openssl makes of its public half. */
export interface KeyFiles {
  readonly kind: string;
  /** PEM, PKCS#8. */
  readonly privateKey: string;
  readonly spki: Uint8Array;
  readonly pin: string;
}

/** How openssl makes the kinds of key that are made in a moment. */
const RECIPES: Readonly<Record<string, readonly string[]>> = {
  'RSA 1024': ['RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
  'RSA 2048': ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'RSA-PSS 2048': ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'EC P-224': ['EC', '-pkeyopt', 'ec_paramgen_curve:P-224', '-pkeyopt', 'ec_param_enc:named_curve'],
  'EC P-256': ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:named_curve'],
  'EC P-384': ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384', '-pkeyopt', 'ec_param_enc:named_curve'],
  'EC P-521': ['EC', '-pkeyopt', 'ec_paramgen_curve:P-521', '-pkeyopt', 'ec_param_enc:named_curve'],
  Ed25519: ['ED25519'],
  Ed448: ['ED448'],
};

/** The kinds of key that {@link makeKey} makes. */
export const KEY_KINDS: readonly string[] = [...Object.keys(RECIPES), 'DSA'];

const made = new Map<string, KeyFiles>();

/** Makes a key, once per run. */
export function makeKey(kind: string): KeyFiles {
  const known = made.get(kind) ?? generate(kind);
  made.set(kind, known);
  return known;
}

function generate(kind: string): KeyFiles {
  const recipe = RECIPES[kind];
  const privateKey = (
    recipe
      ? openssl(['genpkey', '-algorithm', ...recipe])
      : openssl(['genpkey', '-paramfile', dsaParameters()])
  ).toString();
  const spki = openssl(['pkey', '-pubout', '-outform', 'der'], privateKey);
  return { kind, privateKey, spki, pin: pinOf(spki) };
}

/** Small parameters: the size of a DSA key says nothing about how it is read, and large ones take seconds. */
function dsaParameters(): string {
  const file = join(openLab().folder, 'dsa.pem');
  openssl(['genpkey', '-genparam', '-algorithm', 'DSA', '-pkeyopt', 'dsa_paramgen_bits:1024', '-out', file]);
  return file;
}

/** The pin of a SubjectPublicKeyInfo. */
export function pinOf(spki: Uint8Array): string {
  return `sha256/${createHash('sha256').update(spki).digest('base64')}`;
}

/** An RSA public key of any size with a made-up modulus, whose private half nobody has to compute. */
export function rsaPublicKey(bits: number): Uint8Array {
  const modulus = Uint8Array.from({ length: bits / 8 }, (_, at) => (at * 37 + 129) | (at === 0 ? 0x80 : 1));
  const key = encode(
    TAG.sequence,
    encode(TAG.integer, Uint8Array.of(0), modulus),
    encode(TAG.integer, Uint8Array.of(1, 0, 1)),
  );
  const algorithm = Buffer.from('300d06092a864886f70d0101010500', 'hex');
  return encode(TAG.sequence, algorithm, encode(TAG.bitString, Uint8Array.of(0), key));
}

/** A certificate (PEM) of an authority of the lab for any public key, which need not sign anything. */
export function certify(spki: Uint8Array, name = 'key.test'): string {
  const { folder, root } = openLab();
  const file = join(folder, `public-${createHash('sha1').update(spki).digest('hex')}.pem`);
  writeFileSync(file, pem('PUBLIC KEY', spki));
  const by = ['-CA', root.certificateFile, '-CAkey', root.keyFile, '-CAcreateserial', '-days', '30'];
  return openssl(['x509', '-new', '-force_pubkey', file, '-subj', `/CN=${name}`, ...by]).toString();
}

/** Bytes as a PEM block. */
export function pem(label: string, bytes: Uint8Array): string {
  const body = Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${body.trimEnd()}\n-----END ${label}-----\n`;
}

/** The bytes of the first PEM block. */
export function der(text: string): Buffer {
  const body = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(text)?.[1] ?? '';
  return Buffer.from(body, 'base64');
}

/** Writes a file into the lab's folder and gives its path. */
export function labFile(name: string, content: string | Uint8Array): string {
  const file = join(openLab().folder, name);
  writeFileSync(file, content);
  return file;
}

/** Runs openssl with a file for its output and gives the bytes of that file. */
export function opensslFile(args: readonly string[], name: string): Buffer {
  const file = join(openLab().folder, name);
  openssl([...args, '-out', file]);
  return readFileSync(file);
}
