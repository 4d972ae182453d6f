import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { readOnline } from '../../server/src/cli/online';
import { readConfig } from '../../server/src/config/config';
import { check } from './marked';

const read = (file: string) => readFileSync(path.resolve(file), 'utf8');
const settingsPage = read('docs/settings.md');

describe('the page of settings', () => {
  const properties: Readonly<Record<string, { scope: string; default: unknown }>> = JSON.parse(
    read('package.json'),
  ).contributes.configuration.properties;
  const sections = settingsPage.split(/^#{2,3} /m).filter((section) => section.startsWith('`pinwarden.'));

  it('has every setting of the extension, and no other', () => {
    const named = sections.map((section) => /^`([^`]+)`/.exec(section)?.[1]);
    deepEqual(named.toSorted(), Object.keys(properties).toSorted());
  });

  for (const [name, schema] of Object.entries(properties)) {
    it(`says of ${name} what the manifest says`, () => {
      const section = sections.find((text) => text.startsWith(`\`${name}\``)) ?? '';
      const facts = /^Scope: `([^`]+)` · Default: `([^`]+)`$/m.exec(section);
      equal(facts?.[1], schema.scope);
      equal(facts?.[2], JSON.stringify(schema.default));
      const example = JSON.parse(/```json setting\n([\s\S]*?)```/.exec(section)?.[1] ?? '{}');
      deepEqual(Object.keys(example), [name]);
      const valid = new Ajv({ strict: false }).compile(schema);
      ok(valid(example[name]) && !valid({}), 'the example is a value that the setting takes');
    });
  }

  it("has every member of a repository's settings, and an example without a fault", () => {
    const { properties: members } = JSON.parse(read('schemas/pinwarden-config.schema.json'));
    const [, section = ''] = settingsPage.split('## Of a repository');
    const rows = Array.from(section.matchAll(/^\| `(\w+)` \|/gm), ([, name]) => name);
    deepEqual(
      rows,
      Object.keys(members).filter((name) => name !== '$schema'),
    );
    const example = /```json repository\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
    deepEqual(readConfig(example).problems, []);
    deepEqual(Object.keys(JSON.parse(example)), rows);
  });
});

describe('the page of troubles', () => {
  it('says how long is waited, as the dialogue and the command line have it', () => {
    const client = read('client/src/dial.ts');
    const [, first = '', again = ''] =
      /\bTIMEOUT_MS = (\d+)_000;\nconst LONG_TIMEOUT_MS = (\d+)_000;/.exec(client) ?? [];
    equal(readOnline({ online: true })?.timeoutMs, Number(first) * 1000);
    equal(readOnline({ online: true, timeout: again })?.timeoutMs, Number(again) * 1000);
    const row = /^\| "No pin: … gave no TLS answer".*$/m.exec(read('docs/troubleshooting.md'))?.[0] ?? '';
    for (const told of [`${again} s`, `of ${first};`, `--timeout ${again}`]) ok(row.includes(told), told);
  });
});

describe('examples of pages', () => {
  it('have the findings that they show', () => {
    let seen = 0;
    for (const page of ['docs/troubleshooting.md', 'docs/rotate-safely.md']) {
      for (const [, file = '', text = ''] of read(page).matchAll(/```json wrong (\S+)\n([\s\S]*?)\n```/g)) {
        check(text, file);
        seen++;
      }
    }
    ok(seen > 0);
  });
});
