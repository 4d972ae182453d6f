import assert from 'node:assert/strict';
import tls from 'node:tls';
import { readCertificate } from '../../server/src/net/certificate';
import { staysWithin } from '../../server/src/net/constraints';
import { readTraits } from '../../server/src/net/traits';
import { pathProblem } from '../../server/src/net/verify';
import { hasOpenssl, openLab, opensslNote } from '../support/certificates';

describe('net: what certificates say of themselves', () => {
  const roots = tls.rootCertificates.flatMap((pem) => readCertificate(pem) ?? []);

  it('every public root can be read, and is an authority', () => {
    assert.ok(roots.length > 50);
    for (const { certificate, subject } of roots) {
      const traits = readTraits(certificate.raw);
      assert.ok(traits, subject);
      assert.notEqual(traits.authority, false, subject);
      assert.equal(traits.unknownCritical, undefined, subject);
    }
  });

  it('certificates that are cut, or bent in one place, are read or not, at once and without a throw', () => {
    const start = performance.now();
    for (const { certificate } of roots.slice(0, 3)) {
      for (let at = 0; at < certificate.raw.length; at += 1) {
        readTraits(certificate.raw.subarray(0, at));
        for (const octet of [0x00, 0x30, 0x80, 0x84, 0xff]) {
          const bent = Buffer.from(certificate.raw);
          bent[at] = octet;
          readTraits(bent);
        }
      }
    }
    assert.ok(performance.now() - start < 30_000);
  });

  it('a product of names and constraints that would take long is refused', () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({ tag: 0x82, value: Buffer.from(`n${at}.test`) }));
    const [root] = roots;
    const traits = root && readTraits(root.certificate.raw);
    assert.ok(traits);
    const start = performance.now();
    assert.equal(staysWithin({ ...traits, names: many }, { permitted: [], excluded: many }), false);
    assert.ok(performance.now() - start < 10_000);
  });
});

describe(`net: public roots above a leaf${opensslNote}`, () => {
  it('none of them is held back by a rule of ours while it is current', function () {
    if (!hasOpenssl) this.skip();
    const leaf = readCertificate(openLab().issue({ commonName: 'x', names: ['DNS:x.test'] }).der);
    assert.ok(leaf);
    const problems = tls.rootCertificates.flatMap((pem) => {
      const root = readCertificate(pem);
      return (root && pathProblem([leaf, root], true, Date.now())) ?? [];
    });
    assert.deepEqual(
      problems.filter(({ code }) => code !== 'ended'),
      [],
    );
  });
});
