import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** VS Code's tokenizer and its grammars of JSON and YAML, as the editor tests install them. */
const host = path.resolve('test/host/node_modules/code-server/lib/vscode');

/** Every scope that a line may ask for must colour something in VS Code's own themes. */
const THEMES = ['dark_plus', 'light_plus', 'hc_black', 'hc_light'] as const;

/** The part of vscode-textmate that is used here. */
interface TextMate {
  readonly INITIAL: unknown;
  readonly parseRawGrammar: (text: string, file: string) => unknown;
  readonly Registry: new (options: object) => { loadGrammar(scope: string): Promise<Grammar> };
}
interface Grammar {
  tokenizeLine(line: string, state: unknown): { tokens: Token[]; ruleStack: unknown };
}
interface Token {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}

const PIN = '++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=';

const COLOURED = [
  'constant.numeric.pin.pinwarden',
  'variable.other.reference.pinwarden',
  'storage.type.pin-prefix.pinwarden',
  'entity.name.tag.xml',
  'entity.other.attribute-name.xml',
  'string.quoted.xml',
  'constant.character.escape.json',
  'comment.block.xml',
] as const;

type Scope = (typeof COLOURED)[number];

describe('grammars', function () {
  this.timeout(20_000);
  if (!existsSync(path.join(host, 'extensions/json'))) {
    it('skipped: no editor host', function () {
      this.skip();
    });
    return;
  }
  const grammars = new Map<string, Grammar>();
  before(async () => {
    for (const scope of ['source.json', 'source.json.comments', 'source.yaml']) {
      grammars.set(scope, await load(scope));
    }
  });

  /** The pieces of a text that have one of our scopes, in order. */
  function pieces(scope: string, text: string): [piece: string, scope: Scope][] {
    const found: [string, Scope][] = [];
    let state = textmate().INITIAL;
    for (const line of text.split('\n')) {
      const result = grammars.get(scope)?.tokenizeLine(line, state);
      ok(result);
      state = result.ruleStack;
      let previous: Scope | undefined;
      for (const { startIndex, endIndex, scopes } of result.tokens) {
        const own = scopes.findLast((one): one is Scope => (COLOURED as readonly string[]).includes(one));
        const last = found.at(-1);
        const joined = startIndex > 0 && previous === own;
        if (own && last && joined) last[0] += line.slice(startIndex, endIndex);
        else if (own) found.push([line.slice(startIndex, endIndex), own]);
        previous = own;
      }
    }
    return found;
  }

  /** The innermost scope of every character of a line, without the name of the language at its end. */
  function innermost(scope: string, line: string): string[] {
    const { tokens = [] } = grammars.get(scope)?.tokenizeLine(line, textmate().INITIAL) ?? {};
    return tokens.flatMap(({ startIndex, endIndex, scopes }) =>
      Array.from(
        { length: endIndex - startIndex },
        () => scopes.at(-1)?.replace(/\.json(?:\.comments)?$/, '') ?? '',
      ),
    );
  }

  for (const scope of ['source.json', 'source.json.comments']) {
    it(`${scope}: pins and references`, () => {
      const text = `{ "hashes": ["sha256/${PIN}", "${PIN}", "sha256/short=", "a ${PIN}"], "config": "$resources.a.json", "$images.key": "$other.x" }`;
      deepEqual(pieces(scope, text), [
        ['sha256/', 'storage.type.pin-prefix.pinwarden'],
        [PIN, 'constant.numeric.pin.pinwarden'],
        [PIN, 'constant.numeric.pin.pinwarden'],
        ['$resources.a.json', 'variable.other.reference.pinwarden'],
      ]);
    });

    it(`${scope}: XML inside a string, with its escapes`, () => {
      const xml = `<domain-config>\\n<domain includeSubdomains=\\"true\\">$HOST</domain><!-- c --><pin>${PIN}</pin>`;
      const expected = [
        ['domain-config', 'entity.name.tag.xml'],
        ['\\n', 'constant.character.escape.json'],
        ['domain', 'entity.name.tag.xml'],
        ['includeSubdomains', 'entity.other.attribute-name.xml'],
        ['\\"', 'constant.character.escape.json'],
        ['true', 'string.quoted.xml'],
        ['\\"', 'constant.character.escape.json'],
        ['$HOST', 'variable.other.reference.pinwarden'],
        ['domain', 'entity.name.tag.xml'],
        ['<!-- c -->', 'comment.block.xml'],
        ['pin', 'entity.name.tag.xml'],
        [PIN, 'constant.numeric.pin.pinwarden'],
        ['pin', 'entity.name.tag.xml'],
      ];
      deepEqual(pieces(scope, `{ "inject": "${xml}", "b": 1 }`), expected);
      deepEqual(pieces(scope, `{ "a": [ {\n"merge":\n [\n "${xml}"\n ] } ],\n "b": "<a>" }`), expected);
    });

    it(`${scope}: everything else stays as it is`, () => {
      const text =
        '{ "inject": { "a": "<b>", "inject": [1, true] }, "merge": "text <b>", "merge": [null], "x": "<b c=\\"d\\">" }';
      const bare = text.replaceAll('inject', 'jinect').replaceAll('merge', 'gerem');
      deepEqual(pieces(scope, text), pieces(scope, bare));
      deepEqual(innermost(scope, text), innermost(scope, bare));
      const broken = '{ "inject": "<a b=\\"c\n}, { "hashes": ["sha256/x"] }';
      ok(pieces(scope, broken).length > 0);
    });
  }

  it('source.yaml: pins, references and XML in blocks', () => {
    const text = [
      'platforms:',
      '  android:',
      '    xml:',
      '      - target: network-security-config',
      '        inject: |',
      '          <domain includeSubdomains="true">a.example.org</domain>',
      `          <pin digest="SHA-256">${PIN}</pin>`,
      '        other: <b>',
      'config: $resources.a.json',
      `hash: "sha256/${PIN}"`,
    ].join('\n');
    deepEqual(pieces('source.yaml', text), [
      ['domain', 'entity.name.tag.xml'],
      ['includeSubdomains', 'entity.other.attribute-name.xml'],
      ['"true"', 'string.quoted.xml'],
      ['domain', 'entity.name.tag.xml'],
      ['pin', 'entity.name.tag.xml'],
      ['digest', 'entity.other.attribute-name.xml'],
      ['"SHA-256"', 'string.quoted.xml'],
      [PIN, 'constant.numeric.pin.pinwarden'],
      ['pin', 'entity.name.tag.xml'],
      ['$resources.a.json', 'variable.other.reference.pinwarden'],
      ['sha256/', 'storage.type.pin-prefix.pinwarden'],
      [PIN, 'constant.numeric.pin.pinwarden'],
    ]);
  });

  for (const theme of THEMES) {
    it(`${theme} has a colour for each of our scopes`, () => {
      const themed = scopesOf(theme);
      deepEqual(
        COLOURED.filter((scope) => !themed.some((one) => scope === one || scope.startsWith(`${one}.`))),
        [],
      );
    });
  }
});

