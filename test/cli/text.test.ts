import assert from 'node:assert/strict';
import { folder, pinning, pinwarden, somePin, together } from '../support/cli';

describe('cli: the report for people', function () {
  this.timeout(20_000);

  const text = async (input: string, env: Record<string, string> = {}, ...args: string[]) =>
    (await pinwarden(['check', '-', ...args], { input, env })).stdout;

  it('shows place, source line, underline, cause and way out', async () => {
    const report = await text(
      `{\n\t"hosts": [{ "host": "API.example.org", "hashes": ["${somePin('1')}", "${somePin('2')}"] }]\n}`,
    );
    const [head, place, , source, underline, ...rest] = report.split('\n');
    assert.equal(head, 'warning non-canonical-host');
    assert.equal(place, ' --> -:2:23');
    assert.match(source ?? '', /^2 \| {2}"hosts": \[\{ "host": "API\.example\.org", "hashes"/);
    assert.equal(underMark(source, underline), 'API.example.org');
    assert.ok(
      rest.some((line) => /^ {2}\| \S/.test(line)),
      'a cause',
    );
    assert.ok(
      rest.some((line) => /^ {2}= fix with --fix: /.test(line)),
      'a way out',
    );
    assert.match(report, /\n0 errors, 1 warning in 1 file; 1 safe fix with --fix\n/);
  });

  it('is plain text, in which no backtick stands for a quotation mark', async () => {
    const report = await text(
      '{ "hosts": [{ "host": "api.example.org", "hashes": ["sha1/x"], "extra": 1 }] }',
    );
    assert.match(report, /“extra”/);
    assert.doesNotMatch(report, /`/);
    assert.doesNotMatch((await pinwarden(['rules'])).stdout, /`/);
  });

  const wide: readonly (readonly [title: string, before: string])[] = [
    ['CRLF', '\r\n'],
    ['a byte order mark', '\ufeff'],
    ['tabs', '\t\t'],
    ['an astral character of one column', '/* \u{1d504} */'],
    ['control characters', '/* \u001b\u0007\u009b */'],
    ['a long line', `/* ${'x'.repeat(300)} */`],
  ];
  const marked = together(wide, ([, before]) =>
    text(`${before}${pinning(['API.example.org', somePin('1')]).replace(/\n */g, ' ')}`),
  );
  for (const [index, [title]] of wide.entries()) {
    it(`marks the right columns after ${title}`, async () => {
      const report = await marked(index);
      const block = report.split('\n\n').find((part) => part.startsWith('warning non-canonical-host')) ?? '';
      const [, , , source, underline] = block.split('\n');
      assert.equal(underMark(source, underline), 'API.example.org', block);
      assert.ok((source?.length ?? 0) <= 101, 'no wider than the page');
    });
  }

  const columns: readonly (readonly [title: string, host: string, width: number])[] = [
    ['wide letters', 'B\u00fc\u4f8b\u3048.example.org', 18],
    ['pictographs', '\u{1f511}.Example.org', 14],
    ['combining marks', 'Bu\u0308cher.example.org', 18],
  ];
  const counted = together(columns, ([, host]) => text(pinning([host, somePin('1'), somePin('2')])));
  for (const [index, [title, , width]] of columns.entries()) {
    it(`counts terminal columns under ${title}`, async () => {
      const report = await counted(index);
      const carets = /\^+/.exec(report)?.[0];
      assert.equal(carets?.length, width, report);
    });
  }

  it('says where a line is cut', async () => {
    const line = pinning('x.example.org', ['api.example.org', somePin('1')], 'y.example.org').replace(
      /\n */g,
      ' ',
    );
    const [, , , source] = (await text(line)).split('\n');
    assert.match(source ?? '', /^1 \| \u2026.*\u2026$/);
  });

  it('holds no colour in a pipe, in CI or when told not to, and colours when forced', async () => {
    const input = pinning(['API.example.org', somePin('1')]);
    const sequence = '\u001b[';
    const plain: readonly Record<string, string>[] = [
      {},
      { CI: 'true' },
      { TERM: 'xterm-256color', COLORTERM: 'truecolor' },
      { FORCE_COLOR: '0' },
      { FORCE_COLOR: '1', NO_COLOR: '1' },
    ];
    for (const env of plain) assert.ok(!(await text(input, env)).includes(sequence), JSON.stringify(env));
    const coloured = await text(input, { FORCE_COLOR: '1' });
    assert.ok(coloured.includes(sequence));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is looked for.
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), await text(input));
    assert.ok(!(await text(input, { FORCE_COLOR: '1' }, '--format', 'json')).includes(sequence));
  });

  it('ends with the counts, and says so when there is nothing of ours', async () => {
    const files = folder({ 'a.json': '{}', 'b/package.json': '{}' });
    const cases: readonly (readonly [args: string[], expected: RegExp])[] = [
      [
        ['a.json'],
        /^a\.json: not a configuration that Pinwarden knows.*--kind\n0 errors, 0 warnings in 0 files\n$/,
      ],
      [['b'], /^no pinning or build configuration found\n$/],
    ];
    for (const [args, expected] of cases) {
      const { stdout } = await pinwarden(['check', ...args], { cwd: files.path });
      assert.match(stdout, expected);
    }
  });
});

/** The part of a source line that stands over the carets. */
function underMark(source = '', underline = ''): string {
  const start = underline.indexOf('^');
  return [...source].slice(start, underline.lastIndexOf('^') + 1).join('');
}
