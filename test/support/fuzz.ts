import { rootCertificates } from 'node:tls';
import { zipSync } from 'fflate';
import { readMaterial } from '../../server/src/pins/certificates';
import { publicKeyOf } from '../../server/src/public-key-of';
import { type Random, random } from '../unit/random';
import { hasOpenssl, openLab, openssl } from './certificates';
import { certify, der, labFile, makeKey, opensslFile, pem } from './keys';

/** What a run found: how often each answer came, and the cases that went wrong. */
export interface FuzzReport {
  readonly answers: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
  /** CPU time of the slowest case, in milliseconds. */
  readonly slowest: number;
  readonly cases: number;
}

const PASSWORD = 'secret';

/** CPU time after which a case counts as hanging, in milliseconds. */
const LIMIT_MS = 5000;

/** Reads mutated certificates, keys and packages; a throw, a hang or an answer that is no clause is a failure. */
export async function fuzzMaterial({
  cases,
  seed,
  untilMs = Number.POSITIVE_INFINITY,
}: {
  readonly cases: number;
  readonly seed: number;
  /** Stops early after so many milliseconds. */
  readonly untilMs?: number;
}): Promise<FuzzReport> {
  const seeds = corpus();
  const answers: Record<string, number> = {};
  const failures: string[] = [];
  const start = performance.now();
  let slowest = 0;
  let done = 0;
  for (; done < cases && performance.now() - start < untilMs; done++) {
    const source = random(seed + done);
    const bytes = mutate(seeds[source.below(seeds.length)] ?? new Uint8Array(), seeds, source);
    const began = process.cpuUsage();
    const answer = await judge(bytes);
    const took = process.cpuUsage(began).user / 1000;
    slowest = Math.max(slowest, took);
    answers[answer] = (answers[answer] ?? 0) + 1;
    if (answer.startsWith('!') || took > LIMIT_MS)
      failures.push(`seed ${seed + done}: ${answer}, ${took.toFixed(0)} ms`);
  }
  return { answers, failures, slowest, cases: done };
}

async function judge(bytes: Uint8Array): Promise<string> {
  const start = performance.now();
  const cancelled = () => performance.now() - start > 100;
  try {
    const file = await readMaterial(bytes, { password: PASSWORD, cancelled, publicKeyOf });
    if (!file.ok) return isClause(file.message) ? file.code : `! no clause: ${JSON.stringify(file.message)}`;
    const sound = file.items.every(({ pin }) => /^sha256\/[A-Za-z0-9+/]{43}=$/.test(pin));
    return sound && file.items.length > 0 && file.unread.every(isClause) ? 'read' : '! no pins';
  } catch (error) {
    return `! ${String(error)}`;
  }
}

function isClause(message: string): boolean {
  return /^[^\p{Cc}\p{Cf}]{5,400}$/u.test(message) && !message.includes(PASSWORD);
}

/** One of everything that is read, some of it open where it is usually encrypted, so that mutations reach deep. */
function corpus(): readonly Uint8Array[] {
  const roots = rootCertificates.slice(0, 12).map((root) => der(root));
  const zip = zipSync({
    'a.der': roots[0] ?? new Uint8Array(),
    'b/c.pem': Buffer.from(rootCertificates[1] ?? ''),
  });
  const texts = [
    rootCertificates.slice(0, 3).join('\n'),
    JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }] }),
  ];
  return [...roots, zip, ...texts.map((text) => Buffer.from(text)), ...(hasOpenssl ? made() : [])];
}

function made(): Uint8Array[] {
  const { root } = openLab();
  const all: Uint8Array[] = [];
  for (const kind of ['RSA 1024', 'EC P-256', 'Ed25519', 'DSA']) {
    const { privateKey, spki } = makeKey(kind);
    const key = labFile('fuzz.key', privateKey);
    const cert = labFile('fuzz.crt', certify(spki));
    const pfx = (...more: readonly string[]) =>
      opensslFile(
        ['pkcs12', '-export', '-inkey', key, '-in', cert, '-passout', `pass:${PASSWORD}`, ...more],
        'fuzz.pfx',
      );
    const sealed = openssl(['pkcs8', '-topk8', '-in', key, '-passout', `pass:${PASSWORD}`, '-iter', '100']);
    const request = openssl([
      'req',
      '-new',
      '-key',
      key,
      '-subj',
      '/CN=fuzz.test',
      '-addext',
      'subjectAltName=DNS:a.test',
    ]);
    all.push(spki, der(privateKey), der(sealed.toString()), sealed, der(request.toString()));
    all.push(pfx('-iter', '10', '-maciter'), pfx('-certpbe', 'NONE', '-keypbe', 'NONE', '-nomac'));
    all.push(pfx('-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-iter', '10'));
  }
  all.push(openssl(['crl2pkcs7', '-nocrl', '-certfile', root.certificateFile, '-outform', 'der']));
  all.push(
    openssl([
      'rsa',
      '-traditional',
      '-aes128',
      '-in',
      labFile('fuzz.key', makeKey('RSA 1024').privateKey),
      '-passout',
      `pass:${PASSWORD}`,
    ]),
  );
  return all;
}

/** Bytes that mean much in DER and ZIP. */
const TELLING = [
  0x00, 0x01, 0x02, 0x03, 0x04, 0x06, 0x24, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x84, 0xa0, 0xa1, 0xff,
] as const;

function mutate(bytes: Uint8Array, seeds: readonly Uint8Array[], source: Random): Uint8Array {
  let changed = Uint8Array.from(bytes);
  for (let rounds = 1 + source.below(6); rounds > 0; rounds--)
    changed = Uint8Array.from(step(changed, seeds, source));
  // Half of the binary ones go around as PEM, so that base64 and labels do not catch what the readers should.
  const label = source.pick([
    'CERTIFICATE',
    'PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
    'PKCS7',
    'EC PRIVATE KEY',
  ]);
  return source.below(4) === 0 ? Buffer.from(pem(label, changed)) : changed;
}

function step(bytes: Uint8Array, seeds: readonly Uint8Array[], source: Random): Uint8Array {
  const at = source.below(bytes.length + 1);
  const span = source.below(Math.min(64, bytes.length - at + 1));
  const copy = Uint8Array.from(bytes);
  switch (source.below(8)) {
    case 0:
      copy[at] = (copy[at] ?? 0) ^ (1 << source.below(8));
      return copy;
    case 1:
    case 2:
      copy[at] = source.pick(TELLING);
      return copy;
    case 3:
      return source.below(4) === 0 ? bytes.subarray(0, at) : copy;
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + span)]);
    case 5:
      return Buffer.concat([bytes.subarray(0, at + span), bytes.subarray(at)]);
    case 6:
      return Buffer.concat([bytes.subarray(0, at), source.bytes(source.below(8)), bytes.subarray(at)]);
    default: {
      const other = seeds[source.below(seeds.length)] ?? bytes;
      const from = source.below(other.length);
      copy.set(other.subarray(from, from + span).subarray(0, copy.length - at), at);
      return copy;
    }
  }
}
