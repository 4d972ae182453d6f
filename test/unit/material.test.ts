import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { zipSync } from 'fflate';
import { encodeBase64 } from '../../server/src/pins/base64';
import { readMaterial } from '../../server/src/pins/certificates';
import { encode, partsOf } from '../../server/src/pins/der';
import type { MaterialFormat, MaterialOptions } from '../../server/src/pins/material';
import { publicKeyOf } from '../../server/src/public-key-of';
import { hasOpenssl, openLab, openssl, opensslNote } from '../support/certificates';
import { certify, der, KEY_KINDS, labFile, makeKey, opensslFile, pem } from '../support/keys';
import { englishAbout } from './material-in-other-words';

const SECRET = 'sésame 1';

describe(`material${opensslNote}`, function () {
  this.timeout(60_000);
  before(function () {
    if (!hasOpenssl) this.skip();
  });

  const read = async (bytes: Uint8Array | string, options: MaterialOptions = {}) => {
    deepEqual(await englishAbout(Buffer.from(bytes), { publicKeyOf, ...options }), []);
    return readMaterial(Buffer.from(bytes), { publicKeyOf, ...options });
  };
  /** Roles and pins in short, or the code of the refusal. */
  const found = async (bytes: Uint8Array | string, options?: MaterialOptions) => {
    const file = await read(bytes, options);
    return file.ok ? file.items.map(({ role, pin }) => `${role} ${pin}`) : file.code;
  };
  const pair = (kind: string) => {
    const { privateKey, spki, pin } = makeKey(kind);
    const key = labFile(`${kind}.key`, privateKey);
    const certificate = certify(spki);
    return { privateKey, key, pin, certificate, file: labFile(`${kind}.crt`, certificate) };
  };

  describe('in packages', () => {
    const exportPfx = (kind: string, ...more: readonly string[]) => {
      const { key, file } = pair(kind);
      return opensslFile(['pkcs12', '-export', '-inkey', key, '-in', file, ...more], 'out.pfx');
    };

    for (const kind of ['RSA 2048', 'EC P-256', 'Ed25519']) {
      it(`a PFX with ${kind}, modern and legacy, with and without a password`, async () => {
        const { pin } = pair(kind);
        const both = [`certificate ${pin}`, `private-key ${pin}`];
        for (const more of [[], hasLegacy() ? ['-legacy'] : []]) {
          const sealed = exportPfx(kind, '-passout', `pass:${SECRET}`, ...more);
          deepEqual(await found(sealed, { password: SECRET }), both);
          equal(await found(sealed), 'password-needed');
          equal(await found(sealed, { password: 'other' }), 'wrong-password');
          deepEqual(await found(exportPfx(kind, '-passout', 'pass:', ...more)), both, 'an empty password');
          deepEqual(await found(exportPfx(kind, '-passout', 'pass:', ...more), { password: '' }), both);
        }
      });
    }

    it('a PFX with other ciphers and hashes, and what it says of them', async () => {
      const ways: readonly (readonly [RegExp, ...string[]])[] = [
        [/^AES-128-CBC, PBKDF2 with 5000 rounds$/, '-certpbe', 'AES-128-CBC', '-iter', '5000'],
        [/^AES-192-CBC/, '-certpbe', 'AES-192-CBC', '-keypbe', 'AES-192-CBC'],
        [/^3DES-CBC, PKCS #12/, '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES'],
        ...(hasLegacy()
          ? [[/^RC2-128-CBC/, '-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-3DES'] as const]
          : []),
      ];
      for (const [protection, ...way] of ways) {
        const file = await read(exportPfx('EC P-256', '-passout', `pass:${SECRET}`, ...way), {
          password: SECRET,
        });
        ok(file.ok, way.join(' '));
        equal(file.items.length, 2);
        ok(protection.test(file.protection ?? ''), file.protection);
      }
    });

    it('a PFX whose certificates stand open needs no password for them', async () => {
      const open = exportPfx('EC P-256', '-passout', `pass:${SECRET}`, '-certpbe', 'NONE');
      const { pin } = makeKey('EC P-256');
      const file = await read(open);
      ok(file.ok);
      deepEqual([file.items.map((item) => item.pin), file.unread.length], [[pin], 1]);
      equal((await found(open, { password: SECRET })).length, 2);
    });

    it('a PFX with several certificates, in the order of the file', async () => {
      const { root, intermediate } = openLab();
      const others = labFile('others.pem', root.certificate + intermediate.certificate);
      const several = exportPfx('EC P-384', '-passout', 'pass:', '-certfile', others);
      const file = await read(several);
      ok(file.ok);
      equal(file.format, 'pkcs12');
      deepEqual(
        file.items.map(({ role }) => role),
        ['certificate', 'certificate', 'certificate', 'private-key'],
      );
    });

    it('a P7B in PEM, in DER, and in the BER that Windows writes', async () => {
      const { root, intermediate } = openLab();
      const bundle = labFile('bundle.pem', root.certificate + intermediate.certificate);
      const make = (form: string) => openssl(['crl2pkcs7', '-nocrl', '-certfile', bundle, '-outform', form]);
      const expected = await found(root.certificate + intermediate.certificate);
      deepEqual(await found(make('pem')), expected);
      deepEqual(await found(make('der')), expected);
      deepEqual(await found(indefinite(make('der'))), expected);
      deepEqual(await found(pem('CERTIFICATE', make('der'))), expected, 'whatever its label says');
    });

    it('a PFX in BER with its octets in pieces', async () => {
      const package_ = exportPfx('Ed25519', '-passout', `pass:${SECRET}`);
      deepEqual(
        await found(indefinite(package_), { password: SECRET }),
        await found(package_, { password: SECRET }),
      );
    });
  });

  describe('encrypted keys', () => {
    const ways: readonly (readonly [title: string, legacy: boolean, args: readonly string[]])[] = [
      ['PBES2 with PBKDF2', false, ['pkcs8', '-topk8', '-v2', 'aes-256-cbc']],
      ['PBES2 with SHA-512', false, ['pkcs8', '-topk8', '-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512']],
      ['PBES2 with 3DES and SHA-1', false, ['pkcs8', '-topk8', '-v2', 'des3', '-v2prf', 'hmacWithSHA1']],
      ['PBES2 with scrypt', false, ['pkcs8', '-topk8', '-scrypt']],
      ['3DES of PKCS #12', false, ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES']],
      ['RC2 of PKCS #12', true, ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-RC2-40']],
      ['DES with MD5', true, ['pkcs8', '-topk8', '-v1', 'PBE-MD5-DES']],
      ['RC2 with SHA-1', true, ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-RC2-64']],
      ['old PEM with AES', false, ['rsa', '-traditional', '-aes256']],
      ['old PEM with 3DES', false, ['rsa', '-traditional', '-des3']],
    ];
    for (const [title, legacy, args] of ways) {
      it(title, async function () {
        if (legacy && !hasLegacy()) this.skip();
        const { key, pin } = pair('RSA 2048');
        const providers = legacy ? ['-provider', 'legacy', '-provider', 'default'] : [];
        const sealed = openssl([...args, ...providers, '-in', key, '-passout', `pass:${SECRET}`]).toString();
        ok(sealed.includes('ENCRYPTED'));
        deepEqual(await found(sealed, { password: SECRET }), [`private-key ${pin}`]);
        equal(await found(sealed), 'password-needed');
        equal(await found(sealed, { password: 'other' }), 'wrong-password');
        const beside = await read(certify(makeKey('RSA 2048').spki) + sealed);
        ok(beside.ok, 'a certificate beside it needs no password');
        deepEqual([beside.items.length, beside.unread.length], [1, 1]);
      });
    }

    it('no message holds the password', async () => {
      const { key } = pair('EC P-256');
      const sealed = openssl(['pkcs8', '-topk8', '-in', key, '-passout', `pass:${SECRET}`]);
      const answer = await read(sealed, { password: 'hunter2-hunter2' });
      ok(!JSON.stringify(answer).includes('hunter2'));
    });
  });

  describe('keys', () => {
    it('without their public half are computed by the host, or refused in a clause', async () => {
      const { privateKey, pin } = makeKey('Ed25519');
      deepEqual(await found(privateKey), [`private-key ${pin}`]);
      const refusing = () => {
        throw new Error('no');
      };
      for (const options of [{}, { publicKeyOf: () => undefined }, { publicKeyOf: refusing }]) {
        const file = await readMaterial(Buffer.from(privateKey), options);
        equal(!file.ok && file.code, 'unsupported');
      }
    });

    it('in SEC 1 or PKCS#8 without a public half are computed as well', async () => {
      const { privateKey, pin } = makeKey('EC P-384');
      const bare = openssl(['ec', '-no_public'], privateKey).toString();
      const wrapped = openssl(['pkcs8', '-topk8', '-nocrypt'], bare);
      for (const key of [bare, wrapped]) {
        deepEqual(await found(key), [`private-key ${pin}`]);
        const without = await readMaterial(Buffer.from(key));
        equal(!without.ok && without.code, 'unsupported');
      }
    });

    it('in PKCS#8 version 2 carry it', async () => {
      const { privateKey, spki, pin } = makeKey('Ed25519');
      const [, algorithm, secret] = partsOf(der(privateKey)) ?? [];
      ok(algorithm && secret);
      const cut = (part: { start: number; end: number }) => der(privateKey).subarray(part.start, part.end);
      const version2 = encode(
        0x30,
        Uint8Array.of(2, 1, 1),
        cut(algorithm),
        cut(secret),
        encode(0x81, Uint8Array.of(0), spki.subarray(-32)),
      );
      const file = await readMaterial(version2);
      deepEqual(file.ok && file.items.map((item) => item.pin), [pin]);
    });

    it('as JSON Web Keys, one or a set, public or private', async () => {
      const kinds = ['RSA 2048', 'EC P-256', 'EC P-384', 'EC P-521', 'Ed25519', 'Ed448'];
      const keys = kinds.map((kind) => {
        const { privateKey, pin } = makeKey(kind);
        return { jwk: createPublicKey(privateKey).export({ format: 'jwk' }), pin };
      });
      for (const { jwk, pin } of keys) {
        deepEqual(await found(JSON.stringify(jwk)), [`public-key ${pin}`]);
        deepEqual(await found(`\ufeff${JSON.stringify({ ...jwk, d: 'AA' })}`), [`private-key ${pin}`]);
      }
      const set = { keys: [...keys.map(({ jwk }) => jwk), { kty: 'oct', k: 'AA' }] };
      deepEqual(
        await found(JSON.stringify(set)),
        keys.map(({ pin }) => `public-key ${pin}`),
      );
      for (const bad of [
        { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
        { kty: 'RSA', n: '' },
        { kty: 'OKP', crv: '__proto__', x: 'AA' },
      ])
        equal(await found(JSON.stringify(bad)), 'damaged');
      equal(await found('{"hosts":[]}'), 'no-material');
    });

    for (const [type, kind] of [
      ['rsa', 'RSA 3072'],
      ['ecdsa', 'EC P-256'],
      ['ed25519', 'Ed25519'],
    ] as const) {
      it(`as OpenSSH writes them: ${type}, with and without a passphrase`, async function () {
        for (const passphrase of ['', 'phrase']) {
          const file = join(openLab().folder, `ssh-${type}-${passphrase}`);
          const made = spawnSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-f', file]);
          if (made.status !== 0 || !existsSync(file)) this.skip();
          const spki = spawnSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', `${file}.pub`]).stdout;
          // ssh-keygen writes Ed25519 in its own form only, whose key is the last 32 bytes of the line.
          const expected =
            type === 'ed25519'
              ? Buffer.from(readFileSync(`${file}.pub`, 'utf8').split(' ')[1] ?? '', 'base64').subarray(-32)
              : der(spki.toString());
          const read = await Promise.all(
            [`${file}.pub`, file].map((name) => readMaterial(readFileSync(name))),
          );
          const items = read.flatMap((one) => (one.ok ? one.items : []));
          deepEqual(
            items.map(({ role, key }) => [role, key]),
            [
              ['public-key', kind],
              ['private-key', kind],
            ],
          );
          equal(items[0]?.pin, items[1]?.pin);
          const pinned =
            type === 'ed25519'
              ? Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), expected])
              : expected;
          deepEqual(await found(pinned), [`public-key ${items[0]?.pin}`]);
        }
      });
    }
  });

  it('a request tells its names', async () => {
    const { key } = pair('EC P-256');
    const names = ['-addext', 'subjectAltName=DNS:a.test,DNS:*.b.test,IP:127.0.0.1'];
    const request = openssl(['req', '-new', '-key', key, '-subj', '/CN=a.test/O=Lab', ...names]);
    const file = await read(request);
    const [item] = file.ok ? file.items : [];
    ok(item?.role === 'csr');
    equal(item.subject, 'O=Lab, CN=a.test');
    deepEqual(item.names, ['a.test', '*.b.test']);
  });

  it('the format is told by the content', async () => {
    const { certificate, key, file } = pair('EC P-256');
    const pfx = opensslFile(['pkcs12', '-export', '-inkey', key, '-in', file, '-passout', 'pass:'], 'f.pfx');
    const bags = openssl(['pkcs12', '-in', labFile('f.pfx', pfx), '-passin', 'pass:', '-nodes']).toString();
    ok(bags.includes('Bag Attributes'));
    const ways: readonly (readonly [MaterialFormat, string | Uint8Array, count: number])[] = [
      ['pem', certificate, 1],
      ['pem', bags, 2],
      ['pem', bags.replace(/\n/g, '\r\n'), 2],
      ['pem', Buffer.from(`\ufeff${certificate}`, 'utf16le'), 1],
      ['pem', encodeBase64(der(certificate)).replace(/.{76}/g, '$&\r\n'), 1],
      ['pem', openssl(['x509', '-trustout', '-addtrust', 'serverAuth'], certificate), 1],
      ['der', der(certificate), 1],
      ['pkcs12', pfx, 2],
      ['zip', zipSync({ 'a.pem': Buffer.from(certificate) }), 1],
    ];
    for (const [format, content, count] of ways) {
      const read = await readMaterial(Buffer.from(content));
      deepEqual(read.ok && [read.format, read.items.length], [format, count], format);
    }
  });

  it('a ZIP gives what its files hold, each with its name, and tells which hold nothing', async () => {
    const { certificate, privateKey, pin } = pair('EC P-256');
    const zip = zipSync({
      'one/cert.pem': Buffer.from(certificate),
      '../../key.pem': [Buffer.from(privateKey), { level: 0 }],
      '/etc/\u001b[31mevil\0.der': der(certificate),
      'readme.txt': Buffer.from('hello'),
      'closed.key': Buffer.from(pem('ENCRYPTED PRIVATE KEY', new Uint8Array(64))),
      'inner.zip': zipSync({ 'cert.pem': Buffer.from(certificate) }),
    });
    const file = await read(zip);
    ok(file.ok);
    deepEqual(
      file.items.map((item) => [item.entry, item.pin]),
      [
        ['one/cert.pem', pin],
        ['../../key.pem', pin],
        ['/etc/\\u{1b}[31mevil\\u{0}.der', pin],
      ],
    );
    deepEqual(file.strays, ['readme.txt', 'inner.zip']);
    deepEqual([file.unread.length, file.unread[0]?.includes('closed.key')], [1, true]);
  });

  it('every kind of key is covered, and every root comes through in a ZIP', async () => {
    ok(KEY_KINDS.length >= 10);
    const files = Object.fromEntries(rootCertificates.map((root, at) => [`${at}.crt`, der(root)]));
    const file = await read(zipSync(files));
    equal(file.ok && file.items.length, rootCertificates.length);
  });
});

let legacy: boolean | undefined;

/** Whether the old ciphers are there: LibreSSL and some builds of OpenSSL lack them. */
function hasLegacy(): boolean {
  legacy ??= spawnSync('openssl', ['list', '-provider', 'legacy', '-cipher-algorithms']).status === 0;
  return legacy;
}

/** DER with every constructed element of indefinite length and long OCTET STRINGs in two pieces, certificates left alone. */
function indefinite(bytes: Uint8Array): Uint8Array {
  const end = Uint8Array.of(0, 0);
  const tag = bytes[0] ?? 0;
  const first = bytes[1] ?? 0;
  const content = bytes.subarray(2 + (first < 0x80 ? 0 : first & 0x7f));
  if (tag === 0x04 && content.length > 1) {
    const half = content.length >> 1;
    const pieces = [content.subarray(0, half), content.subarray(half)].map((piece) => encode(0x04, piece));
    return Buffer.concat([Uint8Array.of(0x24, 0x80), ...pieces, end]);
  }
  if ((tag & 0x20) === 0 || isCertificate(bytes)) return bytes;
  const parts: Uint8Array[] = [];
  for (let rest = content; rest.length > 0; ) {
    const lengthByte = rest[1] ?? 0;
    const extra = lengthByte < 0x80 ? 0 : lengthByte & 0x7f;
    const length =
      extra === 0
        ? lengthByte
        : Array.from(rest.subarray(2, 2 + extra)).reduce((sum, byte) => sum * 256 + byte, 0);
    parts.push(indefinite(rest.subarray(0, 2 + extra + length)));
    rest = rest.subarray(2 + extra + length);
  }
  return Buffer.concat([Uint8Array.of(tag, 0x80), ...parts, end]);
}

function isCertificate(bytes: Uint8Array): boolean {
  const parts = partsOf(bytes);
  return parts?.length === 3 && parts[0]?.tag === 0x30 && parts[2]?.tag === 0x03;
}
