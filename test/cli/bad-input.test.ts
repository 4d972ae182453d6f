import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DIST, FAILS, folder, isRoot, pinning, pinwarden, somePin, together } from '../support/cli';

describe('cli: input from strangers', function () {
  this.timeout(30_000);

  const files = folder();
  const cwd = files.path;

  const contents: readonly (readonly [title: string, content: () => string | Uint8Array, status: number])[] =
    [
      ['empty', () => '', 1],
      ['blank', () => ' \n\t', 1],
      ['binary', () => Buffer.from(Array.from({ length: 9000 }, (_, at) => (at * 7919) % 256)), 2],
      ['invalid UTF-8', () => Buffer.from('7b22686f737473223a5bff', 'hex'), 2],
      ['UTF-16', () => Buffer.from(`\ufeff${FAILS}`, 'utf16le'), 2],
      ['50 MB', () => `{"hosts":[${' '.repeat(50_000_000)}]}`, 2],
      ['nearly 8 MB', () => `{"hosts":[${' '.repeat(7_900_000)}]}`, 1],
      ['200,000 brackets', () => '['.repeat(200_000), 1],
      ['200,000 nested hosts', () => '{"hosts":['.repeat(200_000), 1],
      ['200,000 pairs', () => '['.repeat(200_000) + ']'.repeat(200_000), 1],
      ['a NUL', () => '\0', 1],
      ['a byte order mark alone', () => '\ufeff', 1],
      ['a number', () => '1e999', 1],
      ['prototype keys', () => '{"__proto__":{"hosts":1},"hosts":[{"constructor":1,"__proto__":[]}]}', 1],
      ['half a pinning file', () => FAILS.slice(0, FAILS.length / 2), 1],
      ['5,000 hosts on one line', () => pinning(...manyHosts(5_000)).replace(/\n */g, ' '), 1],
      ['a pin of 1 MB', () => pinning(['a.example.org', `sha256/${'A'.repeat(1_000_000)}`]), 1],
      ['a host of 1 MB', () => pinning('a'.repeat(1_000_000)), 1],
    ];
  const run = together(contents, async ([title, content]) => {
    const bytes = Buffer.from(content());
    const file = files.write(`${title.replace(/[^A-Za-z0-9]/g, '-')}/pinning.json`, bytes);
    const text = await pinwarden(['check', file], { cwd });
    const json = await pinwarden(['check', '--format', 'json', file], { cwd });
    return { text, json, unchanged: files.read(path.relative(cwd, file)).equals(bytes) };
  });
  for (const [index, [title, , status]] of contents.entries()) {
    it(`${title}: a report or one clause, in time, and the file as it was`, async () => {
      const { text, json, unchanged } = await run(index);
      for (const outcome of [text, json]) {
        assert.equal(outcome.status, status, outcome.stderr);
        assert.doesNotMatch(outcome.stdout + outcome.stderr, /^ {4}at |internal error/m);
        if (status === 2) assert.match(outcome.stderr, /^pinwarden: [^\n]+\/pinning\.json: [^\n]{5,80}\n$/);
        else assert.equal(outcome.stderr, '');
      }
      const widest = text.stdout.split('\n').reduce((most, line) => Math.max(most, line.length), 0);
      assert.ok(widest < 400, `a line of ${widest}`);
      assert.ok(unchanged);
    });
  }

  it('bounds standard input', async () => {
    const cases = [Buffer.alloc(9_000_000, 32), Uint8Array.of(0xff), Buffer.from(FAILS, 'utf16le')];
    const outcomes = await Promise.all(cases.map((input) => pinwarden(['check', '-', '--fix'], { input })));
    for (const [index, { status, stdout, stderr }] of outcomes.entries()) {
      if (index === 2) continue;
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^pinwarden: -: [^\n]+\n$/);
    }
  });

  it('never hangs on what is no file', async function () {
    const fifo = path.join(cwd, 'pipe.json');
    if (process.platform === 'win32' || spawnSync('mkfifo', [fifo]).status !== 0) this.skip();
    const targets = [fifo, '/dev/zero', '/dev/null', '/dev/stdin'];
    for (const command of ['check', 'pin']) {
      const runs = targets.map((target) => pinwarden([command, target], { cwd, limitMs: 10_000 }));
      for (const [index, outcome] of (await Promise.all(runs)).entries()) {
        assert.equal(outcome.status, 2, targets[index]);
        assert.match(outcome.stderr, /^pinwarden: [^\n]+\n$/);
      }
    }
  });

  it('says that a file may not be read', async function () {
    if (isRoot) this.skip();
    const file = files.write('secret.json', FAILS);
    chmodSync(file, 0);
    for (const command of ['check', 'pin']) {
      const outcome = await pinwarden([command, 'secret.json'], { cwd });
      assert.equal(outcome.status, 2);
      assert.equal(outcome.stderr, 'pinwarden: secret.json: permission denied\n');
    }
  });

  it('lets nothing through that could steer a terminal', async () => {
    const evil = '\u001b[31m\u009b31m\u0007\u202e\u2028\u0085\r\u007f';
    const name = `ev${evil}il\n::error::x.json`;
    const hosts = [`a${evil}.example.org`, `${evil}`];
    const texts = [
      pinning(...hosts.map((host) => [host, evil, somePin('1')] as const)),
      `{"hosts":[{"host":"${evil}","hashes":["${evil}"],"${evil}":1}], ${evil}`,
      `{"preferences":{"global":[{"name":"${evil}","value":"${evil}"}], "${evil}":1}}`,
      `{"preferences":{"global":[{"name":"bypassOSDomainsValidation","value":$resources.${evil}}]}}`,
    ];
    const runs = texts.flatMap((text, index) => {
      const file = files.write(`evil${index}/${process.platform === 'win32' ? 'x.json' : name}`, text);
      return ['text', 'json'].map((format) => pinwarden(['check', '--format', format, file], { cwd }));
    });
    const more = ['check', 'pin', 'explain'].map((command) => pinwarden([command, name], { cwd }));
    const usage = ['--kind', '--today', '--mabs'].map((option) =>
      pinwarden(['check', option, evil], { cwd }),
    );
    for (const { stdout, stderr } of await Promise.all([...runs, ...more, ...usage])) {
      for (const output of [stdout, stderr])
        assert.doesNotMatch(output, /[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029]|^::/mu);
    }
  });

  it('does the rest when a file disappears meanwhile', async () => {
    const many = folder();
    for (let index = 0; index < 500; index++) many.write(`${index}/x.json`, FAILS);
    const child = pinwarden(['check', '--format', 'json', '.'], { cwd: many.path });
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let index = 499; index >= 0; index--)
      rmSync(path.join(many.path, String(index)), { recursive: true });
    const outcome = await child;
    assert.doesNotMatch(outcome.stderr, /internal error/);
    assert.ok(Array.isArray(JSON.parse(outcome.stdout).files));
  });

  it('keeps its exit status and its peace when the reader has seen enough', function () {
    if (process.platform === 'win32' || !existsSync('/bin/bash')) this.skip();
    const file = files.write('many.json', pinning(...manyHosts(3000)));
    const command = `"$0" "$1" check "$2" | head -1; echo "\${PIPESTATUS[0]}"`;
    const output = execFileSync(
      '/bin/bash',
      ['-c', command, process.execPath, path.join(DIST, 'cli.js'), file],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    assert.match(output.toString(), /^error [^\n]+\n1\n$/);
  });

  it('keeps its exit status when nobody listens on standard error', async () => {
    const child = spawn(process.execPath, [path.join(DIST, 'cli.js'), 'check', 'nothing.json'], { cwd });
    child.stderr.destroy();
    const status = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(status, 2);
  });

  it('says that standard output cannot be written', function () {
    if (!existsSync('/dev/full')) this.skip();
    writeFileSync(path.join(cwd, 'full.json'), FAILS);
    const { status, stderr } = spawnSync(
      '/bin/sh',
      ['-c', '"$0" "$1" check full.json > /dev/full', process.execPath, path.join(DIST, 'cli.js')],
      { cwd },
    );
    assert.equal(status, 2);
    assert.match(stderr.toString(), /^pinwarden: standard output: [^\n]+\n$/);
  });
});

function manyHosts(count: number): (readonly [string, string])[] {
  return Array.from({ length: count }, (_, index) => [`h${index}.example.org`, somePin('1')] as const);
}
