import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkJson, DIST, type Folder, folder, pinning, pinwarden, somePin } from '../support/cli';

const root = process.cwd();

/** What may stand in the package, folder by folder. */
const BELONGS =
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|schemas\/[\w-]+\.schema\.json|dist\/[\w-]+\.js|dist\/third-party-notices\.txt|dist\/rules\/[\w-]+\.md|dist\/types\/(?:\w+\/)?[\w-]+\.d\.ts)$/;

const PIN = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';

/** One text of each kind with faults that only its own parser and the public suffix list find. */
const TEXTS: Readonly<Record<string, string>> = {
  'pinning.json': '{"hosts": [{"host": "co.uk", "hashes": ["sha256/x"]}]}',
  'extensibility.json':
    '{"preferences": {"global": [{"name": "BypassOSDomainsValidation", "value": "true"}]}}',
  'build-action.yaml': [
    'platforms:',
    '  ios:',
    '    plist:',
    '      - replace: true',
    '        entries:',
    '          - TSKConfiguration:',
    '              TSKPinnedDomains:',
    '                co.uk:',
    '                  TSKEnforcePinning: false',
    `                  TSKPublicKeyHashes: [${PIN}]`,
  ].join('\n'),
  'network_security_config.xml': `<network-security-config><domain-config><domain>co.uk</domain><pin-set expiration="2020-01-01"><pin digest="SHA-256">${PIN}</pin></pin-set></domain-config></network-security-config>`,
  'Info.plist':
    '<plist version="1.0"><dict><key>TSKConfiguration</key><dict><key>TSKPinnedDomains</key><dict><key>api.example.org</key><dict><key>TSKExcludeSubdomainFromParentPolicy</key><true/></dict></dict></dict></dict></plist>',
};

/** A TypeScript user of everything that is exported. */
const TYPED = `
import { applyEdits, type Config, type Finding, fixAll, KINDS, type Kind, lint, type LintOptions, type PinReading, readConfig, readPin, type RuleInfo, rules } from 'pinwarden';
const config: Config = readConfig('{"mabs": "12.1"}').config;
const options: LintOptions = { path: 'pinning.json', kind: 'pinning', config, today: '2026-11-22', target: { product: 'o11' } };
export async function use(text: string): Promise<readonly string[]> {
  const findings: Finding[] = await lint(text, options);
  const edits = findings.flatMap(({ fixes = [] }) => fixes[0]?.edits ?? []);
  return [applyEdits(text, edits), await fixAll(text)];
}
export const reading: PinReading = readPin('sha256/');
export const first: RuleInfo | undefined = rules[0];
export const kinds: readonly Kind[] = KINDS;
// @ts-expect-error: there is no such kind
export const wrong: Kind = 'yaml';
`;

