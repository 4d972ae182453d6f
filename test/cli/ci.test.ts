import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../../server/src/config/config';
import { CLEAN, FAILS, type Folder, folder, type Outcome, WARNS } from '../support/cli';

const root = process.cwd();
const hasShell = spawnSync('bash', ['-c', 'exit 0']).status === 0;

/** Runs a program to its end. */
function exec(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: 'pipe',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  child.stdin.end();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** A repository in which these files are staged. */
function repository(files: Readonly<Record<string, string>>): Folder {
  const made = folder(files);
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
  ]) {
    assert.equal(spawnSync('git', args, { cwd: made.path }).status, 0);
  }
  return made;
}

/** Every `uses:` of a workflow or an action. */
function usesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'uses' && typeof inner === 'string' ? [inner] : usesOf(inner),
  );
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}

describe('ci: the action', function () {
  this.timeout(30_000);
  const action: Action = parse(readFileSync('action.yml', 'utf8'));

  before(function () {
    if (!hasShell) {
      console.log('skipped: no bash');
      this.skip();
    }
  });

  /** Runs the steps as the runner does: inputs become environment variables, then a shell reads `run`. */
  async function run(cwd: string, given: Readonly<Record<string, string>>): Promise<Outcome> {
    let outcome: Outcome = { status: 0, stdout: '', stderr: '' };
    for (const { env, run: script } of action.runs.steps) {
      const expanded = Object.entries(env).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => {
          assert.ok(action.inputs[input], input);
          return given[input] ?? action.inputs[input]?.default ?? '';
        }),
      ]);
      const whole = { ...Object.fromEntries(expanded), GITHUB_ACTION_PATH: root };
      outcome = await exec('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], cwd, whole);
    }
    return outcome;
  }

  it('lets no input into a shell and uses nothing that is not pinned', () => {
    assert.equal(action.runs.using, 'composite');
    assert.ok(action.runs.steps.length > 0);
    for (const { run: script, shell } of action.runs.steps) {
      assert.ok(!script.includes('${{'), script);
      assert.equal(shell, 'bash');
    }
    for (const used of usesOf(action)) assert.match(used, /@[0-9a-f]{40}$/);
    for (const name of ['paths', 'format', 'fail-on', 'args', 'version'])
      assert.ok(action.inputs[name], name);
  });

  it('annotates and fails for errors by itself', async () => {
    const { path: cwd } = repository({ 'a/pinning.json': FAILS, 'b/pinning.json': WARNS });
    const { status, stdout } = await run(cwd, {});
    assert.equal(status, 1);
    assert.match(stdout, /^::error file=a\/pinning\.json,/m);
    assert.match(stdout, /^::warning file=b\/pinning\.json,/m);
    assert.equal((await run(cwd, { 'fail-on': 'never' })).status, 0);
    assert.equal((await run(cwd, { paths: 'b\n' })).status, 0);
    assert.equal((await run(cwd, { paths: 'b', 'fail-on': 'warning' })).status, 1);
    assert.equal((await run(cwd, { paths: 'none.json' })).status, 2);
  });

  it('writes a report for code scanning without what is suppressed', async () => {
    const ignore = [{ rule: 'missing-backup-pin', path: 'a/**', reason: 'old' }];
    const files = repository({
      'a/pinning.json': FAILS,
      'b/pinning.json': FAILS,
      '.pinwarden.json': JSON.stringify({ ignore }),
    });
    const { status, stdout } = await run(files.path, { format: 'sarif', output: 'x.sarif' });
    assert.deepEqual([status, stdout], [1, '']);
    const [{ results }] = JSON.parse(files.read('x.sarif').toString()).runs;
    assert.equal(results.length, 1);
    assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, 'b/pinning.json');
  });

  it('takes paths and arguments as they are, whatever is in them', async () => {
    const odd = ['a b.json', '$(touch owned).json', '--fix', '"; touch owned; ".json', '`touch owned`'];
    const files = repository(Object.fromEntries(odd.map((name) => [name, CLEAN])));
    const { status, stderr } = await run(files.path, {
      paths: odd.join('\n'),
      args: '--kind pinning --quiet',
    });
    assert.deepEqual([status, stderr], [0, '']);
    const hostile = await run(files.path, { args: '$(touch owned) ;touch owned' });
    assert.equal(hostile.status, 2);
    assert.equal((await run(files.path, { args: '--today\n2026-01-01\n' })).status, 0);
    assert.ok(!existsSync(path.join(files.path, 'owned')));
  });

  for (const version of ['latest', '1', '^1.0.0', 'file:../x', '1.2.3 x', '1.2.3;touch owned']) {
    it(`installs no version called ${version}`, async () => {
      const { path: cwd } = repository({});
      const { status, stderr } = await run(cwd, { version });
      assert.equal(status, 2);
      assert.ok(stderr.includes(version), stderr);
    });
  }
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly language: string;
  readonly files: string;
}

