import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DIST, folder, pinwarden, somePin } from '../support/cli';

/** Characters of two, three and four bytes stand before the finding in its line. */
const text = (host: string) =>
  `// \u{1f511}\n{ "hosts": [ /* ü € \u{1f511} */ { "host": "${host}", "hashes": ["${somePin('1')}", "${somePin('2')}"] } ] }\n`;
const [BEFORE, AFTER] = [text('API.example.org'), text('api.example.org')];

const HERE = path.resolve('test/editors');
const DOCUMENTATION = readFileSync(path.resolve('docs/editors.md'), 'utf8');

/** An editor that can be run without a person. */
interface RealEditor {
  readonly name: string;
  readonly program: string;
  /** The heading of its set-up in the documentation. */
  readonly heading: string;
  readonly args: readonly string[];
  /** Arguments with which it ends with 0 when it has what it needs. */
  readonly probe: readonly string[];
}

const ALE = process.env['PINWARDEN_ALE'];
const EDITORS: readonly RealEditor[] = [
  {
    name: 'Neovim',
    program: 'nvim',
    heading: 'Neovim',
    args: ['--headless', '--clean', '-i', 'NONE', '-n', '-S', path.join(HERE, 'neovim.lua')],
    probe: ['--version'],
  },
  {
    name: 'Vim with ALE',
    program: 'vim',
    heading: 'Vim with ALE',
    args: ['-Nu', path.join(HERE, 'ale.vim'), '-i', 'NONE', '-n', '-es', '-c', 'call Start()'],
    probe: [
      ...['-Nu', 'NONE', '-i', 'NONE', '-n', '-es'],
      ...['-c', ALE ? `set runtimepath^=${ALE}` : 'silent! packadd ale'],
      ...[
        '-c',
        "execute has('job') && !empty(globpath(&rtp, 'autoload/ale/codefix.vim')) ? 'qall!' : 'cquit'",
      ],
    ],
  },
  {
    name: 'Emacs with Eglot',
    program: 'emacs',
    heading: 'Emacs',
    args: ['--batch', '-l', path.join(HERE, 'eglot.el')],
    probe: ['--batch', '--eval', "(progn (package-initialize) (require 'eglot))"],
  },
];

describe('editors', function () {
  this.timeout(60_000);

  for (const editor of EDITORS) {
    const { name, program, probe } = editor;
    const there = process.platform !== 'win32' && run(program, probe, {}).status === 0;
    const note = there ? '' : ` (skipped: no ${name})`;
    (there ? it : it.skip)(
      `${name} shows the finding, applies the fix and saves the right text${note}`,
      () => {
        const { report, status, stderr, saved } = work(editor);
        const told = `${report}\n${stderr}`;
        assert.equal(saved, AFTER, told);
        assert.equal(status, 0, told);
        assert.match(report, /"marked":\s*"API\.example\.org"/);
        assert.match(report, /"chosen":/);
        assert.doesNotMatch(report, /"ended":\s*[1-9]/);
        console.log(`      ${/"editor":\s*"(.*)"/.exec(report)?.[1]}`);
      },
    );
  }

  it('have a command line beside them that has what the documentation names', async () => {
    const { stdout: help } = await pinwarden(['--help']);
    const named = Array.from(DOCUMENTATION.matchAll(/`pinwarden ([a-z-]+)/g), ([, command]) => command);
    assert.ok(named.length > 2);
    for (const command of named) assert.ok(help.includes(`pinwarden ${command}`), command);
  });

  it('each have a set-up in the documentation', () => {
    for (const { heading } of EDITORS) assert.match(setUp(heading), /pinwarden.*lsp.*--stdio/s, heading);
    const template: unknown = JSON.parse(setUp('JetBrains'));
    assert.match(JSON.stringify(template), /pinwarden lsp --stdio/);
    for (const heading of ['Helix', 'Zed']) assert.match(setUp(heading), /pinwarden/, heading);
  });
});

/** The first example below a heading of the documentation. */
function setUp(heading: string): string {
  const [, below = ''] = DOCUMENTATION.split(`\n## ${heading}\n`);
  return /```\w+\n([\s\S]*?)```/.exec(below)?.[1] ?? '';
}

/** Lets an editor work on a file of its own, with the documented set-up, a `pinwarden` on its path, and no settings of anybody. */
function work({ program, args, heading }: RealEditor) {
  const files = folder({
    'work/pinning.json': BEFORE,
    'set-up': setUp(heading),
    'bin/pinwarden': `#!/bin/sh\nexec "${process.execPath}" "${path.join(DIST, 'cli.js')}" "$@"\n`,
    report: '',
  });
  chmodSync(path.join(files.path, 'bin/pinwarden'), 0o755);
  const { status, stderr } = run(program, args, {
    PATH: `${path.join(files.path, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    HOME: files.path,
    XDG_CONFIG_HOME: files.path,
    XDG_DATA_HOME: files.path,
    XDG_STATE_HOME: files.path,
    XDG_CACHE_HOME: files.path,
    TEST_FILE: path.join(files.path, 'work/pinning.json'),
    TEST_SETUP: path.join(files.path, 'set-up'),
    TEST_REPORT: path.join(files.path, 'report'),
    TEST_RULE: 'non-canonical-host',
  });
  return {
    status,
    stderr,
    report: files.read('report').toString(),
    saved: files.read('work/pinning.json').toString(),
  };
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return spawnSync(program, args, {
    env: {
      PATH: process.env['PATH'] ?? '',
      // Nobody's own settings and packages.
      HOME: path.join(tmpdir(), 'nobody'),
      LANG: 'C.UTF-8',
      TERM: 'dumb',
      ...(ALE && existsSync(ALE) ? { PINWARDEN_ALE: ALE } : {}),
      ...env,
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
    killSignal: 'SIGKILL',
  });
}
