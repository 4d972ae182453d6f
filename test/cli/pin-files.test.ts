import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { zipSync } from 'fflate';
import { hasOpenssl, type Lab, openLab, openssl, opensslNote, opensslPin } from '../support/certificates';
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

  it('reads keys, requests, packages and archives, each in its role', async () => {
    const { certificate, certificateFile, key, keyFile } = lab.issue({
      commonName: 'role.test',
      key: 'rsa-2048',
    });
    const pin = opensslPin(certificate);
    const request = openssl(['req', '-new', '-key', keyFile, '-subj', '/CN=next.test']);
    const open = ['pkcs12', '-export', '-inkey', keyFile, '-in', certificateFile, '-passout', 'pass:'];
    const archive = zipSync({ 'a/next.csr': request, 'readme.txt': Buffer.from('hello') });
    const ways: readonly (readonly [name: string, content: string | Uint8Array, items: readonly object[]])[] =
      [
        ['next.csr', request, [{ role: 'csr', subject: 'CN=next.test', key: 'RSA 2048', pin }]],
        ['a.key', key, [{ role: 'private-key', key: 'RSA 2048', pin }]],
        ['a.pub', openssl(['pkey', '-pubout'], key), [{ role: 'public-key', key: 'RSA 2048', pin }]],
        [
          'all.zip',
          archive,
          [{ role: 'csr', subject: 'CN=next.test', key: 'RSA 2048', pin, entry: 'a/next.csr' }],
        ],
      ];
    const read = await results(...ways.map(([name, content]) => files.write(name, content)));
    for (const [index, [name, , items]] of ways.entries())
      assert.deepEqual(read[index].certificates, items, name);
    const [pfx] = await results(files.write('a.pfx', openssl(open)));
    assert.deepEqual(
      pfx.certificates.map((one: { role: string; pin: string }) => [one.role, one.pin]),
      [
        ['certificate', pin],
        ['private-key', pin],
      ],
    );
  });

  it('takes a password from standard input and nowhere else, and shows it nowhere', async () => {
    files.write('locked.key', sealed(lab.root.keyFile));
    const run = (input: string, ...more: string[]) =>
      pinwarden(['pin', ...more, 'locked.key', 'locked.key'], { cwd: files.path, input });
    const opened = await run('some secret\r\nmore\n', '--password-stdin');
    assert.equal(opened.status, 0, opened.stderr);
    assert.equal(opened.stdout.split(opensslPin(lab.root.certificate)).length, 3, 'both are opened');
    const wrong = await run('another secret\n', '--password-stdin');
    assert.equal(wrong.status, 1);
    assert.doesNotMatch(wrong.stdout + wrong.stderr, /another secret/);
    const missing = await run('some secret\n');
    assert.match(missing.stderr, /--password-stdin/);
    assert.equal(missing.status, 1);
    files.write('both.pem', lab.root.certificate + sealed(lab.root.keyFile));
    const beside = await pinwarden(['pin', 'both.pem'], { cwd: files.path });
    assert.equal(beside.status, 0, 'the certificate is open');
    assert.match(beside.stderr, /^pinwarden: both\.pem: left out: [^\n]+\n$/);
  });

  it('names a publicly known root, and what speaks against it', async () => {
    const amazon = rootCertificates.find((pem) =>
      new X509Certificate(pem).subject.includes('Amazon Root CA 1'),
    );
    const file = files.write('amazon.pem', amazon ?? '');
    const [result] = await results(file);
    assert.equal(result.certificates[0].known, 'Amazon Root CA 1');
    const { stdout } = await pinwarden(['pin', file], { cwd: files.path });
    assert.match(stdout, /known root: Amazon Root CA 1/);
  });

  describe('without a certificate', () => {
    const cases: readonly (readonly [title: string, content: () => string | Uint8Array])[] = [
      ['an empty file', () => ''],
      ['noise', () => Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))],
      ['a PEM cut in half', () => lab.root.certificate.slice(0, 500)],
      ['a PEM that lacks a line', () => lab.root.certificate.replace(/\n.*\n/, '\n')],
      ['a DER cut in half', () => lab.root.der.subarray(0, 300)],
      ['a DER and a byte', () => Buffer.concat([lab.root.der, Uint8Array.of(0)])],
      ['an encrypted private key', () => sealed(lab.root.keyFile)],
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
        ['cut.pem', 'damaged'],
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

/** A private key as openssl encrypts it, with the password `some secret`. */
function sealed(keyFile: string): string {
  return openssl(['pkcs8', '-topk8', '-in', keyFile, '-passout', 'pass:some secret']).toString();
}