function textmate(): TextMate {
  return createRequire(path.join(host, 'node_modules/'))('vscode-textmate');
}

/** A grammar of VS Code with ours injected, as the manifest says. */
async function load(scope: string): Promise<Grammar> {
  const oniguruma = createRequire(path.join(host, 'node_modules/'))('vscode-oniguruma');
  const wasm = readFileSync(path.join(host, 'node_modules/vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM({ data: wasm });
  const files = new Map<string, string>();
  for (const extension of ['json', 'yaml']) {
    const folder = path.join(host, 'extensions', extension);
    const { contributes } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    for (const grammar of contributes.grammars) files.set(grammar.scopeName, path.join(folder, grammar.path));
  }
  const own: { scopeName: string; path: string; injectTo?: string[] }[] = JSON.parse(
    readFileSync('package.json', 'utf8'),
  ).contributes.grammars;
  for (const grammar of own) files.set(grammar.scopeName, path.resolve(grammar.path));
  const registry = new (textmate().Registry)({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name: string) => {
      const file = files.get(name);
      return file ? textmate().parseRawGrammar(readFileSync(file, 'utf8'), file) : null;
    },
    getInjections: (name: string) =>
      own.filter(({ injectTo }) => injectTo?.includes(name)).map(({ scopeName }) => scopeName),
  });
  return registry.loadGrammar(scope);
}

/** The scopes that a theme colours, those of the themes that it includes among them. */
function scopesOf(theme: string): string[] {
  const file = path.join(host, `extensions/theme-defaults/themes/${theme}.json`);
  const { include, tokenColors = [] } = JSON.parse(readFileSync(file, 'utf8'));
  const own = (tokenColors as { scope?: string | string[] }[]).flatMap(({ scope = [] }) =>
    typeof scope === 'string' ? scope.split(',').map((one) => one.trim()) : scope,
  );
  return include ? [...own, ...scopesOf(path.basename(include, '.json'))] : own;
}
