import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificatesAtHand } from '../../server/src/cli/at-hand';
import { certificateFinder } from '../../server/src/disk/certificates';
import type { Model } from '../../server/src/model/model';
import { read } from '../../server/src/model/read';
import { AMAZON_ROOTS } from '../../server/src/pins/samples';
import { hasOpenssl, openLab, openssl, opensslNote, opensslPin } from '../support/certificates';
import { folder, isRoot, pinning, somePin } from '../support/cli';

/** The SHA-256 of a whole certificate as openssl prints it, in lower case without its colons. */
function fingerprint(certificate: string): string {
  const line = openssl(['x509', '-noout', '-fingerprint', '-sha256'], certificate).toString();
  return (line.split('=')[1] ?? '').trim().replaceAll(':', '').toLowerCase();
}

describe(`the certificates of a folder${opensslNote}`, function () {
  if (!hasOpenssl) return;
  this.timeout(30_000);
  const { root, intermediate, stranger, issue } = openLab();
  const leaf = issue({ commonName: 'api.example.org', issuer: intermediate });
  const find = async (path: string, finder = certificateFinder()) =>
    (await finder.find([{ folder: path, shown: (relative) => relative }])).map(({ where, subject }) => [
      where,
      subject,
    ]);
  const package7 = () =>
    openssl([
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      intermediate.certificateFile,
      '-certfile',
      root.certificateFile,
      '-outform',
      'DER',
    ]);

  it('come from every kind of file, once each, with fingerprint and pin as openssl computes them', async () => {
    const files = folder({
      'api.pem': leaf.certificate,
      'certificates/chain.p7b': package7(),
      'certificates/stranger.DER': stranger.der,
      'certificates/stranger.cer': stranger.der,
      'key.pem': leaf.key,
      'notes.crt': 'no certificate',
      'cut-off.pem': leaf.certificate.slice(0, 300),
      'api.txt': root.certificate,
    });
    const found = await certificateFinder().find([{ folder: files.path, shown: (name) => `./${name}` }]);
    deepEqual(
      found.map(({ where, fingerprint: hash, pin }) => [where, hash, pin]).toSorted(),
      [
        ['./api.pem', fingerprint(leaf.certificate), opensslPin(leaf.certificate)],
        [
          './certificates/chain.p7b',
          fingerprint(intermediate.certificate),
          opensslPin(intermediate.certificate),
        ],
        ['./certificates/chain.p7b', fingerprint(root.certificate), opensslPin(root.certificate)],
        ['./certificates/stranger.DER', fingerprint(stranger.certificate), opensslPin(stranger.certificate)],
      ].toSorted(),
    );
  });

  it('are looked for neither outside, nor in what others put there, nor too deep', async () => {
    const files = folder({ 'outside/api.pem': leaf.certificate, 'in/a.pem': root.certificate });
    const inside = join(files.path, 'in');
    symlinkSync(join(files.path, 'outside'), join(inside, 'linked'));
    symlinkSync(join(files.path, 'outside/api.pem'), join(inside, 'linked.pem'));
    const deep = (depth: number) => Array.from({ length: depth }, () => 'd').join('/');
    files.write(`in/${deep(12)}/far.pem`, intermediate.certificate);
    files.write(`in/${deep(13)}/too-far.pem`, stranger.certificate);
    for (const skipped of ['node_modules/x', '.git']) files.write(`in/${skipped}/a.pem`, leaf.certificate);
    deepEqual(await find(inside), [
      ['a.pem', 'CN=Lab Root'],
      [`${deep(12)}/far.pem`, 'CN=Lab CA'],
    ]);
  });

  it('are read from 200 files of at most a megabyte, the nearest first', async () => {
    const files = folder({
      'z.pem': leaf.certificate,
      'large.pem': `${root.certificate}${' '.repeat(1_000_000)}`,
    });
    for (let n = 0; n < 200; n++)
      files.write(`many/${String(n).padStart(3, '0')}.pem`, intermediate.certificate);
    files.write('many/later.pem', stranger.certificate);
    deepEqual(await find(files.path), [
      ['z.pem', 'CN=api.example.org'],
      ['many/000.pem', 'CN=Lab CA'],
    ]);
  });

  it('are read again only where a file has changed', async () => {
    const files = folder({ 'a.pem': leaf.certificate });
    const file = join(files.path, 'a.pem');
    const finder = certificateFinder();
    const day = new Date('2026-01-01');
    utimesSync(file, day, day);
    deepEqual(await find(files.path, finder), [['a.pem', 'CN=api.example.org']]);
    writeFileSync(file, 'x'.repeat(leaf.certificate.length));
    utimesSync(file, day, day);
    deepEqual(await find(files.path, finder), [['a.pem', 'CN=api.example.org']], 'same size and time');
    utimesSync(file, new Date(), new Date());
    deepEqual(await find(files.path, finder), []);
    writeFileSync(file, root.certificate);
    deepEqual(await find(files.path, finder), [['a.pem', 'CN=Lab Root']]);
    rmSync(file);
    deepEqual(await find(files.path, finder), []);
  });

  it('survive folders that are not there or cannot be read', async () => {
    const files = folder({ 'a.pem': root.certificate, 'closed.pem': leaf.certificate });
    if (!isRoot) mkdirSync(join(files.path, 'closed'), { mode: 0 });
    equal((await find(join(files.path, 'nowhere'))).length, 0);
    equal((await find(join(files.path, 'a.pem'))).length, 0);
    ok((await find(files.path)).length > 0);
  });

  it('are looked for by a check with the first pin that may be one of them', async () => {
    const files = folder({ 'a.pem': leaf.certificate });
    const modelOf = (...pins: readonly [string, ...string[]]): Model => {
      const model = read(pinning(['api.example.org', ...pins]), { path: 'pinning.json' });
      ok(model);
      return model;
    };
    const amazon = [...AMAZON_ROOTS.keys()].map((key) => `sha256/${key}`);
    const roots = modelOf(amazon[0] ?? '', ...amazon.slice(1));
    const atHand = certificatesAtHand([join(files.path, 'a.pem'), '-', files.path]);
    deepEqual(await atHand(roots), [], 'known roots are nobody’s own certificates');
    const [found] = await atHand(modelOf(somePin('1')));
    equal(found?.where, join(files.path, 'a.pem'));
    deepEqual(await atHand(roots), [found], 'they are known from then on');
    const colons = fingerprint(leaf.certificate).replace(/..(?=.)/g, '$&:');
    equal((await certificatesAtHand([files.path])(modelOf(colons))).length, 1);
  });
});
