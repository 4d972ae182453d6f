import { deepEqual, equal, ok } from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { isCanonical32 } from '../../server/src/pins/base64';
import { readCertificate } from '../../server/src/pins/certificate';
import { distrustOf } from '../../server/src/pins/distrusted-roots';
import { knownRoot, knownRoots } from '../../server/src/pins/known-roots';
import { rootWarning } from '../../server/src/pins/root-warning';
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

  it('are spoken against when browsers gave them up or their end is near', () => {
    const root = (name: string) => roots.find((one) => one.name.startsWith(name));
    const cases: readonly (readonly [name: string, today: string, said: RegExp | undefined])[] = [
      ['Amazon Root CA 1', '2026-01-01', undefined],
      ['Amazon Root CA 1', '2037-06-01', /ends on 2038-01-17/],
      ['Amazon Root CA 1', '2038-02-01', /ended on 2038-01-17/],
      ['Entrust Root Certification Authority - G2', '2026-01-01', /Chrome.*after 2024-11-11/],
      ['NetLock Arany', '2026-01-01', /Chrome.*after 2025-07-31/],
      ['VeriSign Universal', '2026-01-01', /Chrome.*since 2018-10-16/],
      ['TrustCor ECA-1', '2026-01-01', /Chrome.*since 2023-03-07/],
      ['StartCom Certification Authority', '2026-01-01', /Chrome.*after 2016-10-21/],
      ['Atos TrustedRoot 2011', '2026-01-01', /no longer trust/],
    ];
    for (const [name, today, said] of cases) {
      const known = root(name);
      ok(known, name);
      const warning = rootWarning(known, today);
      ok(said ? said.test(warning ?? '') : warning === undefined, `${name}: ${warning}`);
    }
  });

  it('that browsers gave up all stand in the table, each with its source', () => {
    const given = roots.filter(({ key }) => distrustOf(key));
    equal(given.length, new Set(given.map(({ key }) => key)).size);
    ok(given.length >= 20);
    for (const { key } of given) ok(distrustOf(key)?.source.startsWith('https://'));
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
