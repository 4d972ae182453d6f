import { deepEqual, equal, ok } from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { isCanonical32 } from '../../server/src/pins/base64';
import { readCertificate } from '../../server/src/pins/certificate';
import { knownRoot, knownRoots } from '../../server/src/pins/known-roots';
import { AMAZON_ROOTS, emptyInput, placeholderReason } from '../../server/src/pins/samples';

describe('known roots', () => {
  const roots = [...knownRoots()];
  const bundled = rootCertificates.map((pem) => new X509Certificate(pem));

  it('are canonical, dated and named, and each stands once', () => {
    ok(roots.length > 100);
    equal(new Set(roots.map(({ key }) => key)).size, roots.length);
    for (const { key, name, kind, notAfter } of roots) {
      ok(isCanonical32(key), name);
      ok(name.trim() === name && name.length > 1, key);
      ok(/^(?:RSA \d{4}|EC P-\d{3})$/.test(kind), name);
      equal(new Date(`${notAfter}T00:00:00Z`).toISOString().slice(0, 10), notAfter, name);
    }
  });

  it('are the hashes of the keys of the roots that Node ships, with their dates and kinds', () => {
    let both = 0;
    for (const certificate of bundled) {
      const read = readCertificate(certificate.raw);
      ok(read);
      const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
      const key = createHash('sha256').update(spki).digest('base64');
      equal(read.pin, `sha256/${key}`);
      const known = knownRoot(key);
      if (!known) continue;
      both++;
      equal(known.kind, read.key);
      equal(known.notAfter, read.notAfter.slice(0, 10));
    }
    ok(both > 90, `${both} of ${bundled.length}`);
  });

  it("hold Amazon's five, trusted, by the names that people know", () => {
    for (const [key, name] of AMAZON_ROOTS) {
      const known = knownRoot(key);
      ok(known);
      equal(known.retired, false);
      ok(known.name.startsWith(name.replace(/ CA - G2$/, '')), known.name);
    }
  });

  it('are nobody else, and none of them passes for a placeholder', () => {
    equal(knownRoot('fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA='), undefined);
    equal(knownRoot(''), undefined);
    deepEqual(
      roots.filter(({ key }) => placeholderReason(key) || emptyInput(key)),
      [],
    );
  });
});
