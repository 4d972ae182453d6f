import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { hasOpenssl, openLab, opensslNote } from '../support/certificates';
import {
  CLEAN,
  checkJson,
  FAILS,
  folder,
  type JsonFinding,
  pinning,
  pinwarden,
  somePin,
  together,
  WARNS,
} from '../support/cli';

describe('cli: check', function () {
  this.timeout(20_000);

  const files = folder({
    'clean/pinning.json': CLEAN,
    'warns/pinning.json': WARNS,
    'fails/pinning.json': FAILS,
    'other.json': '{"a":1}',
    'empty/readme.txt': '',
    // Only the name tells what this is.
    'plain/pinning.json': '{}',
    'managed.json': pinning('a.outsystems.app'),
  });
  const cwd = files.path;

  describe('exit status', () => {
    const cases: readonly (readonly [args: string, status: number, input?: string])[] = [
      ['clean/pinning.json', 0],
      ['warns/pinning.json', 0],
      ['fails/pinning.json', 1],
      ['fails', 1],
      ['clean fails', 1],
      ['other.json', 0],
      ['empty', 0],
      ['-', 0, CLEAN],
      ['-', 1, FAILS],
      ['warns --fail-on warning', 1],
      ['warns --fail-on info', 1],
      ['warns --fail-on error', 0],
      ['fails --fail-on never', 0],
      ['clean --fail-on info', 0],
      ['warns --fail-on warning --quiet', 1],
      ['nothing.json', 2],
      ['nothing.json fails', 2],
      ['nothing.json --fail-on never', 2],
    ];
    const run = together(cases, ([args, , input]) =>
      pinwarden(['check', ...args.split(' ')], { cwd, ...(input ? { input } : {}) }),
    );
    for (const [index, [args, status]] of cases.entries()) {
      it(`${args} gives ${status}`, async () => {
        const outcome = await run(index);
        assert.equal(outcome.status, status, outcome.stderr);
      });
    }

    it('checks the current folder when none is named', async () => {
      const outcome = await pinwarden(['check'], { cwd: `${cwd}/fails` });
      assert.equal(outcome.status, 1);
      assert.match(outcome.stdout, /--> pinning\.json:/);
    });
  });

  describe('usage', () => {
    const cases: readonly (readonly [args: readonly string[], names: string])[] = [
      [['--today', '2026-02-30'], '2026-02-30'],
      [['--today', 'today'], 'today'],
      [['--today', '2026-1-1'], '2026-1-1'],
      [['--kind', 'json'], 'json'],
      [['--fail-on', 'errors'], 'errors'],
      [['--format', 'xml'], 'xml'],
      [['--product', 'O11'], 'O11'],
      [['--mabs', 'twelve'], 'twelve'],
      [['--mabs', '12.1.2.3'], '12.1.2.3'],
      [['--framework', 'ionic'], 'ionic'],
      [['--mabs'], '--mabs'],
      [['--format', '--fix'], '--format'],
      [['--fix=1'], '--fix'],
      [['--unknown'], '--unknown'],
      [['-x'], '-x'],
    ];
    const run = together(cases, ([args]) => pinwarden(['check', 'fails', ...args], { cwd }));
    for (const [index, [args, names]] of cases.entries()) {
      it(`${args.join(' ')} is refused in one line`, async () => {
        const outcome = await run(index);
        assert.equal(outcome.status, 2);
        assert.equal(outcome.stdout, '');
        assert.match(outcome.stderr, /^pinwarden: [^\n]+; see pinwarden --help\n$/);
        assert.ok(outcome.stderr.includes(names), outcome.stderr);
      });
    }

    it('takes every documented value', async () => {
      const values: readonly string[] = [
        '--today 2026-02-28',
        '--product o11 --mabs 12.1 --framework cordova',
        '--product odc --mabs 11 --framework capacitor',
        '--kind pinning --format json --quiet',
        '--format=text --fail-on=info',
      ];
      const runs = values.map((args) => pinwarden(['check', 'clean', ...args.split(' ')], { cwd }));
      for (const { status, stderr } of await Promise.all(runs)) assert.equal(status, 0, stderr);
    });
  });

  it('reads a named file and standard input as the kind that is given', async () => {
    const [named, piped, walked] = await Promise.all([
      checkJson(['--kind', 'pinning', 'other.json'], { cwd }),
      checkJson(['--kind', 'extensibility', '-'], { cwd, input: '{"preferences":{}}' }),
      checkJson(['--kind', 'pinning', '.'], { cwd }),
    ]);
    assert.equal(named.files[0]?.kind, 'pinning');
    assert.equal(piped.files[0]?.kind, 'extensibility');
    assert.ok(!walked.files.some(({ path }) => path === 'other.json'), 'a walk finds by itself what is ours');
  });

  describe('YAML on standard input', () => {
    const action = 'platforms:\n  ios:\n    plist:\n      - entries:\n          - TSKConfiguration: 5\n';
    const list = '[a]:\n  - {"platforms": {"android": {"x": 1}}}\n';
    const cases: readonly (readonly [text: string, kind: string | null, args?: readonly string[]])[] = [
      [action, 'build-action'],
      [`\ufeff# ours\n---\n${action}`, 'build-action'],
      [`variables:\n  X:\n    type: string\n${action}`, 'build-action'],
      [action.replace(/^/gm, '  '), null],
      [action.replace(/^/gm, '  '), 'build-action', ['--kind', 'build-action']],
      ['kind: Pod\n', null],
      ['platforms:\n  - linux\n', null],
      [list, null],
      ['', null],
    ];
    const run = together(cases, ([input, , args = []]) => checkJson(['-', ...args], { input }));
    for (const [index, [text, kind]] of cases.entries()) {
      it(`is ${kind}: ${JSON.stringify(text)}`, async () => {
        const report = await run(index);
        assert.equal(report.files[0]?.kind, kind);
        const rules = report.files[0]?.findings.map(({ rule }) => rule) ?? [];
        assert.ok(!rules.includes('syntax-error'), rules.join());
      });
    }

    it('gives the findings of a file that is named', async () => {
      const yaml = folder({ 'build-action.yaml': action });
      const [named, piped] = await Promise.all([
        checkJson(['build-action.yaml'], { cwd: yaml.path }),
        checkJson(['-'], { input: action }),
      ]);
      assert.ok((named.files[0]?.findings.length ?? 0) > 0);
      assert.deepEqual(piped.files[0]?.findings, named.files[0]?.findings);
    });
  });

  it('knows a file by its name, standard input by its content alone', async () => {
    const [named, piped] = await Promise.all([
      checkJson(['plain/pinning.json'], { cwd }),
      checkJson(['-'], { cwd, input: '{}' }),
    ]);
    assert.equal(named.files[0]?.kind, 'pinning');
    assert.deepEqual(piped.files, [{ path: '-', kind: null, suppressed: 0, findings: [] }]);
  });

  it('shows errors only with --quiet', async () => {
    const { files: checked, summary } = await checkJson(['--quiet', 'warns', 'fails'], { cwd });
    assert.deepEqual(
      checked.map(({ path, findings }) => [path, findings.map(({ severity }) => severity)]),
      [
        ['warns/pinning.json', []],
        ['fails/pinning.json', ['error']],
      ],
    );
    assert.deepEqual(summary, { files: 2, errors: 1, warnings: 0, infos: 0, suppressed: 0 });
  });

  it('does the other inputs when one cannot be read', async () => {
    const outcome = await pinwarden(['check', 'a.json', 'fails', 'b.json'], { cwd });
    assert.equal(outcome.status, 2);
    assert.equal(
      outcome.stderr,
      'pinwarden: a.json: no such file or folder\npinwarden: b.json: no such file or folder\n',
    );
    assert.match(outcome.stdout, /1 error/);
  });

  it('says nothing on standard output when nothing could be read', async () => {
    const outcome = await pinwarden(['check', 'a.json'], { cwd });
    assert.equal(outcome.stdout, '');
  });

  describe('--format json', () => {
    const text = [
      '\ufeff{ "hosts": [',
      `  /* \u{1f511} */ { "host": "API.example.org", "hashes": ["${somePin('1')}", "${somePin('2')}"] },`,
      `  { "host": "b.example.org", "hashes": ["${somePin('3')}"] },`,
      `  { "host": "B.example.org", "hashes": ["${somePin('4')}", "${somePin('5')}"] }`,
      '] }',
    ].join('\r\n');
    const place = (offset: number) => {
      const before = text.slice(0, offset).split('\r\n');
      return { offset, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    };
    const at = (needle: string) => {
      const offset = text.indexOf(needle);
      assert.ok(offset >= 0);
      return { start: place(offset), end: place(offset + needle.length) };
    };

    it('gives places from 1 in UTF-16 units, byte order marks, CRLF and astral characters counted', async () => {
      const report = await checkJson(['-'], { input: text });
      const [file] = report.files;
      const found = (rule: string) => file?.findings.filter((finding) => finding.rule === rule) ?? [];
      const placed = ({ start, end }: JsonFinding) => ({ start, end });
      assert.deepEqual(found('not-strict-json').map(placed), [at('\ufeff'), at('/* \u{1f511} */')]);
      assert.deepEqual(found('non-canonical-host').map(placed), [at('API.example.org'), at('B.example.org')]);
      assert.deepEqual(found('missing-backup-pin').map(placed), [at(`["${somePin('3')}"]`)]);
      const [duplicate] = found('duplicate-host');
      assert.ok(duplicate);
      assert.deepEqual(placed(duplicate), at('B.example.org'));
      assert.deepEqual(
        duplicate.related?.map(({ start, end }) => ({ start, end })),
        [at('b.example.org')],
      );
      assert.deepEqual(place(0), { offset: 0, line: 1, column: 1 });
    });

    it('holds the documented members and no others, absent ones left out', async () => {
      const report = await checkJson(['-', 'other.json'], { cwd, input: text });
      assert.deepEqual(Object.keys(report), ['version', 'files', 'summary']);
      assert.equal(report.version, 1);
      assert.deepEqual(report.files[1], { path: 'other.json', kind: null, suppressed: 0, findings: [] });
      const findings = report.files[0]?.findings ?? [];
      const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
      assert.deepEqual(report.summary, {
        files: 2,
        errors: count('error'),
        warnings: count('warning'),
        infos: count('info'),
        suppressed: 0,
      });
      for (const finding of findings) checkMembers(finding);
      const byRule = new Map(findings.map((finding) => [finding.rule, finding]));
      assert.deepEqual(Object.keys(byRule.get('non-canonical-host') ?? {}), [
        'rule',
        'severity',
        'message',
        'url',
        'host',
        'start',
        'end',
        'fixes',
      ]);
      assert.equal(byRule.get('missing-backup-pin')?.code, 'OS-MABS-RES-40003');
      assert.equal(byRule.get('missing-backup-pin')?.host, 'b.example.org');
      assert.ok(!('code' in (byRule.get('non-canonical-host') ?? {})));
      assert.ok(!('host' in (byRule.get('not-strict-json') ?? {})));
    });

    it('lists findings in the order of the text', async () => {
      const { files: checked } = await checkJson(['-'], { input: text });
      const offsets = checked[0]?.findings.map(({ start }) => start.offset) ?? [];
      assert.ok(offsets.length > 4);
      assert.deepEqual(
        offsets,
        offsets.toSorted((a, b) => a - b),
      );
    });
  });

  it('takes a day for judging dates and the target of the build without a word', async () => {
    const outcome = await pinwarden(
      [
        'check',
        'managed.json',
        '--today',
        '2020-01-01',
        '--product',
        'odc',
        '--mabs',
        '11.2',
        '--framework',
        'capacitor',
      ],
      { cwd },
    );
    assert.equal(outcome.status, 1);
    assert.equal(outcome.stderr, '');
  });

  it(`knows the hash of a whole certificate that lies in the folder${opensslNote}`, async function () {
    if (!hasOpenssl) this.skip();
    const { der, certificate } = openLab().intermediate;
    const hash = `sha256/${createHash('sha256').update(der).digest('base64')}`;
    const text = pinning(['api.example.org', hash, somePin('1')]);
    const { path: cwd } = folder({ 'app/pinning.json': text, 'certificates/ca.pem': certificate });
    const { files } = await checkJson(['.'], { cwd });
    const [finding] = files.flatMap(({ findings }) => findings);
    assert.equal(finding?.rule, 'certificate-hash');
    assert.match(finding.message, /certificates\/ca\.pem/);
    assert.equal(finding.fixes?.[0]?.safe, false);
    const alone = await checkJson(['app/pinning.json'], { cwd });
    assert.deepEqual(
      alone.files.flatMap(({ findings }) => findings),
      [],
    );
  });
});

const MEMBERS: Readonly<Record<string, 'string' | 'object'>> = {
  rule: 'string',
  severity: 'string',
  message: 'string',
  code: 'string',
  url: 'string',
  host: 'string',
  start: 'object',
  end: 'object',
  related: 'object',
  fixes: 'object',
};

function checkMembers(finding: JsonFinding): void {
  for (const [name, value] of Object.entries(finding)) assert.equal(typeof value, MEMBERS[name], name);
  for (const name of ['rule', 'severity', 'message', 'url', 'start', 'end']) assert.ok(name in finding, name);
  assert.match(finding.url, new RegExp(`^https://.*${finding.rule}`));
  assert.ok(['error', 'warning', 'info'].includes(finding.severity));
  for (const place of [finding.start, finding.end])
    assert.deepEqual(Object.keys(place), ['offset', 'line', 'column']);
  for (const fix of finding.fixes ?? []) assert.deepEqual(Object.keys(fix), ['title', 'safe']);
  for (const other of finding.related ?? [])
    assert.deepEqual(Object.keys(other), ['message', 'start', 'end']);
}
