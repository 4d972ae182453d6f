import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { KEY_NAMES, KEY_TYPES, type KeyType, makeBackupKey } from '../../server/src/keys/backup-key';
import { bits, element, integer, octets, oid, sequence, toPem, utf8 } from '../../server/src/keys/der-writer';
import { encryptKey, ROUNDS } from '../../server/src/keys/envelope';
import { sharedFolder } from '../../server/src/keys/exposure';
import { MAX_NAMES, readNames } from '../../server/src/keys/names';
import { certificateRequest } from '../../server/src/keys/request';
import { fileStem, saveBackupKey } from '../../server/src/keys/save';
import { hasOpenssl, openssl, opensslNote } from '../support/certificates';
import { folder, isRoot } from '../support/cli';

const windows = process.platform === 'win32';
const password = 'correct höřse 🐎';

/** The pin of a PEM public key as the documented pipe of `openssl` commands computes it. */
function pinOf(publicKey: string | Uint8Array): string {
  const spki = openssl(['pkey', '-pubin', '-outform', 'der'], publicKey);
  const digest = openssl(['dgst', '-sha256', '-binary'], spki);
  return `sha256/${openssl(['base64'], digest).toString().trim()}`;
}

(hasOpenssl ? describe : describe.skip)(`backup keys and openssl${opensslNote}`, function () {
  this.timeout(120_000);
  const described: Readonly<Record<KeyType, RegExp>> = {
    'ec-p256': /ASN1 OID: prime256v1/,
    'rsa-2048': /2048 bit/,
    'rsa-3072': /3072 bit/,
    'rsa-4096': /4096 bit/,
  };
  const names = ['api.example.org', '*.xn--bcher-kva.example'];
  for (const type of KEY_TYPES) {
    for (const secret of [undefined, password]) {
      it(`agree on ${type}, ${secret ? 'encrypted' : 'not encrypted'}`, async () => {
        const files = folder();
        const order = { type, names, ...(secret === undefined ? {} : { password: secret }) };
        const { pin, privateKey, request } = await makeBackupKey(order);
        const passFile = files.write('password', `${secret ?? ''}\n`);
        const passin = secret === undefined ? [] : ['-passin', `file:${passFile}`];
        const keyFile = files.write('key', privateKey);
        const publicKey = openssl(['pkey', '-in', keyFile, ...passin, '-pubout']);
        equal(pinOf(publicKey), pin);
        match(openssl(['pkey', '-in', keyFile, ...passin, '-noout', '-text']).toString(), described[type]);

        const requestFile = files.write('csr', request ?? '');
        ok(isSigned(requestFile));
        const read = openssl(['req', '-in', requestFile, '-noout', '-text', '-nameopt', 'utf8']);
        equal(pinOf(openssl(['req', '-in', requestFile, '-noout', '-pubkey'])), pin);
        match(read.toString(), /Subject: ?CN ?= ?api\.example\.org\n/);
        match(read.toString(), /DNS:api\.example\.org, DNS:\*\.xn--bcher-kva\.example\n/);
        match(
          privateKey,
          secret ? /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/ : /^-----BEGIN PRIVATE KEY-----\n/,
        );
      });
    }
  }

  it('agree that the signature fits the request, and that another does not', async () => {
    const files = folder();
    const { request = '' } = await makeBackupKey({ type: 'ec-p256', names });
    ok(isSigned(files.write('request', request)));
    const der = Buffer.from(request.replace(/-----.*-----|\n/g, ''), 'base64');
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    ok(!isSigned(files.write('forged', toPem('CERTIFICATE REQUEST', der))));
  });

  it('agree on a request whose only names are too long for a common name', async () => {
    const long = `${'a'.repeat(60)}.example.org`;
    const { request = '' } = await makeBackupKey({ type: 'ec-p256', names: [long] });
    const text = openssl(['req', '-verify', '-noout', '-text'], request).toString();
    match(text, /Subject: *\n/);
    match(text, new RegExp(`Subject Alternative Name: critical\\s+DNS:${long}\n`));
  });

  it('agree on a request for as many names as are allowed', async () => {
    const many = Array.from({ length: MAX_NAMES }, (_, index) => `host-${index}.example.org`);
    const { request = '' } = await makeBackupKey({ type: 'ec-p256', names: many });
    const text = openssl(['req', '-verify', '-noout', '-text'], request).toString();
    deepEqual(
      Array.from(text.matchAll(/DNS:([^,\s]+)/g), ([, name]) => name),
      many,
    );
  });

  it('agree on the rounds of an encrypted key', async () => {
    const { privateKey } = await makeBackupKey({ type: 'ec-p256', names: [], password });
    const parsed = openssl(['asn1parse'], privateKey).toString();
    for (const part of [/:PBES2/, /:PBKDF2/, /:hmacWithSHA256/, /:aes-256-cbc/, /INTEGER +:0927C0/])
      match(parsed, part);
  });

  it('make a request later from a key without one, as the command line says', async () => {
    const files = folder();
    const { pin, privateKey, request } = await makeBackupKey({ type: 'ec-p256', names: [] });
    equal(request, undefined);
    const key = files.write('key', privateKey);
    const subject = ['-subj', '/CN=api.example.org', '-addext', 'subjectAltName=DNS:api.example.org'];
    const later = openssl(['req', '-new', '-key', key, ...subject]);
    equal(pinOf(openssl(['req', '-noout', '-pubkey'], later)), pin);
  });
});

