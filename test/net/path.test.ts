import assert from 'node:assert/strict';
import { buildPath } from '../../server/src/net/path';
import { hasOpenssl, type Issued, openLab, opensslNote } from '../support/certificates';

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
  const pathOf = (served: readonly Issued[], roots: readonly Issued[], stored: readonly Issued[] = []) => {
    const ders = (list: readonly Issued[]) => list.map(({ der }) => der);
    const pems = roots.map(({ certificate }) => certificate);
    return buildPath({ served: ders(served), stored: ders(stored), roots: pems, now: Date.now() });
  };
  const assertPath = (path: readonly { readonly der: Uint8Array }[], expected: readonly Issued[]) =>
    assert.deepEqual(
      path.map(({ der }) => hex(der)),
      expected.map(({ der }) => hex(der)),
    );

  it('prefers a trusted root to a served cross-certificate for the same key', () => {
    const { root, intermediate } = openLab();
    const { path, strays } = pathOf([leaf(), intermediate, cross()], [root]);
    assertPath(path, [leaf(), intermediate, root]);
    assert.equal(strays.length, 1);
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
    const { path } = pathOf([leaf()], [root], [intermediate]);
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
    const { path, strays } = pathOf([leaf(), impostor], []);
    assertPath(path, [leaf()]);
    assert.equal(strays.length, 1);
    assertPath(pathOf([leaf(), impostor, intermediate], []).path, [leaf(), intermediate]);
  });

  it('shows a leaf alone that cannot be read', () => {
    const garbage = Uint8Array.of(0x30, 0x03, 1, 2, 3);
    const built = buildPath({ served: [garbage, openLab().root.der], stored: [], roots: [], now: 0 });
    assert.deepEqual(built.path, [{ der: garbage, role: 'leaf', served: true }]);
    assert.equal(built.strays.length, 1);
  });
});

function hex(der: Uint8Array): string {
  return Buffer.from(der).toString('hex');
}
