import { deepEqual, equal, ok } from 'node:assert/strict';
import { rootCertificates } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { readMaterial } from '../../server/src/pins/certificates';
import { childrenOf, encode, join, partsOf, TAG } from '../../server/src/pins/der';
import type { MaterialFault } from '../../server/src/pins/material';
import { der, pem } from '../support/keys';
import { englishAbout } from './material-in-other-words';

const ROOT = der(rootCertificates[0] ?? '');

describe('hostile material', function () {
  this.timeout(30_000);

  const nested = (depth: number, tag: number) =>
    Uint8Array.from({ length: depth * 2 }, (_, at) => (at % 2 ? 0x80 : tag));
  const cases: readonly (readonly [
    title: string,
    code: MaterialFault | undefined,
    bytes: () => Uint8Array | string,
  ])[] = [
    ['nothing', 'empty', () => ''],
    ['noise', 'no-material', () => Buffer.from(Array.from({ length: 9999 }, (_, at) => (at * 7919) % 251))],
    ['a cut certificate', 'damaged', () => ROOT.subarray(0, 300)],
    ['a certificate and a byte', 'damaged', () => Buffer.concat([ROOT, Buffer.of(0)])],
    ['a cut PEM', 'damaged', () => pem('CERTIFICATE', ROOT).slice(0, 500)],
    ['a PEM with a bad letter', 'damaged', () => pem('CERTIFICATE', ROOT).replace(/MII/, 'M!I')],
    ['a begin line over and over', 'damaged', () => '-----BEGIN CERTIFICATE-----\n'.repeat(30_000)],
    ['empty blocks over and over', 'damaged', () => pem('CERTIFICATE', Buffer.of()).repeat(15_000)],
    ['foreign blocks over and over', 'too-large', () => pem('PGP MESSAGE', Buffer.of()).repeat(15_000)],
    [
      'a header without an end',
      'damaged',
      () => `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: ${'x\n'.repeat(300_000)}`,
    ],
    ['a length that lies', 'damaged', () => Buffer.concat([Buffer.from('3084ffffffff', 'hex'), ROOT])],
    ['a length of five bytes', 'damaged', () => Buffer.concat([Buffer.from('30850000000100', 'hex'), ROOT])],
    ['indefinite lengths to the end', 'damaged', () => nested(400_000, 0x30)],
    ['definite lengths in each other', 'damaged', () => deep(5_000)],
    ['ten thousand names', undefined, () => withExtension('0603551d11', names(10_000))],
    ['a megabyte of extensions', 'too-large', () => withExtension('0603551d11', names(100_000))],
    ['900 kB in one extension', undefined, () => withExtension('06022a03', new Uint8Array(900_000))],
    ['more than 10 MB', 'too-large', () => new Uint8Array(10_000_001)],
    ['600 certificates', 'too-large', () => pem('CERTIFICATE', small()).repeat(600)],
    ['2^31 rounds', 'unsupported', () => sealed(2 ** 31)],
    ['a negative number of rounds', 'unsupported', () => sealed(-1)],
    ['JSON in JSON', 'no-material', () => '['.repeat(400_000)],
    ['a JSON Web Key without end', 'no-material', () => `{"kty":"RSA","n":"${'A'.repeat(900_000)}`],
    ['OpenSSH lines with nothing in them', 'damaged', () => `ssh-rsa ${'A'.repeat(64)}\n`.repeat(9_000)],
    ['an OpenSSH line that never ends', 'no-material', () => `ssh-rsa ${'A'.repeat(900_000)}`],
    ['a gzip', 'no-material', () => gzipSync(ROOT)],
    ['an empty ZIP', 'no-material', () => zipSync({})],
    ['a cut ZIP', 'damaged', () => zipSync({ 'a.der': ROOT }).subarray(0, 600)],
    ['a ZIP whose directory is damaged', 'damaged', () => spoiled(zipSync({ 'a.der': ROOT }), -72)],
    ['an encrypted ZIP', 'unsupported', () => encrypted(zipSync({ 'a.der': ROOT }))],
    ['a ZIP bomb', 'no-material', () => zipSync({ 'a.pem': new Uint8Array(9_000_000) }, { level: 9 })],
    [
      'a thousand ZIP bombs in one',
      'too-large',
      () => bombs(999, zipSync({ 'a.pem': new Uint8Array(950_000).fill(32) }, { level: 9 })),
    ],
    ['a ZIP in a ZIP', 'no-material', () => zipSync({ 'a.zip': zipSync({ 'a.der': ROOT }) })],
    ['a ZIP of too many files', 'too-large', () => zipSync(many(1001))],
  ];
  for (const [title, code, bytes] of cases) {
    it(`${title}: ${code ?? 'read'}`, async () => {
      const content = Buffer.from(bytes());
      const before = process.memoryUsage().arrayBuffers;
      const start = process.cpuUsage();
      const file = await readMaterial(content, { password: 'secret' });
      ok(process.cpuUsage(start).user < 3_000_000, 'in bounded time');
      ok(process.memoryUsage().arrayBuffers - before < 200_000_000, 'in bounded memory');
      equal(file.ok ? undefined : file.code, code, file.ok ? '' : file.message);
      if (!file.ok)
        ok(/^[^\n\p{Cc}]{5,160}$/u.test(file.message) && !/^[B-Z][a-z]/.test(file.message), file.message);
      deepEqual(await englishAbout(content, { password: 'secret' }), []);
    });
  }

  it('names that stand twice in a ZIP are both read', async () => {
    const once = zipSync({ 'a.der': ROOT });
    const twice = Buffer.from(zipSync({ 'a.der': ROOT, 'b.der': ROOT }));
    for (let at = twice.indexOf('b.der'); at >= 0; at = twice.indexOf('b.der')) twice.write('a.der', at);
    const names = async (zip: Uint8Array) => {
      const file = await readMaterial(zip);
      return file.ok ? file.items.map(({ entry }) => entry).join() : file.message;
    };
    equal(await names(once), 'a.der');
    equal(await names(twice), 'a.der,a.der');
  });

  it('a slow derivation ends when the host says so', async () => {
    let asked = 0;
    const cancelled = async () => ++asked === 3;
    const file = await readMaterial(sealed(2_000_000), { password: 'secret', cancelled });
    equal(!file.ok && file.code, 'cancelled');
    equal(asked, 3);
  });

  it('many slow things share one bound', async () => {
    const text = pem('ENCRYPTED PRIVATE KEY', sealed(60_000)).repeat(200);
    const start = performance.now();
    const file = await readMaterial(Buffer.from(text), {
      password: 'secret',
      cancelled: () => performance.now() - start > 2000,
    });
    ok(!file.ok);
  });
});

