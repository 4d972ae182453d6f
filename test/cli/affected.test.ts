import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Triage } from '../../server/src/affected/triage';
import { type Circumstances, folder, isRoot, pinning, pinwarden, together } from '../support/cli';

const OWN = pinning('api.example.org');
const MANAGED = pinning('acme.outsystemsenterprise.com');

type Report = Triage & { readonly version: number; readonly infrastructure: string | null };

describe('cli: affected', function () {
  this.timeout(20_000);

  const files = folder({
    'own/pinning/pinning.json': OWN,
    'managed/pinning.json': MANAGED,
    'both/a/pinning.json': OWN,
    'both/b/pinning.json': MANAGED,
    'listed/.pinwarden.json':
      '{"managedDomains":["example.org"],"ignore":[{"rule":"default-domain","reason":"hides nothing here"}]}',
    'listed/pinning.json': OWN,
    'empty/readme.txt': '',
    'others/package.json': '{}',
    'others/broken.json': '\u0000\u0001',
    'yaml/build-action.yaml': `platforms:\n  ios:\n    plist:\n      - replace: true\n        entries:\n          - TSKConfiguration:\n              TSKPinnedDomains:\n                acme.outsystems.dev:\n                  TSKPublicKeyHashes: [${'A'.repeat(43)}=]\n`,
    'broken/pinning.json': OWN.slice(0, -3),
    'vendored/node_modules/a/pinning.json': MANAGED,
    'vendored/pinning.json': OWN,
    'utf16/pinning.json': Buffer.from(`\ufeff${OWN}`, 'utf16le'),
  });
  const cwd = files.path;

  const report = async (args: string, circumstances: Circumstances = { cwd }): Promise<Report> => {
    const { stdout, stderr } = await pinwarden(
      ['affected', ...args.split(' '), '--format', 'json'],
      circumstances,
    );
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  };

  describe('verdict and exit status', () => {
    const cases: readonly (readonly [args: string, verdict: string, status: number])[] = [
      ['own', 'own-domain', 0],
      ['own/pinning', 'own-domain', 0],
      ['own --infrastructure cloud', 'own-domain', 0],
      ['own --infrastructure self-managed', 'self-managed', 0],
      ['managed', 'default-domain', 1],
      ['managed --infrastructure cloud', 'default-domain', 1],
      ['managed --infrastructure self-managed', 'default-domain', 1],
      ['both', 'default-domain', 1],
      ['listed', 'default-domain', 1],
      ['yaml', 'default-domain', 1],
      ['empty', 'unknown', 0],
      ['empty --infrastructure cloud', 'unknown', 0],
      ['empty --infrastructure self-managed', 'self-managed', 0],
      ['others', 'unknown', 0],
      ['broken', 'unknown', 0],
      ['vendored', 'own-domain', 0],
      ['utf16', 'unknown', 2],
    ];
    const run = together(cases, ([args]) => pinwarden(['affected', ...args.split(' ')], { cwd }));
    for (const [index, [args, verdict, status]] of cases.entries()) {
      it(`${args}: ${verdict}, ${status}`, async () => {
        const outcome = await run(index);
        assert.equal(outcome.status, status, outcome.stderr);
        assert.match(outcome.stdout.split('\n')[0] ?? '', new RegExp(`\\(${verdict}\\)$`));
      });
    }
  });

  it('looks at the current folder when none is named', async () => {
    const outcome = await pinwarden(['affected'], { cwd: path.join(cwd, 'managed') });
    assert.equal(outcome.status, 1);
    assert.match(outcome.stdout, /^ {4}pinning\.json:4:16 {2}acme\.outsystemsenterprise\.com$/m);
  });

  it('reports to programs', async () => {
    const found = await report('both --infrastructure cloud');
    assert.equal(found.version, 1);
    assert.equal(found.affected, true);
    assert.equal(found.infrastructure, 'cloud');
    assert.equal(found.files, 2);
    assert.deepEqual(
      found.evidence.map((one) => [
        one.path,
        one.line,
        one.column,
        one.text,
        one.kind === 'host' && one.owner,
      ]),
      [
        ['both/b/pinning.json', 4, 16, 'acme.outsystemsenterprise.com', 'outsystems'],
        ['both/a/pinning.json', 4, 16, 'api.example.org', 'own'],
      ],
    );
    const unknown = await report('empty');
    assert.deepEqual([unknown.affected, unknown.infrastructure, unknown.evidence], [null, null, []]);
    assert.deepEqual(
      unknown.questions.map(({ id }) => id),
      ['infrastructure', 'plugin', 'pins'],
    );
  });

  it('names what it could not read, and gives no all-clear then', async () => {
    const found = await report('utf16');
    assert.deepEqual(
      found.unread.map((one) => one.path),
      ['utf16/pinning.json'],
    );
    assert.equal(found.verdict, 'unknown');
  });

  it('says so when a folder cannot be opened', async function () {
    if (isRoot || process.platform === 'win32') this.skip();
    const locked = folder({ 'pinning.json': OWN, 'locked/pinning.json': MANAGED });
    chmodSync(path.join(locked.path, 'locked'), 0);
    const outcome = await pinwarden(['affected'], { cwd: locked.path });
    chmodSync(path.join(locked.path, 'locked'), 0o700);
    assert.equal(outcome.status, 2);
    assert.match(outcome.stderr, /^pinwarden: locked: permission denied\n$/);
    assert.match(outcome.stdout, /\(unknown\)\n/);
  });

  it('prints names of a stranger as text, and follows no link', async function () {
    if (process.platform === 'win32') this.skip();
    const hostile = folder({
      'a\u001b[2J\n::error::b/pinning.json': pinning('x\u001b]0;y\u0007.outsystems.app'),
    });
    symlinkSync(path.join(cwd, 'managed'), path.join(hostile.path, 'link'));
    symlinkSync(path.join(cwd, 'managed/pinning.json'), path.join(hostile.path, 'pinning.json'));
    for (const format of ['text', 'json']) {
      const { stdout } = await pinwarden(['affected', '--format', format], { cwd: hostile.path });
      assert.ok(!/[\p{Cc}]/u.test(stdout.replaceAll('\n', '')));
      assert.ok(!/^::/m.test(stdout));
      assert.ok(!stdout.includes('acme.outsystemsenterprise.com'));
    }
  });

  describe('usage', () => {
    const cases: readonly (readonly [args: readonly string[], names: string])[] = [
      [['--infrastructure', 'on-premise'], 'on-premise'],
      [['--infrastructure'], '--infrastructure'],
      [['--format', 'sarif'], 'sarif'],
      [['own', 'managed'], 'one folder'],
      [['--fix'], '--fix'],
      [['nowhere'], 'nowhere: no such file or folder'],
      [['managed/pinning.json'], 'managed/pinning.json: not a folder'],
      [[''], '""'],
    ];
    for (const [args, names] of cases) {
      it(`${args.join(' ') || 'an empty name'} is refused in one line`, async () => {
        const { status, stdout, stderr } = await pinwarden(['affected', ...args], { cwd });
        assert.deepEqual([status, stdout], [2, '']);
        assert.match(stderr, /^pinwarden: [^\n]+\n$/);
        assert.ok(stderr.includes(names), stderr);
      });
    }
  });
});
