import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { CLEAN, checkJson, type Folder, folder, isRoot, pinwarden, together } from '../support/cli';

const FLAG = '{"preferences":{"global":[{"name":"BypassOSDomainsValidation","value":"true"}]}}';
const NSC = '<network-security-config></network-security-config>';

describe('cli: walking through folders', function () {
  this.timeout(20_000);

  const listed = async (files: Folder, ...args: string[]) => {
    const report = await checkJson(args, { cwd: files.path });
    return report.files.map((file) => file.path);
  };

  it('reads the endings that may be ours and lists only what is', async () => {
    const files = folder({
      'a.json': CLEAN,
      'b.JSONC': FLAG,
      'c.xml': NSC,
      'd.txt': CLEAN,
      'e.json5': CLEAN,
      'f.js': CLEAN,
      'package.json': '{}',
      'manifest.json': '{"icons":[{"src":"a.png"}]}',
      'pod.yaml': 'kind: Pod',
      'Info.plist': '<plist><dict></dict></plist>',
      'sub/.hidden/pinning.json': CLEAN,
      'sub/deep/build-action.yml': 'platforms: {}',
    });
    const expected = ['a.json', 'b.JSONC', 'c.xml', 'sub/.hidden/pinning.json', 'sub/deep/build-action.yml'];
    assert.deepEqual(await listed(files, '.'), expected);
    assert.deepEqual(
      await listed(files, 'sub', 'd.txt', 'package.json'),
      [...expected.slice(3), 'd.txt', 'package.json'],
      'what is named is always listed',
    );
  });

  it('knows what is ours by its content, however its keys are spelt', async () => {
    const files = folder({
      'a.json': CLEAN.replace('"hosts"', '"\\u0068osts"'),
      'b.json': JSON.stringify({ dependencies: { a: '1' } }),
      'c.json': Uint8Array.of(0x22, 0x68, 0x6f, 0x73, 0x74, 0x73, 0xff),
    });
    assert.deepEqual(await listed(files, '.'), ['a.json']);
  });

  it('goes deep', async () => {
    const files = folder();
    const deep = Array.from({ length: 400 }, () => 'd').join('/');
    files.write(`${deep}/pinning.json`, CLEAN);
    assert.deepEqual(await listed(files, '.'), [`${deep}/pinning.json`]);
  });

  it('passes over what is too large, even where its name says that it is ours', async () => {
    const files = folder({ 'a/pinning.json': ' '.repeat(8_000_001), 'b/pinning.json': CLEAN });
    const outcome = await pinwarden(['check', '--format', 'json', '.'], { cwd: files.path });
    assert.equal(outcome.stderr, '');
    assert.equal(JSON.parse(outcome.stdout).files.length, 1);
  });

  it('leaves out node_modules and .git at any depth', async () => {
    const files = folder({
      'node_modules/a/pinning.json': CLEAN,
      'x/node_modules/pinning.json': CLEAN,
      '.git/pinning.json': CLEAN,
      'x/.git/pinning.json': CLEAN,
      'x/pinning.json': CLEAN,
    });
    assert.deepEqual(await listed(files, '.'), ['x/pinning.json']);
    assert.deepEqual(await listed(files, 'node_modules/a/pinning.json'), ['node_modules/a/pinning.json']);
    assert.deepEqual(await listed(files, 'node_modules/a'), ['node_modules/a/pinning.json']);
  });

  describe('.gitignore', () => {
    const files = folder({
      '.git/HEAD': '',
      '.gitignore': '# generated\r\n/out/\n*.gen.json\n/only-here.json\nblob/*\n!blob/keep.json\n',
      'out/pinning.json': CLEAN,
      'a.gen.json': CLEAN,
      'only-here.json': CLEAN,
      'blob/drop.json': CLEAN,
      'blob/keep.json': CLEAN,
      'sub/.gitignore': 'own.json\n!b.gen.json\n',
      'sub/own.json': CLEAN,
      'sub/a.gen.json': CLEAN,
      'sub/b.gen.json': CLEAN,
      'sub/only-here.json': CLEAN,
      'sub/out/pinning.json': CLEAN,
      'own.json': CLEAN,
      '.../pinning.json': CLEAN,
    });
    const cases: readonly (readonly [target: string, expected: readonly string[]])[] = [
      [
        '.',
        [
          '.../pinning.json',
          'blob/keep.json',
          'own.json',
          'sub/b.gen.json',
          'sub/only-here.json',
          'sub/out/pinning.json',
        ],
      ],
      ['sub', ['sub/b.gen.json', 'sub/only-here.json', 'sub/out/pinning.json']],
      ['sub/out', ['sub/out/pinning.json']],
      // Named on purpose, although ignored.
      ['out', ['out/pinning.json']],
      ['a.gen.json', ['a.gen.json']],
    ];
    const run = together(cases, ([target]) => listed(files, target));
    for (const [index, [target, expected]] of cases.entries()) {
      it(`holds for ${target}`, async () => {
        assert.deepEqual(await run(index), expected);
      });
    }

    it('holds through a link to the folder, and above it', async () => {
      const link = path.join(folder().path, 'link');
      symlinkSync(path.join(files.path, 'sub'), link);
      const report = await checkJson([link]);
      assert.deepEqual(
        report.files.map((file) => path.basename(file.path)),
        ['b.gen.json', 'only-here.json', 'pinning.json'],
      );
    });

    it('of folders above counts only within a repository', async () => {
      const outside = folder({ '.gitignore': '*.json', 'sub/pinning.json': CLEAN });
      assert.deepEqual(await listed(outside, 'sub'), ['sub/pinning.json']);
    });

    it('that is a link or a folder is no ignore file', async () => {
      const hostile = folder({
        'a/pinning.json': CLEAN,
        'b/pinning.json': CLEAN,
        'c/pinning.json': CLEAN,
        'all.txt': '*.json',
      });
      symlinkSync('../all.txt', path.join(hostile.path, 'c/.gitignore'));
      symlinkSync('/dev/zero', path.join(hostile.path, 'a/.gitignore'));
      mkdirSync(path.join(hostile.path, 'b/.gitignore'));
      assert.deepEqual(await listed(hostile, '.'), ['a/pinning.json', 'b/pinning.json', 'c/pinning.json']);
    });
  });

  it('follows no link', async () => {
    const outside = folder({ 'pinning.json': CLEAN });
    const files = folder({ 'pinning.json': CLEAN });
    symlinkSync(outside.path, path.join(files.path, 'folder'));
    symlinkSync(path.join(outside.path, 'pinning.json'), path.join(files.path, 'link.json'));
    symlinkSync('.', path.join(files.path, 'loop'));
    symlinkSync('nowhere', path.join(files.path, 'dangling.json'));
    assert.deepEqual(await listed(files, '.'), ['pinning.json']);
    assert.deepEqual(await listed(files, 'link.json', 'folder'), ['link.json', 'folder/pinning.json']);
  });

  it('passes over what is no text, unless its name says that it is ours', async () => {
    const utf16 = Buffer.from(`\ufeff${CLEAN}`, 'utf16le');
    const files = folder({
      'a.json': Uint8Array.of(0xff, 0xfe, 0xfd),
      'b/pinning.json': utf16,
      'c/pinning.json': CLEAN,
    });
    const outcome = await pinwarden(['check', '--format', 'json', '.'], { cwd: files.path });
    assert.equal(outcome.status, 2);
    assert.match(outcome.stderr, /^pinwarden: b\/pinning\.json: UTF-16 [^\n]+\n$/);
    assert.equal(JSON.parse(outcome.stdout).files.length, 1);
  });

  it('names the folder that it may not read and does the others', async function () {
    if (isRoot) this.skip();
    const files = folder({ 'a/pinning.json': CLEAN, 'b/pinning.json': CLEAN });
    chmodSync(path.join(files.path, 'a'), 0);
    const outcome = await pinwarden(['check', '--format', 'json', '.'], { cwd: files.path });
    chmodSync(path.join(files.path, 'a'), 0o700);
    assert.equal(outcome.status, 2);
    assert.equal(outcome.stderr, 'pinwarden: a: permission denied\n');
    assert.equal(JSON.parse(outcome.stdout).files.length, 1);
  });
});