/** SEQUENCEs of definite length, one in the other. */
function deep(depth: number): Uint8Array {
  let bytes = new Uint8Array();
  for (let i = 0; i < depth; i++) bytes = Uint8Array.from(encode(0x30, bytes));
  return bytes;
}

/** An extension that lists so many DNS names. */
function names(count: number): Uint8Array {
  const one = encode(0x82, Buffer.from('abc.test'));
  return encode(TAG.sequence, join(Array.from({ length: count }, () => one)));
}

/** The root with an extension more. */
function withExtension(oid: string, value: Uint8Array): Uint8Array {
  const cut = (part: { start: number; end: number }) => ROOT.subarray(part.start, part.end);
  const [signed, ...signature] = partsOf(ROOT) ?? [];
  const fields = (signed && childrenOf(ROOT, signed)) ?? [];
  const extension = encode(TAG.sequence, Buffer.from(oid, 'hex'), encode(TAG.octetString, value));
  const parts = fields.map((field) =>
    field.tag === TAG.context3 ? encode(TAG.context3, encode(TAG.sequence, extension)) : cut(field),
  );
  return encode(TAG.sequence, encode(TAG.sequence, ...parts), ...signature.map(cut));
}

/** The shortest root that Node ships, so that many of them stay under a megabyte. */
function small(): Uint8Array {
  return rootCertificates.map((root) => der(root)).sort((a, b) => a.length - b.length)[0] ?? ROOT;
}

/** An encrypted key with so many rounds of PBKDF2. */
function sealed(rounds: number): Uint8Array {
  const oid = (hex: string) => encode(TAG.oid, Buffer.from(hex, 'hex'));
  const count = Buffer.alloc(5);
  count.writeIntBE(rounds, 0, 5);
  const parameters = encode(
    TAG.sequence,
    encode(
      TAG.sequence,
      oid('2a864886f70d01050c'),
      encode(TAG.sequence, encode(TAG.octetString, Buffer.alloc(8)), encode(TAG.integer, count)),
    ),
    encode(TAG.sequence, oid('60864801650304012a'), encode(TAG.octetString, Buffer.alloc(16))),
  );
  const algorithm = encode(TAG.sequence, oid('2a864886f70d01050d'), parameters);
  return encode(TAG.sequence, algorithm, encode(TAG.octetString, Buffer.alloc(64)));
}

function spoiled(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Buffer.from(bytes);
  copy[copy.length + at] = (copy.at(at) ?? 0) ^ 0xff;
  return copy;
}

/** The ZIP with the mark of encryption in its directory. */
function encrypted(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  const record = bytes.readUInt32LE(bytes.length - 6);
  bytes[record + 8] = 1;
  return bytes;
}

function many(count: number): Record<string, Uint8Array> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}`, Buffer.of(1)]));
}

/** A directory that names the one file of a ZIP so many times. */
function bombs(count: number, zip: Uint8Array): Uint8Array {
  const end = zip.length - 22;
  const bytes = Buffer.from(zip);
  const start = bytes.readUInt32LE(end + 16);
  const record = bytes.subarray(start, end);
  const tail = Buffer.from(bytes.subarray(end));
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(record.length * count, 12);
  return Buffer.concat([bytes.subarray(0, start), ...Array.from({ length: count }, () => record), tail]);
}
