import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../server/src/config/config';
import { pinwarden } from '../support/cli';

const root = process.cwd();
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

describe('the README', () => {
  it('lists every rule as the command line does', async () => {
    const { readmeWithRules } = await import(path.join(root, 'scripts/docs.mjs'));
    const { stdout } = await pinwarden(['rules', '--format', 'json']);
    assert.equal(
      readme,
      readmeWithRules(readme, JSON.parse(stdout).rules),
      'run `npm run build && npm run docs`',
    );
  });

  it('shows only commands and options that there are', async () => {
    const { stdout: help } = await pinwarden(['--help']);
    const commands = Array.from(readme.matchAll(/^\$ (pinwarden [^#\n]*)/gm), ([, command = '']) =>
      command.trim(),
    );
    assert.ok(commands.length >= 5);
    for (const command of commands) {
      const [, name = '', ...words] = command.split(/\s+/);
      assert.ok(help.includes(`pinwarden ${name}`), command);
      for (const option of words.filter((word) => word.startsWith('--')))
        assert.ok(help.includes(option), command);
    }
  });

  it("has an example of a repository's settings without a fault", () => {
    const example = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    assert.deepEqual(readConfig(example).problems, []);
  });

  it('shows what an example really prints', async () => {
    const examples = readme.matchAll(/<!-- example: pinwarden ([^\n]*) -->\n```text\n([\s\S]*?)```/g);
    let seen = 0;
    for (const [, command = '', shown = ''] of examples) {
      const { stdout } = await pinwarden(command.split(' '), { cwd: root });
      assert.ok(stdout.startsWith(shown), `${command} prints\n${stdout}`);
      seen++;
    }
    assert.ok(seen > 0);
  });

  it('links only to files that are there', () => {
    for (const [, target = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      assert.ok(existsSync(path.join(root, target)), target);
    }
  });
});
