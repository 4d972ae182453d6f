import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { checkJson, folder, pinning, pinwarden, somePin, together } from '../support/cli';

/** A configuration as text. */
function config(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const DEMO = pinning('demo.outsystems.app');
const accepted = (entry: object = {}) => ({ rule: 'default-domain', reason: 'a demo', ...entry });

describe('cli: configuration', function () {
  this.timeout(30_000);

  it('takes the nearest configuration, takes findings back, and counts them in every form', async () => {
    const files = folder({
      '.git/HEAD': '',
      '.pinwarden.json': config({ ignore: [accepted({ path: 'demo/**' })] }),
      'demo/pinning.json': DEMO,
      'app/pinning.json': DEMO,
    });
    const report = await checkJson(['.'], { cwd: files.path });
    assert.deepEqual(
      report.files.map(({ path: file, suppressed, findings }) => [
        file,
        suppressed,
        findings.map(({ rule }) => rule),
      ]),
      [
        ['app/pinning.json', 0, ['default-domain']],
        ['demo/pinning.json', 1, []],
      ],
    );
    assert.equal(report.summary.suppressed, 1);
    const text = await pinwarden(['check', 'demo'], { cwd: files.path });
    assert.equal(text.status, 0);
    assert.match(text.stdout, /1 suppressed/);
    const below = await pinwarden(['check', 'pinning.json'], { cwd: path.join(files.path, 'demo') });
    assert.equal(below.status, 0);
    const quiet = await pinwarden(['check', '--quiet', 'demo'], { cwd: files.path });
    assert.match(quiet.stdout, /1 suppressed/);
  });

  it('prefers the nearer one, and does not add the farther', async () => {
    const files = folder({
      '.pinwarden.json': config({ rules: { 'default-domain': 'off' } }),
      'app/.pinwarden.json': config({}),
      'app/pinning.json': DEMO,
      'pinning.json': DEMO,
    });
    const report = await checkJson(['.'], { cwd: files.path });
    assert.deepEqual(
      report.files.map(({ path: file, suppressed }) => [file, suppressed]),
      [
        ['app/pinning.json', 0],
        ['pinning.json', 1],
      ],
    );
  });

  it('does without, or with another one, when told so', async () => {
    const files = folder({
      '.pinwarden.json': config({ rules: { 'default-domain': 'off' } }),
      'elsewhere/ci.json': config({ rules: { 'default-domain': 'warning' } }),
      'pinning.json': DEMO,
    });
    const cwd = files.path;
    const [found] = (await checkJson(['--no-config', '.'], { cwd })).files;
    assert.equal(found?.findings[0]?.severity, 'error');
    const [named] = (await checkJson(['--config', 'elsewhere/ci.json', '.'], { cwd })).files;
    assert.equal(named?.findings[0]?.severity, 'warning');
    const stdin = await checkJson(['--config', 'elsewhere/ci.json', '-', '--kind', 'pinning'], {
      cwd,
      input: DEMO,
    });
    assert.equal(stdin.files[0]?.findings[0]?.severity, 'warning');
    const plain = await checkJson(['-', '--kind', 'pinning'], { cwd, input: DEMO });
    assert.equal(plain.files[0]?.findings[0]?.severity, 'error');
    const both = await pinwarden(['check', '--config', 'x', '--no-config'], { cwd });
    assert.equal(both.status, 2);
    assert.match(both.stderr, /exclude each other/);
    const gone = await pinwarden(['check', '--config', 'gone.json', 'pinning.json'], { cwd });
    assert.equal(gone.status, 2);
    assert.match(gone.stderr, /^pinwarden: gone\.json: no such file\n$/);
    assert.match(gone.stdout, /default-domain/);
  });

  it('lets an option go before it', async () => {
    const legacy = '{ "preferences": { "global": [{ "name": "a", "value": "b" }] } }\n';
    const files = folder({
      '.pinwarden.json': config({ framework: 'capacitor', mabs: '12.1' }),
      'extensibility.json': legacy,
    });
    const rules = async (...args: string[]) =>
      (await checkJson([...args, '.'], { cwd: files.path })).files[0]?.findings.map(({ rule }) => rule);
    assert.deepEqual(await rules(), ['schema-mismatch']);
    assert.deepEqual(await rules('--framework', 'cordova'), []);
    assert.deepEqual(await rules('--no-config'), []);
  });

  it('warns once of a setting that it does not understand, and does the rest', async () => {
    const files = folder({
      '.pinwarden.json': '{ "rules": { "defualt-domain": "off" },\n  "prodct": "o11" }\n',
      'a/pinning.json': DEMO,
      'b/pinning.json': DEMO,
    });
    const { status, stdout, stderr } = await pinwarden(['check', '.'], { cwd: files.path });
    assert.equal(status, 1);
    const [first = '', second = '', ...others] = stderr.trimEnd().split('\n');
    assert.match(first, /^pinwarden: warning: \.pinwarden\.json:1:14: .*"defualt-domain".*"default-domain"/);
    assert.match(second, /^pinwarden: warning: \.pinwarden\.json:2:3: .*"prodct".*"product"/);
    assert.deepEqual(others, []);
    assert.match(stdout, /2 errors, 0 warnings in 2 files/);
  });

  describe('exit status', () => {
    const cases: readonly (readonly [text: string | Uint8Array, status: number])[] = [
      ['{}', 0],
      ['// why\n{ "product": "o11", }', 0],
      ['{ "unknown": 1 }', 0],
      ['{ "product": "o12", "mabs": 12 }', 0],
      ['{ "rules": [], "ignore": {} }', 0],
      ['{ "ignore": [{ "reason": "names no rule" }] }', 0],
      ['', 2],
      ['{ "product": "o11"', 2],
      ['{ "product": }', 2],
      ['[]', 2],
      [Uint8Array.of(0xff, 0xfe), 2],
    ];
    const run = together(cases, ([text]) => {
      const files = folder({ '.pinwarden.json': text, 'pinning.json': pinning('api.example.org') });
      return pinwarden(['check', '--format', 'json', '.'], { cwd: files.path });
    });
    for (const [index, [text, status]] of cases.entries()) {
      it(`is ${status} with ${JSON.stringify(String(text))}`, async () => {
        const outcome = await run(index);
        assert.equal(outcome.status, status, outcome.stderr);
        assert.equal(JSON.parse(outcome.stdout).files.length, 1, 'the file is checked in any case');
      });
    }
  });

  it('reports entries without reason, past their day, or that take nothing back', async () => {
    const entries = [
      accepted({ reason: '' }),
      accepted({ rule: 'invalid-host', until: '2026-11-21' }),
      { rule: 'placeholder-pin', reason: 'x' },
      { rule: 'live-no-backup', reason: 'x' },
    ];
    const files = folder({ '.pinwarden.json': config({ ignore: entries }), 'app/pinning.json': DEMO });
    const at = async (...args: string[]) => {
      const report = await checkJson(['--today', '2026-11-22', ...args], { cwd: files.path });
      const own = report.files.find(({ path: file }) => file === '.pinwarden.json');
      return own?.findings.map(({ rule, start, fixes }) => [rule, start.line, fixes?.[0]?.safe ?? null]);
    };
    assert.deepEqual(await at('.'), [
      ['invalid-ignore', 4, null],
      ['invalid-ignore', 10, false],
      ['invalid-ignore', 13, true],
    ]);
    // One file says nothing of an entry for all of them.
    assert.deepEqual(await at('app/pinning.json'), [
      ['invalid-ignore', 4, null],
      ['invalid-ignore', 10, false],
    ]);
    const { stdout } = await pinwarden(['check', '--today', '2026-11-22', '.'], { cwd: files.path });
    assert.match(stdout, /0 errors, 3 warnings, 1 suppressed in 1 file/);
    assert.doesNotMatch(stdout, /not a configuration/);
  });

  it('takes needless entries out with --fix, and mends nothing that is suppressed', async () => {
    const keep = accepted({ path: 'app/**' });
    const upper = pinning(['API.example.org', somePin('1'), somePin('2')]);
    const files = folder({
      '.pinwarden.json': config({
        rules: { 'non-canonical-host': 'off' },
        ignore: [{ rule: 'pin-prefix', reason: 'x' }, keep],
      }),
      'app/pinning.json': DEMO,
      'upper/pinning.json': upper,
    });
    const { status } = await pinwarden(['check', '--fix', '.'], { cwd: files.path });
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(files.read('.pinwarden.json').toString()).ignore, [keep]);
    assert.equal(files.read('upper/pinning.json').toString(), upper);
  });

  it('judges a configuration that is named like any other file', async () => {
    const files = folder({ '.pinwarden.json': config({ ignore: [{ rule: 'default-domain' }] }) });
    const report = await checkJson(['.pinwarden.json'], { cwd: files.path });
    assert.equal(report.files.length, 1);
    assert.equal(report.files[0]?.kind, null);
    assert.deepEqual(
      report.files[0]?.findings.map(({ rule }) => rule),
      ['invalid-ignore'],
    );
  });

  it('knows comments in JSON and XML', async () => {
    const files = folder({
      'extensibility.jsonc':
        '{ "preferences": { "global": [\n// pinwarden-ignore inert-bypass-flag: still generated\n{ "name": "BypassOSDomainsValidation", "value": "false" }\n] } }\n',
    });
    const report = await checkJson(['.'], { cwd: files.path });
    assert.deepEqual([report.files[0]?.suppressed, report.files[0]?.findings], [1, []]);
  });

  it('compares resources with the names in the declared folders, and looks nowhere else', async () => {
    const outside = folder({ 'action.json': '{}' });
    const build = (name: string) =>
      `{ "buildConfigurations": { "buildAction": { "config": "$resources.${name}" } } }\n`;
    const files = folder({
      '.pinwarden.json': config({ resources: ['resources/'] }),
      'resources/there.json': '{}',
      'a/extensibility.json': build('there.json'),
      'b/extensibility.json': build('action.json'),
      'c/extensibility.json': build('../../../../etc/passwd'),
    });
    if (process.platform !== 'win32')
      symlinkSync(path.join(outside.path, 'action.json'), path.join(files.path, 'resources/action.json'));
    const report = await checkJson(['.'], { cwd: files.path });
    assert.deepEqual(
      report.files.map(({ path: file, findings }) => [file, findings.map(({ rule, code }) => [rule, code])]),
      [
        ['a/extensibility.json', []],
        ['b/extensibility.json', [['unresolved-resource', 'OS-MABS-PRJ-40004']]],
        ['c/extensibility.json', [['unresolved-resource', 'OS-MABS-PRJ-40004']]],
      ],
    );
  });

  it('sees a second pinning file in one folder without any configuration', async () => {
    const files = folder({
      'pinning/a.json': pinning('a.example.org'),
      'pinning/b.json': pinning('b.example.org'),
    });
    const report = await checkJson(['.'], { cwd: files.path });
    assert.deepEqual(
      report.files.map(({ findings }) => findings.map(({ rule }) => rule)),
      [['multiple-pinning-files'], ['multiple-pinning-files']],
    );
  });

  it('survives configurations from strangers', async () => {
    const hostile = [
      '\0',
      '['.repeat(200_000),
      `{"ignore":[${'{"rule":"x","reason":"y"},'.repeat(20_000)}]}`,
      `{"ignore":[{"rule":"default-domain","reason":"x","path":"${'**/*a'.repeat(190)}"}]}`,
      '{"resources":["\\u0000","..","/","resources/../.."]}',
      `{"rules":{"\u001b[31m":"off"}}`,
      ' '.repeat(1_100_000),
    ];
    for (const text of hostile) {
      const files = folder({ '.pinwarden.json': text, 'pinning.json': DEMO });
      const { status, stdout, stderr } = await pinwarden(['check', '.'], {
        cwd: files.path,
        limitMs: 10_000,
      });
      assert.ok(status === 1 || status === 2, String(status));
      assert.match(stdout, /default-domain/);
      assert.doesNotMatch(stderr + stdout, /internal error|[^\P{Cc}\n]/u);
    }
  });
});
