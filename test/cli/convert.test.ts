import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CLEAN, checkJson, FAILS, folder, pinning, pinwarden, somePin, together } from '../support/cli';

const TARGETS = ['build-action', 'android-nsc', 'ios-plist'];

describe('cli: convert', function () {
  this.timeout(20_000);

  const files = folder({
    'pinning.json': CLEAN,
    'one-pin.json': FAILS,
    'pinning/empty.json': '{"hosts":[]}',
    'none.json': '{"name":"x"}',
    'extensibility.json': '{"preferences":{"global":[]}}',
    'there.json': 'mine',
    'utf16.json': Buffer.from(CLEAN, 'utf16le'),
    'hostile.json': pinning(['*.\u001b[31m\n::error::x', 'sha256/\u001b[2J'], ['api.example.org']),
    'folder/x.txt': '',
  });
  const cwd = files.path;

  it('writes what it says to standard output, notes to standard error, and a file without errors', async () => {
    for (const to of TARGETS) {
      const { status, stdout, stderr } = await pinwarden(['convert', 'pinning.json', '--to', to], { cwd });
      assert.equal(status, 0, stderr);
      assert.match(stderr, /^(?:note: [^\n]+\n)+$/);
      files.write(`made/${to}`, stdout);
      const { files: checked, summary } = await checkJson([`made/${to}`], { cwd });
      assert.equal(checked[0]?.kind, to);
      assert.equal(summary.errors, 0);
    }
  });

  it('leads back to the same bytes, from standard input to a new file', async () => {
    const there = await pinwarden(['convert', '-', '--to', 'build-action'], { cwd, input: CLEAN });
    const back = await pinwarden(['convert', '-', '--to', 'pinning', '--output', 'back.json'], {
      cwd,
      input: there.stdout,
    });
    assert.equal(back.status, 0, back.stderr);
    assert.equal(back.stdout, '');
    assert.equal(files.read('back.json').toString(), CLEAN);
  });

  describe('exit status', () => {
    const cases: readonly (readonly [args: readonly string[], status: number, names: RegExp])[] = [
      [['pinning.json', '--to', 'pinning'], 1, /pinning\.json/],
      [['pinning/empty.json', '--to', 'build-action'], 1, /empty\.json/],
      [['extensibility.json', '--to', 'pinning'], 1, /extensibility\.json/],
      [['one-pin.json', '--to', 'ios-plist'], 1, /api\.example\.org/],
      [['none.json', '--to', 'pinning'], 2, /none\.json/],
      [['gone.json', '--to', 'pinning'], 2, /gone\.json/],
      [['folder', '--to', 'pinning'], 2, /folder/],
      [['utf16.json', '--to', 'android-nsc'], 2, /utf16\.json/],
      [['pinning.json', '--to', 'android-nsc', '--output', 'there.json'], 2, /there\.json/],
      [['pinning.json', '--to', 'android-nsc', '--output', 'pinning.json'], 2, /pinning\.json/],
      [['pinning.json', '--to', 'android-nsc', '--output', 'folder'], 2, /folder/],
      [['pinning.json', '--to', 'android-nsc', '--output', 'gone/x.xml'], 2, /gone\/x\.xml/],
      [['pinning.json', '--to', 'android-nsc', '--output', ''], 2, /--output/],
      [['pinning.json'], 2, /--to/],
      [['pinning.json', '--to', 'plist'], 2, /"plist"/],
      [['pinning.json', '--to', 'extensibility'], 1, /pinning\.json/],
      [['--to', 'pinning'], 2, /convert takes/],
      [['pinning.json', 'one-pin.json', '--to', 'android-nsc'], 2, /convert takes/],
      [['', '--to', 'pinning'], 2, /""/],
    ];
    const outcome = together(cases, ([args]) => pinwarden(['convert', ...args], { cwd }));
    for (const [index, [args, status, names]] of cases.entries()) {
      it(`${args.join(' ') || '(nothing)'}: ${status}`, async () => {
        const found = await outcome(index);
        assert.equal(found.status, status, found.stderr);
        assert.equal(found.stdout, '');
        assert.match(found.stderr, /^pinwarden: [^\n]+\n(?:note: [^\n]+\n)*$/);
        assert.match(found.stderr, names);
      });
    }

    it('and no file is touched', () => {
      assert.equal(files.read('there.json').toString(), 'mine');
      assert.equal(files.read('pinning.json').toString(), CLEAN);
      assert.deepEqual(readdirSync(path.join(cwd, 'folder')), ['x.txt']);
      assert.ok(!existsSync(path.join(cwd, 'gone')));
    });
  });

  it('says why nothing was written, a line for each reason, and of many hosts how many', async () => {
    const many = Array.from({ length: 40 }, (_, at) => [`h${at}.example.org`, somePin(`${at}`)] as const);
    files.write('many.json', pinning('*.example.org', 'localhost', '10.0.0.1', ...many));
    const { status, stderr } = await pinwarden(['convert', 'many.json', '--to', 'ios-plist'], { cwd });
    assert.equal(status, 1);
    const [first = '', ...notes] = stderr.trimEnd().split('\n');
    assert.match(first, /^pinwarden: many\.json: [^:;.]+$/);
    assert.ok(notes.length >= 3, stderr);
    for (const note of notes) assert.match(note, /^note: /);
    assert.ok(
      notes.some((note) => /^note: “localhost” and “10\.0\.0\.1”: /.test(note)),
      stderr,
    );
    assert.ok(
      notes.some((note) => /^note: “h0\.example\.org”, .* and 30 more: /.test(note)),
      stderr,
    );
    for (const line of [first, ...notes]) assert.ok(line.length < 400, line);
  });

  it('steers no terminal and no build server', async () => {
    const { status, stderr } = await pinwarden(['convert', 'hostile.json', '--to', 'ios-plist'], { cwd });
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^(?:note: [^\n]+\n)+$/);
    assert.ok(!stderr.includes('\u001b'));
  });
});
