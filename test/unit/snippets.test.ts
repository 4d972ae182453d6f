import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseXml } from '../../server/src/core/xml';
import { lint } from '../../server/src/lint';
import { read } from '../../server/src/model/read';
import { OPTIONS } from './marked';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const snippets: Readonly<Record<string, Snippet>> = JSON.parse(
  readFileSync(path.resolve('snippets/json.json'), 'utf8'),
);

/** What a snippet's text is read as, and around what it is put. */
const KINDS: Readonly<
  Record<string, { readonly kind: string; readonly around?: readonly [string, string] }>
> = {
  'Pinning file': { kind: 'pinning' },
  'Pinned host': { kind: 'pinning', around: ['{ "hosts": [', '] }'] },
  'Extensibility configuration': { kind: 'extensibility' },
  'Extensibility configuration for Cordova': { kind: 'extensibility' },
  'Build action that pins a host': { kind: 'build-action' },
};

/** The text that a snippet leaves when nobody fills its places: every place has its first default. */
function expand(body: readonly string[]): string {
  const text = body.join('\n');
  const defaults = new Map(
    Array.from(text.matchAll(/\$\{(\d+):([^}]*)\}/g), ([, stop = '', value = '']) => [stop, value]),
  );
  return text.replace(
    /\\([\\$}])|\$(?:\{(\d+):[^}]*\}|(\d+))/g,
    (_, kept?: string, named?: string, bare?: string) => kept ?? defaults.get(named ?? bare ?? '') ?? '',
  );
}

describe('snippets', () => {
  it('are the ones that are known here, with a prefix of their own', () => {
    deepEqual(Object.keys(snippets).toSorted(), Object.keys(KINDS).toSorted());
    const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
    equal(new Set(prefixes).size, prefixes.length);
  });

  it('are contributed in the language of the editor, and fresh; otherwise run `npm run schemas`', async () => {
    const { snippets: translated }: { snippets: () => readonly (readonly [string, unknown])[] } =
      await import(path.resolve('scripts/schemas.mjs'));
    const readJson = (file: string) => JSON.parse(readFileSync(path.resolve(file), 'utf8'));
    const { contributes } = readJson('package.json');
    for (const { path: file } of contributes.snippets) equal(file, '%snippets.json%');
    equal(readJson('package.nls.json')['snippets.json'], './snippets/json.json');
    ok(translated().length > 1);
    for (const [file, value] of translated()) {
      deepEqual(readJson(`snippets/${file}`), value);
      const language = path.posix.dirname(file);
      equal(readJson(`package.nls.${language}.json`)['snippets.json'], `./snippets/${file}`);
    }
  });

  for (const [name, { body }] of Object.entries(snippets)) {
    it(`${name}: is what it says, and only its places are at fault`, () => {
      const { kind, around: [before, after] = ['', ''] } = KINDS[name] ?? { kind: '' };
      const text = before + expand(body) + after;
      JSON.parse(text);
      const options = { ...OPTIONS, parseXml };
      const model = read(text, options);
      equal(model?.kind, kind);
      const findings = lint(text, undefined, options);
      deepEqual(
        findings.filter(({ rule }) => rule !== 'placeholder-pin'),
        [],
      );
      const pins = model?.pinSets.flatMap((set) => set.pins) ?? [];
      equal(findings.length, pins.length, 'every pin that was not filled in is told');
      ok(kind === 'extensibility' || pins.length >= 2);
    });
  }
});
