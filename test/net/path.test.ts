import assert from 'node:assert/strict';
import { readCertificate } from '../../server/src/net/certificate';
import { describePath, findPath } from '../../server/src/net/path';
import { openStore } from '../../server/src/net/store';
import { hasOpenssl, type Issued, type Order, openLab, opensslNote } from '../support/certificates';

describe(`net: the path from leaf to root${opensslNote}`, function () {
  this.timeout(10_000);
  before(function () {
    if (!hasOpenssl) this.skip();
  });

  const leaf = () => openLab().issue({ commonName: 'path.test', issuer: openLab().intermediate });
  const cross = () => {
    const { root, stranger, issue } = openLab();
    return issue({ commonName: 'Lab Root', keyOf: root, issuer: stranger, authority: true });
  };
  const pathOf = (served: readonly Issued[], roots: readonly Issued[]) => {
    const [leaf, ...others] = served.map(({ der }) => known(der));
    assert.ok(leaf);
    const store = openStore(roots.map(({ certificate }) => certificate));
    const found = findPath([leaf, ...others], store, Date.now());
    return { ...found, path: describePath(found, [leaf, ...others]) };
  };
  const assertPath = (path: readonly { readonly der: Uint8Array }[], expected: readonly Issued[]) =>
    assert.deepEqual(
      path.map(({ der }) => hex(der)),
      expected.map(({ der }) => hex(der)),
    );

  it('prefers a trusted root to a served cross-certificate for the same key', () => {
    const { root, intermediate } = openLab();
    const { path } = pathOf([leaf(), intermediate, cross()], [root]);
    assertPath(path, [leaf(), intermediate, root]);
  });

  it('takes the cross-certificate when only the older root is trusted', () => {
    const { intermediate, stranger } = openLab();
    const { path } = pathOf([leaf(), intermediate, cross()], [stranger]);
    assertPath(path, [leaf(), intermediate, cross(), stranger]);
    assert.deepEqual(
      path.map(({ role }) => role),
      ['leaf', 'intermediate', 'intermediate', 'root'],
    );
  });

  it('passes an expired root by where a path within its dates exists', () => {
    const { intermediate, stranger, root, issue } = openLab();
    const old = issue({ commonName: 'Lab Root', keyOf: root, authority: true, days: [-900, -30] });
    assertPath(pathOf([leaf(), intermediate, cross()], [old, stranger]).path, [
      leaf(),
      intermediate,
      cross(),
      stranger,
    ]);
    assertPath(pathOf([leaf(), intermediate], [old]).path, [leaf(), intermediate, old]);
  });

  it('completes an intermediate from the machine and goes on to the root', () => {
    const { intermediate, root } = openLab();
    const { path } = pathOf([leaf()], [root, intermediate]);
    assert.deepEqual(
      path.map(({ role, served }) => `${role} ${served}`),
      ['leaf true', 'intermediate false', 'root false'],
    );
  });

  it('ends with authorities that certify each other', () => {
    const { issue } = openLab();
    const [a, b] = [issue({ commonName: 'A', authority: true }), issue({ commonName: 'B', authority: true })];
    const aByB = issue({ commonName: 'A', keyOf: a, issuer: b, authority: true });
    const bByA = issue({ commonName: 'B', keyOf: b, issuer: a, authority: true });
    const end = issue({ commonName: 'end.test', issuer: a });
    assertPath(pathOf([end, aByB, bByA], []).path, [end, aByB, bByA]);
  });

  it('does not join certificates that only share a name', () => {
    const { issue, intermediate } = openLab();
    const impostor = issue({ commonName: 'Lab CA', authority: true });
    assertPath(pathOf([leaf(), impostor], []).path, [leaf()]);
    assertPath(pathOf([leaf(), impostor, intermediate], []).path, [leaf(), intermediate]);
  });

  it('takes the valid one of two paths to the same root', () => {
    const { root, intermediate, issue } = openLab();
    const again = (more: Partial<Order>) =>
      issue({ commonName: 'Lab CA', keyOf: intermediate, issuer: root, authority: true, ...more });
    const [old, weak] = [again({ days: [-90, -3] }), again({ digest: 'sha1' })];
    const found = pathOf([leaf(), old, weak, intermediate], [root]);
    assert.equal(found.problem, undefined);
    assertPath(found.path, [leaf(), intermediate, root]);
    assert.ok(pathOf([leaf(), old, weak], [root]).problem);
  });

  it('ends in bounded time with authorities that all certify each other', () => {
    const { issue } = openLab();
    const keys = Array.from({ length: 5 }, (_, at) => issue({ commonName: `K${at}`, authority: true }));
    const crossed = keys.flatMap((issuer, by) =>
      keys.flatMap((keyOf, at) =>
        at === by ? [] : [issue({ commonName: `K${at}`, keyOf, issuer, authority: true })],
      ),
    );
    const end = issue({ commonName: 'end.test', issuer: keys[0] as Issued });
    const start = performance.now();
    assert.equal(pathOf([end, ...crossed], []).anchored, false);
    assert.ok(performance.now() - start < 2000, `${performance.now() - start} ms`);
  });
});

function known(der: Uint8Array) {
  const certificate = readCertificate(der);
  assert.ok(certificate);
  return certificate;
}

function hex(der: Uint8Array): string {
  return Buffer.from(der).toString('hex');
}
