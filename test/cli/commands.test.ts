import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { AFFECTED_OPTIONS } from '../../server/src/cli/affected';
import { BACKUP_KEY_OPTIONS } from '../../server/src/cli/backup-key';
import { CHECK_OPTIONS } from '../../server/src/cli/check';
import { CONVERT_OPTIONS } from '../../server/src/cli/convert';
import { HELP, helpFor } from '../../server/src/cli/help';
import { INSPECT_OPTIONS } from '../../server/src/cli/inspect';
import { PIN_OPTIONS } from '../../server/src/cli/pin';
import { PACKAGE_FINDINGS } from '../../server/src/inspect/finding-ids';
import { rules } from '../../server/src/rules';
import { folder, pinwarden, together } from '../support/cli';

describe('cli: rules, explain, help and version', function () {
  this.timeout(20_000);

  it('prints its version', async () => {
    for (const flag of ['--version', '-V']) {
      assert.deepEqual(await pinwarden([flag]), { status: 0, stdout: `${version}\n`, stderr: '' });
    }
  });

  it('prints help when asked, and with no command', async () => {
    const ways = [[], ['--help'], ['-h'], ['help'], ['no-such', '--help']];
    for (const outcome of await Promise.all(ways.map((args) => pinwarden(args)))) {
      assert.deepEqual(outcome, { status: 0, stdout: HELP, stderr: '' });
    }
    for (const line of HELP.split('\n')) assert.ok(line.length <= 110, line);
  });

  it('prints the part of a command behind which help is asked for, and the way to the rest', async () => {
    const commands = [...HELP.matchAll(/^pinwarden ([a-z][a-z-]*)/gm)].map(([, command = '']) => command);
    assert.equal(commands.length, 9);
    for (const command of commands) {
      const [first = '', ...rest] = helpFor(command).split('\n');
      assert.ok(first.startsWith(`pinwarden ${command} `));
      assert.ok(HELP.includes([first, ...rest.slice(0, -3)].join('\n')));
      assert.match(rest.at(-2) ?? '', /^pinwarden --help /);
      assert.deepEqual(helpFor(command).match(/^pinwarden [a-z]+/gm)?.length, 1, 'no other command');
    }
    const ways = [
      ['pin', '--help'],
      ['pin', '-h'],
      ['pin', 'example.org', '--help'],
      ['help', 'pin'],
    ];
    for (const outcome of await Promise.all(ways.map((args) => pinwarden(args))))
      assert.deepEqual(outcome, { status: 0, stdout: helpFor('pin'), stderr: '' });
  });

  describe('help and parser', () => {
    const part = (command: string) =>
      new RegExp(`^pinwarden ${command} [^]*?(?=^pinwarden |^Exit)`, 'm').exec(HELP)?.[0] ?? '';
    const named = (text: string) =>
      new Set(Array.from(text.matchAll(/--([a-z][a-z-]*)/g), ([, name]) => name));
    const commands = {
      check: CHECK_OPTIONS,
      pin: PIN_OPTIONS,
      'backup-key': BACKUP_KEY_OPTIONS,
      affected: AFFECTED_OPTIONS,
      convert: CONVERT_OPTIONS,
      inspect: INSPECT_OPTIONS,
    };
    for (const [command, options] of Object.entries(commands)) {
      it(`name the same options of ${command}`, () => {
        assert.deepEqual([...named(part(command))].toSorted(), Object.keys(options).toSorted());
      });
    }

    it('take a value for the same options', () => {
      for (const [command, options] of Object.entries(commands)) {
        for (const [name, { type }] of Object.entries(options)) {
          const takes = new RegExp(`--${name} [A-Za-z]`).test(part(command));
          assert.equal(takes, type === 'string', `${command} --${name}`);
        }
      }
    });
  });

  it('refuses what it does not know in one line', async () => {
    const cases: readonly (readonly [args: string[], names: RegExp])[] = [
      [['chekc'], /"chekc"/],
      [['--check'], /"--check"/],
      [['rules', 'extra'], /'extra'/],
      [['rules', '--format', 'yaml'], /"yaml"/],
      [['explain'], /explain/],
      [['explain', 'a', 'b'], /explain/],
      [['explain', 'no-such-rule-at-all'], /"no-such-rule-at-all"/],
      [['explain', 'missing-backup-pn'], /"missing-backup-pin"\?$/m],
      [['explain', 'backup'], /"missing-backup-pin" or "live-no-backup"\?$/m],
      [['explain', 'OS-MABS-RES-99999'], /OS-MABS-RES-99999/],
      [['explain', '../../package'], /"\.\.\/\.\.\/package"/],
      [['explain', 'constructor'], /"constructor"/],
      [['lsp'], /--stdio/],
      [['lsp', '--socket=1'], /--stdio/],
      [['pin'], /pin needs/],
    ];
    const outcomes = await Promise.all(cases.map(([args]) => pinwarden(args)));
    for (const [index, { status, stdout, stderr }] of outcomes.entries()) {
      assert.equal(status, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, /^pinwarden: [^\n]+\n$/);
      assert.match(stderr, cases[index]?.[1] ?? /^$/);
      assert.ok(stderr.split('; ').length <= 2, `one way out: ${stderr}`);
    }
  });

  it('says how to check what is named instead of a command', async () => {
    const files = folder({ 'pinning.json': '{}', 'my. folder/x.txt': '' });
    const cases: readonly (readonly [word: string, hints: boolean])[] = [
      ['pinning.json', true],
      ['my. folder', true],
      ['.', true],
      ['-', true],
      ['gone/pinning.json', true],
      ['gone.YAML', true],
      ['chekc', false],
      ['--check', false],
    ];
    const outcomes = await Promise.all(cases.map(([word]) => pinwarden([word], { cwd: files.path })));
    for (const [index, { status, stderr }] of outcomes.entries()) {
      const [word, hints] = cases[index] ?? ['', false];
      assert.equal(status, 2);
      assert.equal(stderr.includes(`pinwarden check ${word}`), hints, stderr);
    }
  });

  it('lists every rule', async () => {
    const [text, json] = await Promise.all([pinwarden(['rules']), pinwarden(['rules', '--format', 'json'])]);
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(
      Array.from(text.stdout.matchAll(/^([a-z-]+) {2,}(?:error|warning|info) /gm), ([, id]) => id),
      ids,
    );
    for (const line of text.stdout.split('\n')) assert.ok(line.length <= 100, line);
    const listed: { version: number; rules: { id: string; url: string }[] } = JSON.parse(json.stdout);
    assert.equal(listed.version, 1);
    assert.deepEqual(
      listed.rules.map(({ id }) => id),
      ids,
    );
  });

  it('explains every rule with its page and its address', async () => {
    const explain = async (id: string) => {
      const { status, stdout, stderr } = await pinwarden(['explain', id]);
      const page = readFileSync(`server/src/rules/${id}/README.md`, 'utf8').trimEnd();
      assert.equal(status, 0, stderr);
      assert.ok(stdout.startsWith(page), id);
      assert.match(stdout.slice(page.length), /^\n\nhttps:\/\/\S+\n$/);
    };
    const waiting = rules.map(({ id }) => id);
    const work = async () => {
      for (let id = waiting.pop(); id; id = waiting.pop()) await explain(id);
    };
    await Promise.all([work(), work(), work()]);
  });

  it('explains every code of a build error that a finding may carry', async () => {
    const sources = readdirSync('server/src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const told = sources.flatMap((name) =>
      Array.from(
        readFileSync(path.join('server/src', name), 'utf8').matchAll(/(?:ode:|=) '(OS-[A-Z-]+\d{5})'/g),
        ([, code = '']) => code,
      ),
    );
    const codes = [...new Set(told)];
    assert.ok(codes.length >= 20, codes.join());
    const outcome = together(codes, (code) => pinwarden(['explain', code]));
    for (const [index, code] of codes.entries()) {
      const { status, stdout } = await outcome(index);
      assert.equal(status, 0, code);
      assert.ok(stdout.includes(code));
      for (const { id } of rules.filter((rule) => rule.code === code)) assert.ok(stdout.includes(id), id);
    }
    const [one, several] = [
      await pinwarden(['explain', 'os-mabs-res-40001']),
      await pinwarden(['explain', 'OS-MABS-RES-40003']),
    ];
    assert.ok(one.stdout.startsWith('# default-domain\n'), 'the only rule itself');
    assert.ok(several.stdout.split('\n').length < 30, 'a list, no pages');
    for (const line of several.stdout.split('\n')) assert.ok(line.length <= 100, line);
  });

  it('says which command knows the finding of a certificate package', async () => {
    for (const [id, [severity]] of Object.entries(PACKAGE_FINDINGS).slice(0, 4)) {
      const { status, stdout } = await pinwarden(['explain', id]);
      assert.equal(status, 0);
      assert.match(
        stdout,
        new RegExp(`^${id} \\(${severity} .*\n[^]*pinwarden inspect[^]*\nhttps://\\S+\n$`),
      );
    }
  });

  it('reads no more of an environment than colours', async () => {
    const files = folder({ 'package.json': '{"type":"module"}', 'pinning.json': '{"hosts":[]}' });
    const env = { HOME: files.path, USERPROFILE: files.path, XDG_CONFIG_HOME: files.path };
    const outcome = await pinwarden(['check', 'pinning.json'], { cwd: files.path, env });
    assert.equal(outcome.status, 1);
    assert.equal(outcome.stderr, '');
  });
});
