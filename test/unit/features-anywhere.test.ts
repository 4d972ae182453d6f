import { ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Span } from '../../server/src/core/span';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import { completionsAt } from '../../server/src/features/completion';
import { plainSnippet } from '../../server/src/features/completion-item';
import { definitionAt } from '../../server/src/features/definition';
import { hoverAt } from '../../server/src/features/hover';
import { symbolsOf } from '../../server/src/features/symbols';
import { KINDS } from '../../server/src/model/kind';
import { read } from '../../server/src/model/read';
import { extensibilityDocument, pinningDocument } from './documents';
import { random } from './random';

const RESOURCES = ['resources/a.json', 'a"b.json'];

/** Asks everything at one place of a text; answers lie in the text. */
function askEverything(text: string, file: string | undefined, offsets: readonly number[]): void {
  for (const kind of [undefined, ...KINDS]) {
    const model = read(text, {
      ...(file ? { path: file } : {}),
      ...(kind ? { kind } : {}),
      parseXml,
      parseYaml,
    });
    if (!model) continue;
    const inside = ({ start, end }: Span) => ok(0 <= start && start <= end && end <= text.length);
    for (const { span, selection } of symbolsOf(model)) [span, selection].map(inside);
    for (const offset of offsets) {
      for (const { replace, snippet } of completionsAt(model, offset, { resources: RESOURCES })) {
        inside(replace);
        plainSnippet(snippet);
      }
      const hover = hoverAt(model, offset, { resources: RESOURCES });
      if (hover) inside(hover.span);
      const definition = definitionAt(model, offset, RESOURCES);
      if (definition) inside(definition.span);
    }
    if (file !== undefined) return;
  }
}

describe('completion, hover, definition and outline answer anywhere', () => {
  it('in made-up documents, whole and cut off', () => {
    for (let seed = 0; seed < 60; seed++) {
      const source = random(seed);
      const { text, path: file } = seed % 2 === 0 ? pinningDocument(seed) : extensibilityDocument(seed);
      const end = source.below(text.length + 1);
      askEverything(
        text,
        file,
        Array.from({ length: 8 }, () => source.below(text.length + 1)),
      );
      askEverything(text.slice(0, end), file, [end, source.below(end + 1)]);
    }
  });

  it('in whatever a stranger hands in', () => {
    const texts = [
      '',
      '{',
      '{"',
      '{"a":',
      '[[[[',
      '<',
      '<a b="',
      '<a b="<',
      '<!--',
      '</',
      '<network-security-config><domain-config></a></b><',
      '{"__proto__":{"constructor":"|"},"hosts":[{"__proto__":[],"host":"x","hashes":{"toString":1}}]}',
      '{"preferences":{"__proto__":[{"name":"__proto__","value":"constructor"}]}}',
      '{"platforms":{"android":{"xml":[{"inject":"<\\u0000 a=\\"\\ud800\\n<pin"}]},"ios":{"plist":[{"entries":["$"]}]}}}',
      'a: &a [*a, *a]\nplatforms:\n  ios: |\n    <a\n',
      '\u0000\ud800\ufeff',
    ];
    for (const text of texts) {
      const offsets = Array.from({ length: text.length + 1 }, (_, index) => index);
      for (const file of [undefined, 'pinning.json', 'a-build-action.yaml', 'network_security_config.xml']) {
        askEverything(text, file, offsets);
      }
    }
  });

  it('soon, in long texts', function () {
    this.timeout(30_000);
    const long: readonly (readonly [string, string])[] = [
      ['pinning.json', `{"hosts":[${'{"host":"a.example.org","hashes":["x"]},'.repeat(20_000)}`],
      ['network_security_config.xml', '<domain-config '.repeat(50_000)],
      ['network_security_config.xml', '<a b="'.repeat(50_000)],
      ['network_security_config.xml', '<!--'.repeat(50_000)],
      [
        'build-action.json',
        `{"variables":{"A":{}},"platforms":{"ios":{"displayName":"${'$A '.repeat(100_000)}"}}}`,
      ],
      ['extensibility.json', `{"preferences":{"ios":[${'{"name":"$resources.a","value":1},'.repeat(20_000)}`],
    ];
    for (const [file, text] of long) askEverything(text, file, [text.length >> 1, text.length]);
  });

  const corpus = path.resolve('../shared/corpus');
  const files = existsSync(corpus) ? readdirSync(corpus).filter((name) => name !== 'INDEX.tsv') : [];
  it(`in real files${files.length === 0 ? ' (skipped: no corpus)' : ''}`, function () {
    this.timeout(60_000);
    if (files.length === 0) this.skip();
    for (const file of files) {
      const text = readFileSync(path.join(corpus, file), 'utf8');
      const offsets = Array.from({ length: Math.ceil(text.length / 23) }, (_, index) => index * 23);
      askEverything(text, file, offsets);
      for (let end = 0; end < text.length; end += 211) askEverything(text.slice(0, end), file, [end]);
    }
  });
});