describe('the npm package', () => {
  let tarball: string;
  let names: readonly string[];
  /** A project with nothing but the package in it. */
  let project: Folder;

  before(async function () {
    this.timeout(120_000);
    // Blanks, brackets and letters outside of ASCII, as home folders have them.
    project = folder({
      'My Ápp (1)/package.json': '{ "name": "app", "private": true }',
      'packed/place': '',
    });
    const { packageForNpm } = await import(path.join(root, 'scripts/npm-package.mjs'));
    tarball = await packageForNpm({ dist: DIST, to: path.join(project.path, 'packed') });
    const list = spawnSync('tar', ['-tzf', path.basename(tarball)], {
      cwd: path.dirname(tarball),
      encoding: 'utf8',
    });
    names = list.stdout.split(/\r?\n/).filter((name) => name !== '');
    const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    await runNpm(['install', ...flags, path.join('..', 'packed', path.basename(tarball))], app());
  });

  const app = () => path.join(project.path, 'My Ápp (1)');
  const installed = () => path.join(app(), 'node_modules/pinwarden');

  it('holds what runs, and nothing else', () => {
    const short = names.map((name) => name.replace(/^package\//, ''));
    assert.deepEqual(
      short.filter((name) => !BELONGS.test(name)),
      [],
    );
    assert.ok(!short.includes('dist/extension.js'), 'the extension runs in VS Code only');
    for (const needed of [
      'dist/cli.js',
      'dist/index.js',
      'dist/server.js',
      'dist/types/index.d.ts',
      'LICENSE',
    ])
      assert.ok(short.includes(needed), needed);
  });

  it('can be published, and brings neither dependencies nor scripts', () => {
    const manifest = JSON.parse(readFileSync(path.join(installed(), 'package.json'), 'utf8'));
    for (const absent of ['private', 'scripts', 'dependencies', 'devDependencies', 'contributes'])
      assert.ok(!(absent in manifest), absent);
    const lock = JSON.parse(readFileSync(path.join(app(), 'package-lock.json'), 'utf8'));
    assert.deepEqual(Object.keys(lock.packages), ['', 'node_modules/pinwarden']);
  });

  it('runs as npx pinwarden check, on a file with CRLF in a folder with blanks', async () => {
    const text = '{\r\n  "hosts": [\r\n    { "host": "API.example.org", "hashes": [] }\r\n  ]\r\n}\r\n';
    const file = project.write('My Ápp (1)/app files/pinning.json', text);
    const output = path.join(project.path, 'output.json');
    const report = path.join('app files', 'pinning.json');
    const command = ['exec', '--offline', '--no', '--', 'pinwarden', 'check', '--format', 'json', report];
    assert.equal(await runNpm(command, app(), output), 1);
    const [found] = JSON.parse(readFileSync(output, 'utf8')).files;
    assert.equal(found.path, 'app files/pinning.json');
    assert.ok(found.findings.some(({ rule }: { rule: string }) => rule === 'missing-backup-pin'));
    assert.equal(await runNpm([...command.slice(0, 6), '--fix', report], app(), output), 1);
    assert.equal(readFileSync(file, 'utf8'), text.replace('API', 'api'), 'the line ends are kept');
  });

  it('explains rules from its own pages', async () => {
    const explain = spawnSync(
      process.execPath,
      [path.join(installed(), 'dist/cli.js'), 'explain', 'invalid-host'],
      {
        encoding: 'utf8',
      },
    );
    assert.equal(explain.status, 0, explain.stderr);
    assert.ok(explain.stdout.includes('invalid-host'));
  });

  for (const [name, text] of Object.entries(TEXTS)) {
    it(`finds as a library in ${name} what the command line finds`, async () => {
      const { lint } = await import(path.join(installed(), 'dist/index.js'));
      const { path: file } = folder({ [name]: text });
      const report = await checkJson(['--today', '2026-11-22', '--no-config', path.join(file, name)]);
      const found = await lint(text, { path: name, today: '2026-11-22' });
      assert.ok(found.length > 0);
      assert.deepEqual(
        found.map(({ rule, span }: Found) => [rule, span.start, span.end]),
        report.files[0]?.findings.map(({ rule, start, end }) => [rule, start.offset, end.offset]),
      );
    });
  }

  it('runs the example of the README, and is there for require', () => {
    const example = /## As a library[\s\S]*?```js\n([\s\S]*?)```/.exec(
      readFileSync('README.md', 'utf8'),
    )?.[1];
    project.write('My Ápp (1)/example.mjs', example);
    project.write('My Ápp (1)/pinning.json', pinning(['API.example.org', somePin('1')]));
    const shown = spawnSync(process.execPath, ['example.mjs'], { cwd: app(), encoding: 'utf8' });
    assert.equal(shown.stderr, '');
    assert.match(shown.stdout, /^pinning\.json:5 error missing-backup-pin: .* https:/m);
    assert.match(shown.stdout, /\nSome of this can be fixed safely\.\n$/);
    const required = spawnSync(process.execPath, ['-p', "Object.keys(require('pinwarden')).sort().join()"], {
      cwd: app(),
      encoding: 'utf8',
    });
    assert.equal(required.stdout.trim(), 'KINDS,applyEdits,fixAll,lint,readConfig,readPin,rules');
  });

  it('respects a configuration as a library, too', async () => {
    const { lint, readConfig } = await import(path.join(installed(), 'dist/index.js'));
    const { config } = readConfig(
      '{ "ignore": [{ "rule": "missing-backup-pin", "path": "demo/**", "reason": "a demo" }] }',
    );
    const text = `{"hosts": [{"host": "api.example.org", "hashes": ["sha256/${PIN}"]}]}`;
    const rulesIn = async (file: string) =>
      (await lint(text, { path: file, config })).map(({ rule }: Found) => rule);
    assert.deepEqual(await rulesIn('demo/pinning.json'), []);
    assert.deepEqual(await rulesIn('app/pinning.json'), ['missing-backup-pin']);
  });

  it('is typed for import and for require', () => {
    for (const name of ['import.mts', 'require.cts']) project.write(`My Ápp (1)/${name}`, TYPED);
    const settings = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: [],
      module: 'nodenext',
    };
    project.write(
      'My Ápp (1)/tsconfig.json',
      JSON.stringify({
        compilerOptions: { ...settings, target: 'es2022' },
        files: ['import.mts', 'require.cts'],
      }),
    );
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', app()], { encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });

  it('answers for its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.ok(tarball.endsWith(`pinwarden-${version}.tgz`));
    assert.equal((await pinwarden(['--version'])).stdout.trim(), version);
  });
});

interface Found {
  readonly rule: string;
  readonly span: { readonly start: number; readonly end: number };
}

/** Runs npm, quietly or into a file; answers the exit status, 0 or 1. */
async function runNpm(args: readonly string[], cwd: string, output?: string): Promise<number> {
  const { npm } = await import(path.join(root, 'scripts/setup.mjs'));
  const file = output === undefined ? 'ignore' : openSync(output, 'w');
  try {
    return await npm(args, {
      cwd,
      stdio: ['ignore', file, 'ignore'],
      allowed: output === undefined ? [0] : [0, 1],
    });
  } finally {
    if (typeof file === 'number') closeSync(file);
  }
}
