import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { certificatePin, readMaterial } from '../../server/src/pins/certificates';
import { bytesOf, childrenOf, encode, join, partsOf, TAG } from '../../server/src/pins/der';
import { publicKeyOf } from '../../server/src/public-key-of';
import { hasOpenssl, openssl, opensslNote } from '../support/certificates';
import { certify, der, KEY_KINDS, labFile, makeKey, pem, pinOf, rsaPublicKey } from '../support/keys';

describe(`pins of keys and certificates${opensslNote}`, function () {
  this.timeout(60_000);
  before(function () {
    if (!hasOpenssl) this.skip();
  });

  it("are those of Node's OpenSSL for every root that it ships, and of the command for some", async () => {
    const read = await readMaterial(Buffer.from(rootCertificates.join('\n')));
    ok(read.ok);
    const keys = rootCertificates.map((root) =>
      new X509Certificate(root).publicKey.export({ type: 'spki', format: 'der' }),
    );
    for (let at = 0; at < keys.length; at += 16) {
      const answer = openssl(['x509', '-noout', '-pubkey'], rootCertificates[at]);
      deepEqual(keys[at], der(answer.toString()));
    }
    deepEqual(
      read.items.map(({ pin }) => pin),
      keys.map(pinOf),
    );
    deepEqual(
      rootCertificates.map((root) => certificatePin(der(root))),
      keys.map(pinOf),
    );
  });

  const pinsOf = async (bytes: Uint8Array | string) => {
    const read = await readMaterial(Buffer.from(bytes), { publicKeyOf });
    return read.ok ? read.items.map(({ role, key, pin }) => [role, key, pin]) : read;
  };

  for (const kind of KEY_KINDS) {
    it(`are those of openssl for ${kind}: certificate, request, public and private key`, async () => {
      const { privateKey, spki, pin } = makeKey(kind);
      const certificate = certify(spki);
      deepEqual(await pinsOf(certificate), [['certificate', kind, pin]]);
      deepEqual(await pinsOf(der(certificate)), [['certificate', kind, pin]]);
      deepEqual(await pinsOf(pem('PUBLIC KEY', spki)), [['public-key', kind, pin]]);
      deepEqual(await pinsOf(spki), [['public-key', kind, pin]]);
      deepEqual(await pinsOf(privateKey), [['private-key', kind, pin]]);
      deepEqual(await pinsOf(der(privateKey)), [['private-key', kind, pin]]);
      const request = openssl([
        'req',
        '-new',
        '-key',
        labFile('matrix.key', privateKey),
        '-subj',
        '/CN=key.test',
      ]);
      deepEqual(await pinsOf(request), [['csr', kind, pin]]);
    });
  }

  it('are those of openssl for the older forms of RSA, EC and DSA keys', async () => {
    for (const kind of ['RSA 1024', 'RSA 2048', 'EC P-224', 'EC P-256', 'EC P-384', 'EC P-521', 'DSA']) {
      const { privateKey, pin } = makeKey(kind);
      const traditional = openssl(['pkey', '-traditional'], privateKey).toString();
      notEqual(traditional, privateKey);
      deepEqual(await pinsOf(traditional), [['private-key', kind, pin]]);
      deepEqual(await pinsOf(der(traditional)), [['private-key', kind, pin]]);
    }
    const { privateKey, pin } = makeKey('RSA 2048');
    const publicKey = openssl(['rsa', '-RSAPublicKey_out'], privateKey).toString();
    deepEqual(await pinsOf(publicKey), [['public-key', 'RSA 2048', pin]]);
  });

  for (const bits of [3072, 4096, 8192]) {
    it(`are those of openssl for RSA ${bits}`, async () => {
      const spki = rsaPublicKey(bits);
      const certificate = certify(spki);
      const answer = der(openssl(['x509', '-noout', '-pubkey'], certificate).toString());
      deepEqual(await pinsOf(certificate), [['certificate', `RSA ${bits}`, pinOf(answer)]]);
    });
  }

  it('keep a compressed point compressed, as openssl does', async () => {
    const { privateKey } = makeKey('EC P-256');
    const compressed = openssl(['ec', '-conv_form', 'compressed', '-outform', 'der'], privateKey);
    const answer = openssl(['pkey', '-inform', 'der', '-pubout', '-outform', 'der'], compressed);
    deepEqual(await pinsOf(compressed), [['private-key', 'EC P-256', pinOf(answer)]]);
  });

  it('hash an odd algorithm identifier as it stands, where openssl repairs it first', async () => {
    const { spki } = makeKey('RSA 2048');
    const [, bits] = partsOf(spki) ?? [];
    ok(bits);
    const rsa = Buffer.from('06092a864886f70d010101', 'hex');
    const odd: readonly (readonly [title: string, algorithm: Uint8Array])[] = [
      ['without NULL', encode(TAG.sequence, rsa)],
      ['with an empty sequence', encode(TAG.sequence, rsa, encode(TAG.sequence))],
    ];
    for (const [title, algorithm] of odd) {
      const strange = encode(TAG.sequence, algorithm, bytesOf(spki, bits));
      const certificate = pem('CERTIFICATE', withSpki(der(certify(spki)), strange));
      const repaired = der(openssl(['x509', '-noout', '-pubkey'], certificate).toString());
      deepEqual(await pinsOf(certificate), [['certificate', 'RSA 2048', pinOf(strange)]], title);
      deepEqual(await pinsOf(strange), [['public-key', 'RSA 2048', pinOf(strange)]], title);
      notEqual(pinOf(repaired), pinOf(strange), title);
    }
    equal(
      pinOf(der(openssl(['pkey', '-pubin', '-pubout'], pem('PUBLIC KEY', spki)).toString())),
      pinOf(spki),
    );
  });
});

/** A certificate with another key in it; its signature is wrong then, which is nobody's business here. */
function withSpki(certificate: Uint8Array, spki: Uint8Array): Uint8Array {
  const [signed, ...signature] = partsOf(certificate) ?? [];
  ok(signed);
  const fields = childrenOf(certificate, signed) ?? [];
  const place = fields[0]?.tag === TAG.context0 ? 6 : 5;
  const parts = fields.map((field, at) => (at === place ? spki : bytesOf(certificate, field)));
  return encode(
    TAG.sequence,
    encode(TAG.sequence, join(parts)),
    ...signature.map((part) => bytesOf(certificate, part)),
  );
}