describe('backup keys', function () {
  this.timeout(30_000);

  it('are new every time, and their pin is that of their public half', async () => {
    const order = { type: 'ec-p256', names: ['api.example.org'] } as const;
    const [one, two] = [await makeBackupKey(order), await makeBackupKey(order)];
    notEqual(one.pin, two.pin);
    match(one.pin, /^sha256\/[A-Za-z0-9+/]{43}=$/);
    const spki = createPublicKey(one.privateKey).export({ type: 'spki', format: 'der' });
    equal(one.pin, `sha256/${createHash('sha256').update(spki).digest('base64')}`);
  });

  it('open with their password and with no other', async () => {
    const pkcs8 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'der',
    });
    const [one, two] = [await encryptKey(pkcs8, password), await encryptKey(pkcs8, password)];
    notEqual(one.toString('hex'), two.toString('hex'));
    const open = (passphrase: string) =>
      createPrivateKey({ key: one, format: 'der', type: 'pkcs8', passphrase }).export({
        type: 'pkcs8',
        format: 'der',
      });
    deepEqual(open(password), pkcs8);
    for (const wrong of ['', `${password} `, password.normalize('NFD')]) {
      await rejects(async () => open(wrong), wrong);
    }
    ok(ROUNDS >= 600_000);
  });

  it('have a type name each', () => {
    deepEqual(Object.keys(KEY_NAMES), [...KEY_TYPES]);
  });

  it('write DER as X.690 has it', () => {
    const cases: readonly [Uint8Array, string][] = [
      [integer(0), '020100'],
      [integer(127), '02017f'],
      [integer(128), '02020080'],
      [integer(600_000), '02030927c0'],
      [oid('2.5.29.17'), '0603551d11'],
      [oid('1.2.840.113549.1.9.14'), '06092a864886f70d01090e'],
      [oid('2.16.840.1.101.3.4.1.42'), '060960864801650304012a'],
      [utf8('é'), '0c02c3a9'],
      [bits(Buffer.of(7)), '03020007'],
      [sequence(), '3000'],
      [element(0x82, Buffer.alloc(127)), `827f${'00'.repeat(127)}`],
      [octets(Buffer.alloc(128)), `048180${'00'.repeat(128)}`],
      [octets(Buffer.alloc(65_536)), `0483010000${'00'.repeat(65_536)}`],
    ];
    for (const [written, hex] of cases) equal(Buffer.from(written).toString('hex'), hex);
  });

  it('sign a request with RSA parameters for RSA only', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const ends = [rsa, ec].map(({ publicKey, privateKey }) =>
      certificateRequest({ spki: publicKey.export({ type: 'spki', format: 'der' }), privateKey }, [
        'a.example',
      ])
        .toString('hex')
        .includes('06092a864886f70d01010b0500'),
    );
    deepEqual(ends, [true, false]);
  });
});

