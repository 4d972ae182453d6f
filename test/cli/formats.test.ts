import assert from 'node:assert/strict';
import { CLEAN, FAILS, folder, pinwarden, WARNS } from '../support/cli';

describe('cli: check --format', function () {
  this.timeout(20_000);

  const files = folder({
    'fails/pinning.json': FAILS,
    'warns/pinning.json': WARNS,
    'clean/pinning.json': CLEAN,
    'bad/pinning.json': new Uint8Array([0xff, 0xfe, 0x7b, 0x00]),
  });
  const check = (...args: readonly string[]) => pinwarden(['check', ...args], { cwd: files.path });

  it('sarif names the tool and its pages, each result and what could not be read', async () => {
    const { status, stdout } = await check('--format', 'sarif', 'fails', 'bad', 'none.json');
    assert.equal(status, 2);
    const [run] = JSON.parse(stdout).runs;
    const { version, rules } = run.tool.driver;
    assert.equal(version, undefined);
    assert.match(run.tool.driver.semanticVersion, /^\d+\.\d+\.\d+/);
    assert.ok(rules.every((rule: { help: { markdown?: string } }) => rule.help.markdown?.startsWith('# ')));
    assert.deepEqual(
      run.results.map((result: { ruleId: string }) => result.ruleId),
      ['missing-backup-pin'],
    );
    assert.equal(run.results[0].locations[0].physicalLocation.artifactLocation.uri, 'fails/pinning.json');
    assert.equal(run.invocations[0].executionSuccessful, false);
    assert.equal(run.invocations[0].toolExecutionNotifications.length, 2);
  });

  it('junit has a suite for each file', async () => {
    const { status, stdout } = await check('--format', 'junit', '.', '--fail-on', 'never');
    assert.equal(status, 2);
    const suites = Array.from(
      stdout.matchAll(/<testsuite name="([^"]*)" tests="1" failures="(\d)" errors="(\d)"/g),
    );
    assert.deepEqual(suites.map(([, ...shape]) => shape.join(' ')).sort(), [
      'bad/pinning.json 0 1',
      'clean/pinning.json 0 0',
      'fails/pinning.json 1 0',
      'warns/pinning.json 1 0',
    ]);
  });

  it('github speaks to the runner, and --quiet only of errors', async () => {
    const { status, stdout } = await check('--format', 'github', 'fails', 'warns');
    assert.equal(status, 1);
    assert.deepEqual(stdout.match(/^::\w+ file=[^,]*/gm), [
      '::error file=fails/pinning.json',
      '::warning file=warns/pinning.json',
    ]);
    const quiet = await check('--format', 'github', 'fails', 'warns', '--quiet');
    assert.deepEqual(quiet.stdout.match(/^::\w+/gm), ['::error']);
  });

  it('is whole where nothing is found', async () => {
    const nothing = folder({ 'readme.txt': '' });
    for (const [format, whole] of [
      ['sarif', /"results": \[\]/],
      ['junit', /<testsuites [^>]*tests="0"[^>]*>\s*<\/testsuites>/],
      ['github', /^pinwarden: 0 errors.*\n$/],
    ] as const) {
      const { status, stdout } = await pinwarden(['check', '--format', format], { cwd: nothing.path });
      assert.equal(status, 0);
      assert.match(stdout, whole);
    }
  });

  it('goes to standard error where the fixed text goes to standard output', async () => {
    for (const format of ['sarif', 'junit', 'github']) {
      const { stdout, stderr } = await pinwarden(['check', '-', '--fix', '--format', format], {
        input: WARNS,
      });
      assert.equal(JSON.parse(stdout).hosts[0].host, 'api.example.org');
      assert.match(stderr, /^(?:\{|<\?xml|pinwarden: 0)/);
    }
  });
});