describe('ci: the hooks of pre-commit', function () {
  this.timeout(30_000);
  const hooks: readonly Hook[] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));

  /** Runs a hook on what is staged, as pre-commit does for the language `script`. */
  function run(id: string, files: Folder, args?: readonly string[]): Promise<Outcome> {
    const hook = hooks.find((one) => one.id === id);
    assert.ok(hook);
    const [script = '', ...own] = hook.entry.split(' ');
    const staged = spawnSync(
      'git',
      ['diff', '--cached', '--name-only', '-z', '--no-ext-diff', '--diff-filter=d'],
      {
        cwd: files.path,
        encoding: 'utf8',
      },
    );
    const names = staged.stdout.split('\0').filter((name) => new RegExp(hook.files).test(name));
    assert.ok(names.length > 0);
    return exec(path.join(root, script), [...own, ...(args ?? hook.args), ...names], files.path, {
      PRE_COMMIT: '1',
    });
  }

  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('are scripts that can be started', () => {
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ['pinwarden', 'pinwarden-fix'],
    );
    for (const { language, entry } of hooks) {
      assert.equal(language, 'script');
      assert.ok(statSync(path.join(root, entry.split(' ')[0] ?? '')).mode & 0o100);
    }
  });

  it('stop a commit with an error and let a clean one pass', async () => {
    const bad = repository({ 'pinning.json': FAILS, 'readme.md': '', '--version.json': '{}' });
    const { status, stdout } = await run('pinwarden', bad);
    assert.equal(status, 1);
    assert.match(stdout, /missing-backup-pin/);
    assert.equal((await run('pinwarden', repository({ 'pinning.json': CLEAN }))).status, 0);
    const warns = repository({ 'pinning.json': WARNS });
    assert.equal((await run('pinwarden', warns)).status, 0);
    assert.equal((await run('pinwarden', warns, ['--fail-on', 'warning', '--'])).status, 1);
  });

  it('apply the safe fixes where that is asked for', async () => {
    const files = repository({ 'pinning.json': WARNS });
    assert.equal((await run('pinwarden-fix', files)).status, 0);
    assert.notEqual(files.read('pinning.json').toString(), WARNS);
  });
});

describe('ci: a clone', function () {
  this.timeout(120_000);

  it('builds what it needs on first use and says nothing of it in the report', async () => {
    const files = folder({ 'pinning.json': FAILS });
    const clone = folder({});
    for (const name of ['package.json', 'package-lock.json', 'scripts', 'server', 'client']) {
      cpSync(path.join(root, name), path.join(clone.path, name), { recursive: true });
    }
    utimesSync(path.join(clone.path, 'package-lock.json'), 0, 0);
    symlinkSync(path.join(root, 'node_modules'), path.join(clone.path, 'node_modules'), 'junction');
    const script = path.join(clone.path, 'scripts/pinwarden.mjs');
    const outcome = await exec(process.execPath, [script, 'check', '--format', 'json'], files.path);
    assert.equal(outcome.status, 1, outcome.stderr);
    assert.equal(JSON.parse(outcome.stdout).summary.errors, 1);
    assert.equal((await exec(process.execPath, [script, 'rules'], files.path)).status, 0);
  });
});

describe('ci: the recipes', function () {
  this.timeout(60_000);
  const text = readFileSync('docs/ci.md', 'utf8');
  const blocks = Array.from(
    text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm),
    ([, language = '', body = '']) => ({
      language,
      body,
    }),
  );
  const recipes = blocks.filter(({ language }) => language === 'yaml').map(({ body }) => parse(body));

  it('are well-formed, and use nothing that is not pinned', () => {
    assert.ok(recipes.length >= 5);
    const used = recipes.flatMap(usesOf);
    assert.ok(used.length >= 5);
    for (const one of used)
      assert.match(one, /^(?:pinwarden\/pinwarden@COMMIT|[\w-]+(?:\/[\w-]+)+@[0-9a-f]{40})$/);
    for (const { body } of blocks.filter(({ language }) => language === 'json')) {
      assert.deepEqual(readConfig(body).problems, []);
    }
  });

  it('give the action inputs that it has', () => {
    const action: Action = parse(readFileSync('action.yml', 'utf8'));
    const steps = recipes.flatMap((recipe) => recipe.jobs?.pins?.steps ?? []);
    const ours = steps.filter(({ uses }: { uses?: string }) => uses?.startsWith('pinwarden/'));
    assert.equal(ours.length, 3);
    for (const { with: given } of ours) {
      for (const name of Object.keys(given)) assert.ok(action.inputs[name], name);
    }
  });

  it('name hooks that there are', () => {
    const hooks: readonly Hook[] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));
    const named = recipes.flatMap((recipe) => recipe.repos ?? []).flatMap(({ hooks: some }) => some);
    assert.ok(named.length > 0);
    for (const { id } of named) assert.ok(hooks.some((hook) => hook.id === id));
  });

  const commands = blocks
    .flatMap(({ body }) => body.split('\n'))
    .map((line) => line.replace(/^\s*-?\s*/, ''))
    .filter((line) => /^pinwarden |^node .*pinwarden\.mjs/.test(line) && !line.includes('--online'));

  it('are more than one', () => assert.ok(commands.length >= 5));

  for (const [index, command] of commands.entries()) {
    it(`${index + 1}: ${command}`, async function () {
      if (!hasShell) return this.skip();
      const files = repository({ 'a/pinning.json': FAILS });
      const script = path.join(root, 'scripts/pinwarden.mjs');
      const local = command
        .replace(/^pinwarden /, `node "${script}" `)
        .replace(/"?(?:\/tmp|\$WORKSPACE_TMP)\/pinwarden\/scripts\/pinwarden\.mjs"?/, `"${script}"`);
      if (command.includes('--baseline')) {
        files.write('pinwarden-baseline.json', '{ "version": 1, "findings": [] }');
      }
      const { status, stderr } = await exec('bash', ['-ec', local], files.path);
      assert.equal(status, command.includes('--write-baseline') ? 0 : 1, stderr);
      const report = /> (\S+)$/.exec(command)?.[1];
      if (report) assert.match(files.read(report).toString(), /missing-backup-pin/);
    });
  }
});
