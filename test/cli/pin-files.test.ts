import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { hasOpenssl, type Lab, openLab, opensslNote, opensslPin } from '../support/certificates';
import { type Folder, folder, pinwarden, together } from '../support/cli';

describe(`cli: pin of files${opensslNote}`, function () {
  this.timeout(20_000);
  let lab: Lab;
  let files: Folder;
  before(function () {
    if (!hasOpenssl) this.skip();
    lab = openLab();
    files = folder();
  });

  const results = async (...targets: string[]) => {
    const { stdout } = await pinwarden(['pin', '--format', 'json', ...targets], { cwd: files.path });
    return JSON.parse(stdout).results;
  };
  const pins = (result: { certificates: { pin: string }[] }) => result.certificates.map(({ pin }) => pin);

  it('agrees with openssl for every kind of key, in PEM and DER', async () => {
    const kinds = ['rsa-1024', 'rsa-2048', 'ec-p256', 'ec-p384', 'ed25519'] as const;
    const issued = kinds.map((key) => lab.issue({ commonName: 'file.test', key }));
    const targets = issued.flatMap(({ certificate, der }, index) => [
      files.write(`${index}.pem`, certificate),
      files.write(`${index}.der`, der),
    ]);
    assert.deepEqual(
      (await results(...targets)).flatMap(pins),
      issued.flatMap(({ certificate }) => [opensslPin(certificate), opensslPin(certificate)]),
    );
  });

  it('reads bundles in their order, whatever stands around and between', async () => {
    const { root, intermediate, stranger } = lab;
    const all = [root, intermediate, stranger];
    const expected = all.map(({ certificate }) => opensslPin(certificate));
    const bundle = all.map(({ certificate }) => certificate).join('');
    const ways: readonly (readonly [name: string, content: string])[] = [
      ['plain.pem', bundle],
      ['crlf.crt', bundle.replace(/\n/g, '\r\n')],
      ['open.pem', bundle.trimEnd()],
      ['bom.pem', `\ufeff${bundle}`],
      [
        'text.cer',
        `Subject: CN=é\nissuer: x\n${all.map(({ certificate }) => `# one\n${certificate}\nbye`).join('\n')}`,
      ],
      ['key.pem', `${lab.root.key}${bundle}`],
      ['noending', bundle],
    ];
    const read = await results(...ways.map(([name, content]) => files.write(name, content)));
    for (const [index, [name]] of ways.entries()) assert.deepEqual(pins(read[index]), expected, name);
  });

  it('gives programs the documented members', async () => {
    const { certificate, der } = lab.issue({ commonName: 'file.test', key: 'rsa-2048' });
    const [result] = await results(files.write('one.pem', certificate));
    assert.deepEqual(Object.keys(result), ['target', 'certificates']);
    const [one] = result.certificates;
    const { notBefore, notAfter, ...rest } = one;
    assert.match(
      `${notBefore} ${notAfter}`,
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    );
    assert.deepEqual(rest, {
      role: 'certificate',
      subject: 'CN=file.test',
      issuer: 'CN=file.test',
      key: 'RSA 2048',
      pin: opensslPin(certificate),
      fingerprint: createHash('sha256').update(der).digest('hex'),
    });
  });

  it('gives people the pin with subject, issuer, key and validity', async () => {
    const { certificate } = lab.issue({ commonName: 'leaf.test', issuer: lab.intermediate });
    const file = files.write('leaf.pem', certificate);
    const outcome = await pinwarden(['pin', file], { cwd: files.path });
    assert.equal(outcome.status, 0, outcome.stderr);
    for (const part of [
      opensslPin(certificate),
      'CN=leaf.test',
      'issued by CN=Lab CA',
      'EC P-256',
      'days left',
    ])
      assert.ok(outcome.stdout.includes(part), part);
  });

  describe('without a certificate', () => {
    const cases: readonly (readonly [title: string, content: () => string | Uint8Array])[] = [
      ['an empty file', () => ''],
      ['noise', () => Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))],
      ['a PEM cut in half', () => lab.root.certificate.slice(0, 500)],
      ['a PEM that lacks a line', () => lab.root.certificate.replace(/\n.*\n/, '\n')],
      ['a DER cut in half', () => lab.root.der.subarray(0, 300)],
      ['a DER and a byte', () => Buffer.concat([lab.root.der, Uint8Array.of(0)])],
      ['a private key', () => lab.root.key],
      ['a pinning file', () => '{"hosts":[]}'],
      ['a begin line over and over', () => '-----BEGIN CERTIFICATE-----\n'.repeat(3_000)],
      ['nested DER', () => Uint8Array.from({ length: 400_000 }, (_, at) => (at % 2 ? 0x80 : 0x30))],
    ];
    const run = together(cases, async ([title, content]) => {
      const bytes = content();
      const name = path.basename(files.write(`bad-${title.replaceAll(' ', '-')}.pem`, bytes));
      const outcome = await pinwarden(['pin', name], { cwd: files.path, limitMs: 10_000 });
      return { outcome, unchanged: files.read(name).equals(Buffer.from(bytes)) };
    });
    for (const [index, [title]] of cases.entries()) {
      it(`${title}: one clause and status 1`, async () => {
        const { outcome, unchanged } = await run(index);
        assert.equal(outcome.status, 1, outcome.stdout);
        assert.equal(outcome.stdout, '');
        assert.match(outcome.stderr, /^pinwarden: bad-\S+\.pem: [^\n]{5,120}\n$/);
        assert.ok(unchanged);
      });
    }
  });

  it('does the good inputs beside the bad, in the order of the command line', async () => {
    files.write('good.pem', lab.root.certificate);
    files.write('cut.pem', lab.root.certificate.slice(0, 200));
    const args = ['cut.pem', 'good.pem', 'absent.pem', '.'];
    const text = await pinwarden(['pin', ...args], { cwd: files.path });
    assert.equal(text.status, 2);
    assert.deepEqual(
      text.stderr.split('\n').map((line) => line.split(':')[1]?.trim()),
      ['cut.pem', 'absent.pem', '.', undefined],
    );
    assert.ok(text.stdout.startsWith('good.pem\n'), 'no empty blocks for the others');
    const json = await pinwarden(['pin', '--format', 'json', ...args], { cwd: files.path });
    const { results: all } = JSON.parse(json.stdout);
    assert.deepEqual(
      all.map(({ target, error }: { target: string; error?: { code: string } }) => [target, error?.code]),
      [
        ['cut.pem', 'no-certificate'],
        ['good.pem', undefined],
        ['absent.pem', 'input'],
        ['.', 'input'],
      ],
    );
    assert.equal(json.status, 2);
  });

  it('shows no control character of a subject', async () => {
    const order = { commonName: 'evil\u001b[31m\u0007\u009b\u202e name' };
    const { certificate } = lab.issue(order);
    const file = files.write('evil.pem', certificate);
    for (const format of ['text', 'json']) {
      const { stdout } = await pinwarden(['pin', '--format', format, file], { cwd: files.path });
      assert.ok(stdout.includes('evil'));
      assert.doesNotMatch(stdout, /[^\P{Cc}\n]|\p{Cf}/u, format);
    }
  });
});
