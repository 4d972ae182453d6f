import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Script {
  readonly LANGUAGES: readonly string[];
  readonly faults: () => readonly string[];
  readonly faultsOf: (english: object, translated: object, file: string) => readonly string[];
  readonly manifestTexts: (manifest: object) => {
    readonly plain: readonly string[];
    readonly keys: readonly string[];
  };
  readonly proseOf: (table: unknown) => readonly string[];
  readonly textsOf: (source: string) => readonly string[];
}

const root = process.cwd();
const readJson = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

describe('translations', () => {
  let script: Script;
  before(async () => {
    script = await import(path.join(root, 'scripts/l10n.mjs'));
  });

  it('have every text of client, server and manifest, in every language', () => {
    deepEqual(script.faults(), [], 'run `npm run l10n`, then translate what it lists');
  });

  it('are of texts as the sources have them', () => {
    const table: readonly (readonly [source: string, texts: readonly string[]])[] = [
      ["l10n.t('a')", ['a']],
      [`vscode.l10n.t(\n  "it's {0}",\n  x,\n)`, ["it's {0}"]],
      ["l10n.t('it\\'s', l10n.t('b'))", ["it's", 'b']],
      ["l10n.t('\\u2026\\n')", ['…\n']],
      ["l10n.t('a' + b)", []],
      ['l10n.t(name)', []],
    ];
    for (const [source, texts] of table) deepEqual(script.textsOf(source), texts, source);
    deepEqual(script.proseOf({ a: ['A b.', { name: 'c', about: 'C d.', form: /e f/ }], g: true }), [
      'A b.',
      'C d.',
    ]);
  });

  it('that are incomplete are told apart', () => {
    const english = { a: 'a', 'b {0}': 'b {0}', c: '[c](command:x)', d: '{0} {1}' };
    const translated = { 'b {0}': 'B {1}', c: '[C](command:y)', d: '{1} {0}', e: 'E' };
    deepEqual(script.faultsOf(english, translated, 'f'), [
      'f: missing: a',
      'f: unused: e',
      'f: other places or links: b {0}',
      'f: other places or links: c',
    ]);
    const commands = [
      { title: 'Plain', category: 'Pinwarden' },
      { title: '%key%', command: 'x' },
    ];
    const texts = script.manifestTexts({ description: 'Both', contributes: { commands } });
    deepEqual(texts, { plain: ['title: Plain'], keys: ['key'] });
  });

  it('fit their line where they say what a pin lives through', () => {
    for (const language of ['', ...script.LANGUAGES.map((name) => `.${name}`)]) {
      const texts = Object.entries<string>(readJson(`l10n/bundle.l10n${language}.json`));
      const lines = texts.filter(([key]) =>
        /^(?:survives |helps only|no backup:|The pin of a key)/.test(key),
      );
      ok(lines.length >= 10, String(lines.length));
      for (const [, line] of lines) ok(width(line) <= 82, line);
    }
  });
});

describe('the walkthrough', () => {
  const { walkthroughs, commands } = readJson('package.json').contributes;
  const texts: Readonly<Record<string, string>> = readJson('package.nls.json');

  it('leads only to commands that there are, and shows pictures that follow the theme', () => {
    const [{ steps }] = walkthroughs;
    ok(steps.length === 4);
    const own = commands.map(({ command }: { command: string }) => command);
    for (const { description, media } of steps) {
      const text = texts[description.slice(1, -1)] ?? '';
      const linked = Array.from(text.matchAll(/command:(pinwarden\.\w+)/g), ([, command]) => command);
      ok(linked.length > 0);
      for (const command of linked) ok(own.includes(command), command);
      const svg = readFileSync(path.join(root, media.svg), 'utf8');
      ok(svg.includes('var(--vscode-') && svg.length < 4000, media.svg);
    }
  });

  it('and the settings lead only to pages that there are', () => {
    const links = Object.values(texts).flatMap((text) =>
      Array.from(text.matchAll(/blob\/main\/([^)#]+)/g), ([, page = '']) => page),
    );
    ok(links.length > 0);
    for (const page of links) ok(existsSync(path.join(root, page)), page);
  });
});

/** How many columns a text takes: signs of East Asia take two. */
function width(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(sign) ? 2 : 1), 0);
}