describe('host names of a request', () => {
  const read: readonly (readonly [texts: string[], names: string[]])[] = [
    [[], []],
    [['api.example.org'], ['api.example.org']],
    [['API.Example.ORG.', 'api.example.org'], ['api.example.org']],
    [
      ['bücher.example', '*.BÜCHER.example'],
      ['xn--bcher-kva.example', '*.xn--bcher-kva.example'],
    ],
    [['intranet'], ['intranet']],
    [['_dmarc.example.org'], ['_dmarc.example.org']],
  ];
  for (const [texts, names] of read) {
    it(`reads ${JSON.stringify(texts)}`, () => deepEqual(readNames(texts), { ok: true, names }));
  }

  const refused = [
    '',
    ' ',
    ' api.example.org',
    'api.example.org\n',
    'https://api.example.org',
    'api.example.org:443',
    'api.example.org/path',
    '../../etc/passwd',
    '..',
    '.',
    'a..b',
    '-a.example.org',
    'C:\\key',
    'a@example.org',
    'a.example.org,b.example.org',
    '192.0.2.1',
    '127.1',
    '0x7f.1',
    '2001:db8::1',
    '[::1]',
    '*',
    '*.',
    '*.org',
    'a.*.example.org',
    '*.*.example.org',
    'a\0.example.org',
    `${'a'.repeat(64)}.example.org`,
    `${'a.'.repeat(130)}example.org`,
    '\u202egro.example',
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
      const reading = readNames(['api.example.org', text]);
      ok(!reading.ok);
      ok(reading.message.length < 250);
    });
  }

  it('refuses more than a request may ask for', () => {
    const many = Array.from({ length: MAX_NAMES + 1 }, (_, index) => `host-${index}.example.org`);
    equal(readNames(many).ok, false);
    equal(readNames(many.slice(1)).ok, true);
  });
});

