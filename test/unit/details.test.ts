import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';
import { covers } from '../../server/src/inspect/names';
import { type CertificateDetails, readCertificate, readDetails } from '../../server/src/pins/certificates';
import { attributeOf } from '../../server/src/pins/owner';
import { hasOpenssl, openLab, opensslNote } from '../support/certificates';

describe('the details of a certificate', () => {
  it('agree with Node for every public root', () => {
    for (const pem of tls.rootCertificates) {
      const node = new X509Certificate(pem);
      const details = readDetails(node.raw);
      assert.ok(details, node.subject);
      assert.equal(BigInt(`0x${details.serial}`), BigInt(`0x${node.serialNumber}`));
      assert.equal(details.authority, node.ca);
      assert.equal(details.subjectBytes === details.issuerBytes, node.subject === node.issuer);
      assert.match(details.signature, /^(?:SHA-(?:1|256|384|512) with (?:RSA|ECDSA)|MD5 with RSA)$/);
      if (details.keyUsage) assert.ok(details.keyUsage.includes('keyCertSign'), node.subject);
    }
  });

  it('are none for other bytes, and for every truncation', () => {
    const der = new X509Certificate(tls.rootCertificates[0] ?? '').raw;
    for (let length = 0; length < der.length; length++) {
      assert.equal(readDetails(der.subarray(0, length)), undefined);
    }
  });

  it('never throw, whatever byte is damaged', () => {
    const der = new X509Certificate(tls.rootCertificates[0] ?? '').raw;
    for (let at = 0; at < der.length; at++) {
      for (const value of [0, 0x30, 0x80, 0xff]) {
        const damaged = Buffer.from(der);
        damaged[at] = value;
        assert.doesNotThrow(() => readDetails(damaged));
      }
    }
  });

  describe(`of certificates from openssl${opensslNote}`, function () {
    this.timeout(20_000);
    before(function () {
      if (!hasOpenssl) this.skip();
    });
    const details = (order: object): CertificateDetails => {
      const read = readDetails(openLab().issue({ commonName: 'api.example.org', ...order }).der);
      assert.ok(read);
      return read;
    };

    it('show one value as one, whatever it imitates', () => {
      const cases: readonly (readonly [string, string, string])[] = [
        ['x, CN=good.test', 'CN=x\\, CN=good.test', 'x, CN=good.test'],
        ['x\\\\, CN=good.test', 'CN=x\\\\\\, CN=good.test', 'x\\, CN=good.test'],
        ['Example, Inc.', 'CN=Example, Inc.', 'Example, Inc.'],
        ['a\\\\b', 'CN=a\\\\b', 'a\\b'],
      ];
      for (const [written, subject, common] of cases) {
        const read = readCertificate(openLab().issue({ commonName: written }).der);
        assert.equal(read?.subject, subject);
        assert.equal(attributeOf(subject, 'CN'), common);
      }
      assert.equal(attributeOf('O=x\\, CN=good.test, CN=evil.test', 'CN'), 'evil.test');
      assert.equal(attributeOf('CN=evil.test, O=x\\, CN=good.test', 'CN'), 'evil.test');
      assert.equal(attributeOf('O=x\\, CN=good.test', 'CN'), undefined);
      assert.equal(attributeOf('CN=x\\, O=Amazon', 'O'), undefined);
      assert.equal(attributeOf('CN=x\\, O=Amazon, O=Example\\, Inc.', 'O'), 'Example, Inc.');
    });

    it('hold names, addresses, usages and the signature', () => {
      const { dnsNames, addresses, commonNames, extendedKeyUsage, keyUsage, signature } = details({
        names: ['DNS:API.example.org', 'DNS:*.example.org', 'IP:192.0.2.7', 'IP:2001:db8::1'],
        usage: 'serverAuth,clientAuth,1.2.3.4',
        issuer: openLab().root,
        digest: 'sha1',
      });
      assert.deepEqual(dnsNames, ['api.example.org', '*.example.org']);
      assert.deepEqual(addresses, ['c0000207', '20010db8000000000000000000000001']);
      assert.deepEqual(commonNames, ['api.example.org']);
      assert.deepEqual(extendedKeyUsage, ['serverAuth', 'clientAuth', '1.2.3.4']);
      assert.equal(keyUsage, undefined);
      assert.equal(signature, 'SHA-1 with RSA');
    });

    it('hold the key usage and path length of an authority', () => {
      const read = readDetails(openLab().intermediate.der);
      assert.deepEqual(read?.keyUsage, ['keyCertSign', 'cRLSign']);
      assert.equal(read?.pathLength, undefined);
    });

    it('cover the hosts that Node takes them for', () => {
      const names = ['DNS:api.example.org', 'DNS:*.example.com', 'DNS:*.a.example.net', 'IP:192.0.2.7'];
      const order = { commonName: 'name.test', names };
      const read = details(order);
      const { raw } = new X509Certificate(openLab().issue(order).certificate);
      const legacy = new X509Certificate(raw).toLegacyObject();
      const hosts = [
        'api.example.org',
        'example.org',
        'x.api.example.org',
        'a.example.com',
        'example.com',
        'a.b.example.com',
        'b.a.example.net',
        'a.example.net',
        '192.0.2.7',
        '192.0.2.8',
        'name.test',
      ];
      for (const host of hosts) {
        const node = tls.checkServerIdentity(host, legacy) === undefined;
        assert.equal(covers(read, host), node, host);
      }
      assert.ok(covers(read, '*.example.com'));
      assert.ok(!covers(read, '*.example.org'));
      assert.ok(!covers(read, '*.b.example.com'));
    });
  });
});
