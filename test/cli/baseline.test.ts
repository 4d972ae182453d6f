import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  CLEAN,
  checkJson,
  FAILS,
  type Folder,
  folder,
  pinning,
  pinwarden,
  somePin,
  WARNS,
} from '../support/cli';

describe('cli: check --baseline', function () {
  this.timeout(20_000);

  /** Runs a check in a folder; answers its status and what it says on standard error. */
  async function check(files: Folder, ...args: readonly string[]) {
    const { status, stdout, stderr } = await pinwarden(['check', ...args], { cwd: files.path });
    return { status, stdout, stderr };
  }

  const ALL = ['text', 'json', 'sarif', 'github', 'junit'];

  it('lets an old project start green and fails for new faults only', async () => {
    const files = folder({ 'a/pinning.json': FAILS, 'b/pinning.json': WARNS });
    const made = await check(files, '--write-baseline', 'baseline.json', '--fail-on', 'info');
    assert.equal(made.status, 0, made.stdout + made.stderr);
    const text = files.read('baseline.json').toString();
    assert.ok(
      text.includes('"path": "a/pinning.json", "rule": "missing-backup-pin", "host": "api.example.org"'),
    );
    assert.ok(!/sha256/.test(text), 'no pin stands in a baseline');
    const green = ['--baseline', 'baseline.json', '--fail-on', 'info'];
    assert.equal((await check(files, ...green)).status, 0);

    // What moves is not new; what is added is.
    files.write('a/pinning.json', `\n\n${FAILS}`);
    assert.equal((await check(files, ...green)).status, 0);
    files.write(
      'a/pinning.json',
      pinning(['api.example.org', somePin('1')], ['new.example.org', somePin('2')]),
    );
    const report = await checkJson(green, { cwd: files.path });
    assert.deepEqual(
      report.files.flatMap(({ findings }) => findings.map(({ rule, host }) => [rule, host])),
      [['missing-backup-pin', 'new.example.org']],
    );
    assert.equal((await check(files, ...green)).status, 1);
    assert.equal(report.summary.suppressed, 2);
  });

  it('counts what it takes back in every form of report', async () => {
    const files = folder({ 'pinning.json': FAILS });
    await check(files, '--write-baseline', 'baseline.json');
    for (const format of ALL) {
      const { status, stdout } = await check(files, '--baseline', 'baseline.json', '--format', format);
      assert.equal(status, 0, format);
      assert.match(stdout, /suppress|<skipped /, format);
    }
  });

  it('says how many findings it wrote and where, beside a report that a program reads', async () => {
    const files = folder({ 'a.json': FAILS, 'b.json': FAILS, 'c.json': CLEAN });
    const text = await check(files, '--write-baseline', 'baseline.json');
    assert.match(text.stdout, /^wrote 2 findings to baseline\.json$/m);
    assert.equal(text.stderr, '');
    for (const format of ALL.filter((one) => one !== 'text')) {
      const { stdout, stderr } = await check(files, '--write-baseline', 'baseline.json', '--format', format);
      assert.equal(stderr, 'pinwarden: wrote 2 findings to baseline.json\n', format);
      assert.ok(!stdout.includes('wrote 2'), format);
    }
    const { stdout } = await check(files, '--write-baseline', 'no/such/folder.json');
    assert.ok(!stdout.includes('wrote'), stdout);
  });

  it('goes by its own folder, wherever the check is started', async () => {
    const files = folder({ 'a/pinning.json': FAILS, 'ci/.keep': '' });
    await check(files, 'a', '--write-baseline', 'ci/baseline.json');
    const from = (cwd: string, ...args: readonly string[]) =>
      pinwarden(['check', ...args], { cwd: path.join(files.path, cwd) });
    assert.equal((await from('a', '--baseline', '../ci/baseline.json')).status, 0);
    assert.equal((await from('ci', '../a/pinning.json', '--baseline', 'baseline.json')).status, 0);
    const absolute = path.join(files.path, 'a');
    assert.equal((await from('ci', absolute, '--baseline', 'baseline.json')).status, 0);
  });

  it('tells once how much of it is stale, of what was looked at', async () => {
    const files = folder({ 'a.json': FAILS, 'b.json': FAILS, 'c.json': FAILS });
    await check(files, '--write-baseline', 'baseline.json');
    for (const name of ['a.json', 'b.json']) files.write(name, CLEAN);
    const stale = ({ stderr }: { stderr: string }) =>
      stderr.split('\n').filter((line) => line.includes('baseline'));
    const whole = stale(await check(files, '--baseline', 'baseline.json'));
    assert.equal(whole.length, 1);
    assert.match(whole[0] ?? '', /\b2\b/);
    const part = stale(await check(files, 'b.json', '--baseline', 'baseline.json'));
    assert.match(part[0] ?? '', /\b1\b/);
    assert.deepEqual(stale(await check(files, 'c.json', '--baseline', 'baseline.json')), []);
    const machine = await check(files, '--baseline', 'baseline.json', '--format', 'json');
    assert.doesNotThrow(() => JSON.parse(machine.stdout));
  });

  it('is refreshed where both options name it, and keeps what was not looked at', async () => {
    const files = folder({ 'a/pinning.json': FAILS, 'b/pinning.json': FAILS });
    await check(files, '--write-baseline', 'baseline.json');
    const both = ['--baseline', 'baseline.json', '--write-baseline', './baseline.json'];
    files.write('a/pinning.json', CLEAN);
    const refreshed = await check(files, 'a', ...both);
    assert.equal(refreshed.status, 0);
    assert.equal(refreshed.stderr, '');
    const text = files.read('baseline.json').toString();
    assert.ok(!text.includes('a/pinning.json') && text.includes('b/pinning.json'), text);
    const again = await check(files, ...both);
    assert.equal(again.status, 0);
    assert.equal(files.read('baseline.json').toString(), text);
    // The first time there is none to refresh.
    assert.equal((await check(files, '--baseline', 'new.json', '--write-baseline', 'new.json')).status, 0);
    assert.ok(existsSync(path.join(files.path, 'new.json')));
  });

  it('works with --fix: what is mended needs no entry', async () => {
    const files = folder({ 'pinning.json': WARNS, 'fails.json': FAILS });
    await check(files, '--write-baseline', 'baseline.json', '--fix');
    assert.ok(!files.read('baseline.json').toString().includes('non-canonical-host'));
    files.write('pinning.json', WARNS);
    const fixed = await check(files, '--baseline', 'baseline.json', '--fix', '--fail-on', 'info');
    assert.equal(fixed.status, 0, fixed.stdout);
    assert.ok(!files.read('pinning.json').toString().includes('API.'));
  });

  it('takes a file that is named twice once', async () => {
    const files = folder({ 'pinning.json': FAILS });
    const twice = ['pinning.json', './pinning.json', '.'];
    await check(files, ...twice, '--write-baseline', 'baseline.json');
    assert.match(files.read('baseline.json').toString(), /"count": 1 /);
    const { status, stderr } = await check(files, ...twice, '--baseline', 'baseline.json');
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('takes back what standard input has', async () => {
    const files = folder({});
    const run = (...args: readonly string[]) =>
      pinwarden(['check', '-', ...args], { cwd: files.path, input: FAILS });
    assert.equal((await run('--write-baseline', 'baseline.json')).status, 0);
    assert.equal((await run('--baseline', 'baseline.json')).status, 0);
  });

  describe('gives 2', () => {
    const cases: readonly (readonly [title: string, args: readonly string[]])[] = [
      ['for one that is not there', ['--baseline', 'none.json']],
      ['for one that is no baseline', ['--baseline', 'pinning.json']],
      ['for one of a later version', ['--baseline', 'later.json']],
      ['for a folder', ['--baseline', '.']],
      ['rather than overwrite something else', ['--write-baseline', 'pinning.json']],
      ['where it cannot be written', ['--write-baseline', 'none/baseline.json']],
    ];
    for (const [title, args] of cases) {
      it(title, async () => {
        const files = folder({ 'pinning.json': FAILS, 'later.json': '{"version":2,"findings":[]}' });
        const { status, stdout, stderr } = await check(files, ...args);
        assert.equal(status, 2);
        assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
        assert.ok(stderr.includes(args[1] ?? ''), stderr);
        assert.match(stdout, /missing-backup-pin|1 suppressed/, 'the rest is checked all the same');
        assert.equal(files.read('pinning.json').toString(), FAILS);
      });
    }

    it('and writes nothing when an input could not be read', async () => {
      const files = folder({ 'pinning.json': FAILS });
      const { status } = await check(files, '.', 'none.json', '--write-baseline', 'baseline.json');
      assert.equal(status, 2);
      assert.ok(!existsSync(path.join(files.path, 'baseline.json')));
    });
  });
});
