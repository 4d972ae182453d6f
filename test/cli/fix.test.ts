import assert from 'node:assert/strict';
import { chmodSync, linkSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import {
  CLEAN,
  checkJson,
  FAILS,
  folder,
  isRoot,
  pinning,
  pinwarden,
  somePin,
  together,
} from '../support/cli';

const [P1, P2] = [somePin('1'), somePin('2')];

describe('cli: check --fix', function () {
  this.timeout(20_000);

  const cases: readonly (readonly [title: string, before: string, after: string])[] = [
    [
      'keeps CRLF, odd blanks and the missing final newline',
      `{\r\n  "hosts"  : [ {\t"host":"API.example.org.",\r\n"hashes":["${P1}" ,"${P2}",]}\r\n]   }`,
      `{\r\n  "hosts"  : [ {\t"host":"api.example.org",\r\n"hashes":["${P1}" ,"${P2}"]}\r\n]   }`,
    ],
    [
      'keeps mixed line endings',
      `{\r\n"hosts": [\n{"host": "A.example.org",\r"hashes": ["${P1}", "${P2}"]}]}\n\n`,
      `{\r\n"hosts": [\n{"host": "a.example.org",\r"hashes": ["${P1}", "${P2}"]}]}\n\n`,
    ],
    [
      'takes the byte order mark off a pinning file',
      `\ufeff{"hosts":[{"host":"a.example.org","hashes":["${P1}","${P2}"]}]}`,
      `{"hosts":[{"host":"a.example.org","hashes":["${P1}","${P2}"]}]}`,
    ],
    [
      'leaves the byte order mark of a configuration',
      '\ufeff{"preferences":{"global":[{"name":"BypassOSDomainsValidation","value":"true"},{"name":"\u{1f511}","value":"é"}]}}\n',
      '\ufeff{"preferences":{"global":[{"name":"\u{1f511}","value":"é"}]}}\n',
    ],
    [
      'keeps comments, which are the author’s',
      `{"hosts":[{"host":"A.example.org", // the gateway\n"hashes":["${P1}","${P2}"]}]}\n`,
      `{"hosts":[{"host":"a.example.org", // the gateway\n"hashes":["${P1}","${P2}"]}]}\n`,
    ],
  ];
  const run = together(cases, async ([, before, after]) => {
    const files = folder({ 'x.json': before });
    const [piped, again] = await Promise.all([
      pinwarden(['check', '--fix', '-'], { input: before }),
      pinwarden(['check', '--fix', '-'], { input: after }),
      pinwarden(['check', '--fix', 'x.json'], { cwd: files.path }),
    ]);
    return { file: files.read('x.json').toString(), piped: piped.stdout, again: again.stdout };
  });
  for (const [index, [title, , after]] of cases.entries()) {
    it(`${title}, in a file and through a pipe`, async () => {
      const { file, piped, again } = await run(index);
      assert.equal(file, after);
      assert.equal(piped, after);
      assert.equal(again, after, 'a second time changes nothing');
    });
  }

  it('reports what is left, with the places of the fixed text', async () => {
    const files = folder({
      'x.json': `{"hosts":[{"host":"A.example.org.","hashes":["${P1}"]}]}`,
    });
    const report = await checkJson(['--fix', 'x.json'], { cwd: files.path });
    const text = files.read('x.json').toString();
    assert.deepEqual(
      report.files[0]?.findings.map(({ rule, start }) => [rule, start.offset]),
      [['missing-backup-pin', text.indexOf('["sha')]],
    );
  });

  it('sends findings to standard error where the fixed text goes to standard output', async () => {
    const text = await pinwarden(['check', '--fix', '-'], { input: FAILS });
    assert.equal(text.status, 1);
    assert.equal(text.stdout, FAILS);
    assert.match(text.stderr, /missing-backup-pin/);
    const json = await pinwarden(['check', '--fix', '--format', 'json', '-'], { input: FAILS });
    assert.equal(json.stdout, FAILS);
    assert.equal(JSON.parse(json.stderr).summary.errors, 1);
  });

  it('tells people what it changed, and nothing where it changed nothing', async () => {
    const upper = pinning(['A.example.org', P1, P2], ['B.example.org', P1, P2]);
    const bypass = '{"preferences":{"global":[{"name":"BypassOSDomainsValidation","value":"true"}]}}';
    const files = folder({ 'a.json': upper, 'b.json': bypass, 'c.json': CLEAN, 'd.json': FAILS });
    const fix = (...args: string[]) => pinwarden(['check', '--fix', ...args], { cwd: files.path });
    const told = (text: string) => text.split('\n').filter((line) => line.startsWith('fixed '));
    const [first = '', second = '', ...others] = told((await fix('.')).stdout);
    assert.match(first, /^fixed a\.json: .*a\.example\.org.*b\.example\.org/);
    assert.match(second, /^fixed b\.json: Remove /);
    assert.deepEqual(others, []);
    assert.deepEqual(told((await fix('.')).stdout), [], 'a second time there is nothing to tell');
    const piped = await pinwarden(['check', '--fix', '-'], { input: upper });
    assert.equal(told(piped.stdout).length, 0);
    assert.match(told(piped.stderr).join(), /^fixed -: /);
    files.write('a.json', upper);
    const json = await fix('--format', 'json', 'a.json');
    assert.equal(json.stderr, '');
    assert.deepEqual(Object.keys(JSON.parse(json.stdout)), ['version', 'files', 'summary']);
  });

  it('tells of the entries that it took out of a configuration', async () => {
    const ignore = [{ rule: 'missing-backup-pin', reason: 'none now' }];
    const files = folder({ 'pinning.json': CLEAN, '.pinwarden.json': JSON.stringify({ ignore }) });
    const { stdout } = await pinwarden(['check', '--fix', '.'], { cwd: files.path });
    assert.match(stdout, /^fixed \.pinwarden\.json: \S/m);
    assert.deepEqual(JSON.parse(files.read('.pinwarden.json').toString()), { ignore: [] });
  });

  it('counts files of which there are too many to name', async () => {
    const many = Array.from({ length: 30 }, (_, at) => [
      `${at}.json`,
      pinning([`A${at}.example.org`, P1, P2]),
    ]);
    const files = folder(Object.fromEntries(many));
    const { stdout } = await pinwarden(['check', '--fix', '.'], { cwd: files.path });
    const told = stdout.split('\n').filter((line) => line.startsWith('fixed '));
    assert.equal(told.length, 21);
    assert.equal(told.at(-1), 'fixed 10 more files');
  });

  it('sends findings to standard output without --fix', async () => {
    const { stdout, stderr } = await pinwarden(['check', '-'], { input: FAILS });
    assert.match(stdout, /missing-backup-pin/);
    assert.equal(stderr, '');
  });

  it('writes nothing where nothing is to be fixed, and none of what is not ours', async () => {
    const files = folder({
      'pinning.json': CLEAN,
      'fails.json': FAILS,
      'tsconfig.json': '{ "a": 1, /* b */ }',
    });
    const long = new Date('2020-01-01');
    for (const name of ['pinning.json', 'fails.json', 'tsconfig.json'])
      utimesSync(path.join(files.path, name), long, long);
    await pinwarden(['check', '--fix', '.', 'tsconfig.json'], { cwd: files.path });
    await pinwarden(['check', '--fix', '--kind', 'pinning', '.'], { cwd: files.path });
    for (const name of ['pinning.json', 'fails.json', 'tsconfig.json'])
      assert.equal(statSync(path.join(files.path, name)).mtimeMs, long.getTime(), name);
    assert.equal(files.read('tsconfig.json').toString(), '{ "a": 1, /* b */ }');
  });

  it('keeps permissions, links and hard links', async () => {
    const before = `{"hosts":[{"host":"A.example.org","hashes":["${P1}","${P2}"]}]}`;
    const files = folder({ 'real.json': before });
    const at = (name: string) => path.join(files.path, name);
    chmodSync(at('real.json'), 0o640);
    symlinkSync('real.json', at('link.json'));
    linkSync(at('real.json'), at('hard.json'));
    await pinwarden(['check', '--fix', 'link.json'], { cwd: files.path });
    assert.equal(statSync(at('real.json')).mode & 0o777, 0o640);
    assert.equal(files.read('hard.json').toString(), before.replace('A.', 'a.'));
  });

  it('says that a file could not be written', async function () {
    if (isRoot) this.skip();
    const before = `{"hosts":[{"host":"A.example.org","hashes":["${P1}","${P2}"]}]}`;
    const files = folder({ 'x.json': before });
    chmodSync(path.join(files.path, 'x.json'), 0o400);
    const outcome = await pinwarden(['check', '--fix', 'x.json'], { cwd: files.path });
    assert.equal(outcome.status, 2);
    assert.equal(outcome.stderr, 'pinwarden: x.json: not fixed: permission denied\n');
    assert.equal(files.read('x.json').toString(), before);
  });
});