describe('files of a backup key', () => {
  const made = { pin: 'sha256/x', privateKey: 'the key', request: 'the request' };
  const stems: readonly (readonly [names: string[], stem: string])[] = [
    [[], 'backup-2026-01-31'],
    [['api.example.org', 'b.example'], 'api.example.org-backup-2026-01-31'],
    [['*.example.org'], 'wildcard.example.org-backup-2026-01-31'],
    [['aux.example.org'], '_aux.example.org-backup-2026-01-31'],
    [['com1'], '_com1-backup-2026-01-31'],
    [['a'.repeat(253)], `${'a'.repeat(200)}-backup-2026-01-31`],
  ];
  for (const [names, stem] of stems) {
    it(`are named ${stem.slice(0, 40)}`, () => equal(fileStem(names, '2026-01-31'), stem));
  }

  it('go into a new folder, both for their owner alone', async () => {
    const root = folder().path;
    const target = path.join(root, 'new', 'folder');
    const saved = await saveBackupKey(target, made, 'a');
    ok(saved.ok);
    deepEqual(readdirSync(target).toSorted(), ['a.csr', 'a.key']);
    equal(readFileSync(saved.keyFile, 'utf8'), 'the key');
    equal(readFileSync(saved.requestFile ?? '', 'utf8'), 'the request');
    if (windows) return;
    equal(statSync(saved.keyFile).mode & 0o777, 0o600);
    equal(saved.ownerOnly, true);
    for (const one of [target, path.dirname(target)]) equal(statSync(one).mode & 0o777, 0o700);
  });

  it('leave a folder that is there as it is, and a key may go without a request', async () => {
    const root = folder().path;
    if (!windows) chmodSync(root, 0o755);
    const saved = await saveBackupKey(root, { ...made, request: undefined }, 'a');
    deepEqual(readdirSync(root), ['a.key']);
    equal(saved.ok && saved.requestFile, undefined);
    if (!windows) equal(statSync(root).mode & 0o777, 0o755);
  });

  const link = (root: string) => symlinkSync('elsewhere', path.join(root, 'a.key'));
  const inTheWay: readonly (readonly [what: string, block: (root: string) => void, names: string])[] = [
    ['a key', (root) => writeFileSync(path.join(root, 'a.key'), 'old'), 'a.key'],
    ['a request', (root) => writeFileSync(path.join(root, 'a.csr'), 'old'), 'a.csr'],
    ['a folder', (root) => mkdirSync(path.join(root, 'a.key')), 'a.key'],
    ...(windows ? [] : [['a dangling link', link, 'a.key'] as const]),
  ];
  for (const [what, block, name] of inTheWay) {
    it(`are not written where ${what} is in the way`, async () => {
      const root = folder().path;
      block(root);
      const before = readdirSync(root);
      const saved = await saveBackupKey(root, made, 'a');
      ok(!saved.ok);
      equal(saved.path, path.join(root, name));
      equal((saved.error as NodeJS.ErrnoException).code, 'EEXIST');
      deepEqual(readdirSync(root), before);
      if (what !== 'a folder' && what !== 'a dangling link')
        equal(readFileSync(path.join(root, name), 'utf8'), 'old');
    });
  }

  it('leave nothing behind when they cannot be written, new folders included', async () => {
    const root = folder().path;
    const target = path.join(root, 'new', 'folder');
    const saved = await saveBackupKey(target, made, 'a'.repeat(300));
    ok(!saved.ok);
    deepEqual(readdirSync(root), []);
    const blocked = path.join(folder({ file: '' }).path, 'file', 'below');
    const below = await saveBackupKey(blocked, made, 'a');
    ok(!below.ok);
    equal(below.path, blocked);
  });

  it('leave nothing behind in a folder that may not be written', async function () {
    if (isRoot || windows) return this.skip();
    const root = folder().path;
    chmodSync(root, 0o500);
    equal((await saveBackupKey(root, made, 'a')).ok, false);
    deepEqual(readdirSync(root), []);
    chmodSync(root, 0o700);
  });
});

describe('a folder for a key', () => {
  it('is told apart from repositories and workspaces', async () => {
    const root = folder({
      'repo/.git/HEAD': '',
      'linked/.git': 'gitdir: elsewhere',
      'ws/a': '',
      'free/a': '',
    }).path;
    const at = (...parts: string[]) => path.join(root, ...parts);
    const real = realpathSync(root);
    const cases: readonly (readonly [folder: string, shared: string | undefined])[] = [
      [at('repo'), at('repo')],
      [at('repo', 'not', 'yet'), at('repo')],
      [at('linked', 'x'), at('linked')],
      [at('ws', 'keys'), at('ws')],
      [at('ws'), at('ws')],
      [at('ws-beside'), undefined],
      [at('free'), undefined],
      [at('free', '..', 'repo'), at('repo')],
    ];
    for (const [one, shared] of cases) equal(await sharedFolder(one, [at('ws')]), shared, one);
    if (windows) return;
    mkdirSync(at('repo', 'inner'));
    symlinkSync(at('repo', 'inner'), at('free', 'link'));
    equal(await sharedFolder(at('free', 'link', 'keys')), path.join(real, 'repo'));
    symlinkSync(at('ws'), at('opened'));
    equal(await sharedFolder(at('ws', 'keys'), [at('opened')]), at('ws'));
  });
});

/** Whether a request is signed with the key it asks for; some versions of openssl only say so and end with 0 either way. */
function isSigned(file: string): boolean {
  const { status, stdout, stderr } = spawnSync('openssl', ['req', '-in', file, '-verify', '-noout'], {
    encoding: 'utf8',
  });
  return status === 0 && /verify OK/i.test(stdout + stderr);
}
