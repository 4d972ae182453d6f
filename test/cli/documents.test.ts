import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasOpenssl, openLab, opensslNote } from '../support/certificates';
import { pinwarden } from '../support/cli';

const root = process.cwd();
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the README', () => {
  const readme = read('README.md');

  it('lists every rule as the command line does', async () => {
    const { readmeWithRules } = await import(path.join(root, 'scripts/docs.mjs'));
    const { stdout } = await pinwarden(['rules', '--format', 'json']);
    assert.equal(
      readme,
      readmeWithRules(readme, JSON.parse(stdout).rules),
      'run `npm run build && npm run docs`',
    );
  });
});

describe('pages', () => {
  it('show only commands and options that there are', async () => {
    const { stdout: help } = await pinwarden(['--help']);
    const commands = everyPage(({ text }) =>
      Array.from(text.matchAll(/(?:^\$ |`)(pinwarden [^#`\n]*)/gm), ([, command = '']) => command.trim()),
    );
    assert.ok(commands.length >= 20);
    for (const command of commands) {
      const [, name = '', ...words] = command.split(/\s+/);
      assert.ok(help.includes(name.startsWith('--') ? name : `pinwarden ${name}`), command);
      for (const option of words.filter((word) => word.startsWith('--')))
        assert.ok(help.includes(option.replace(/=.*/, '')), command);
    }
  });

  it('show what an example really prints', async () => {
    const examples = everyPage(({ text }) => [
      ...text.matchAll(/<!-- example: pinwarden ([^\n]*) -->\n```text\n([\s\S]*?)```/g),
    ]);
    assert.ok(examples.length > 0);
    for (const [, command = '', shown = ''] of examples) {
      const { stdout } = await pinwarden(command.split(' '), { cwd: root });
      assert.ok(stdout.startsWith(shown), `${command} prints\n${stdout}`);
    }
  });

  it('link only to files and headings that are there', () => {
    const links = everyPage(({ file, text }) =>
      Array.from(text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g), ([, target = '', anchor]) => ({
        file: target === '' ? file : path.join(path.dirname(file), target),
        anchor,
      })),
    );
    assert.ok(links.length > 50);
    for (const { file, anchor } of links) {
      assert.ok(existsSync(path.join(root, file)), file);
      if (anchor) assert.ok(anchorsOf(read(file)).includes(anchor), `${file}#${anchor}`);
    }
  });

  (hasOpenssl && process.platform !== 'win32' ? it : it.skip)(
    `give a command for the pins of every kind of key${opensslNote}`,
    async () => {
      const found = /```sh\n(openssl x509 [^\n]*)\n```/.exec(read('docs/troubleshooting.md'));
      for (const key of ['rsa-2048', 'ec-p256', 'ed25519'] as const) {
        const { certificateFile } = openLab().issue({ commonName: 'a.test', key });
        const command = found?.[1]?.replace('cert.pem', certificateFile) ?? '';
        const printed = execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trim();
        const { stdout } = await pinwarden(['pin', certificateFile]);
        assert.ok(printed.length === 44 && stdout.includes(`sha256/${printed}`), key);
      }
    },
  );
});

interface Page {
  readonly file: string;
  readonly text: string;
}

/** What every page for users gives: the README, those in `docs`, and that of `inspect`. */
function everyPage<T>(give: (page: Page) => readonly T[]): T[] {
  const pages = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', 'server/src/inspect/README.md', ...pages.map((name) => `docs/${name}`)].flatMap(
    (file) => give({ file, text: read(file) }),
  );
}

/** The anchors that GitHub makes of the headings of a page. */
function anchorsOf(text: string): string[] {
  return Array.from(text.matchAll(/^#{1,6} (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}
