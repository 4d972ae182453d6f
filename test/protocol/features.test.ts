import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  CompletionItem,
  Definition,
  DefinitionLink,
  DocumentSymbol,
  Hover,
  Location,
  Position,
  Range,
  SymbolInformation,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folder as filesIn, pinning, somePin } from '../support/cli';
import { type Editor, PULLS, PUSHED, rangeOf, startEditor, wholeOf } from '../support/editor';

/** What VS Code can do with the answers. */
const RICH: ClientCapabilities = {
  ...PULLS,
  textDocument: {
    ...PULLS.textDocument,
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        tagSupport: { valueSet: [1] },
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

const AMAZON = 'sha256/++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=';

for (const [name, capabilities] of [
  ['rich', RICH],
  ['plain', PUSHED],
] as const) {
  describe(`protocol: language features in a ${name} editor`, function () {
    this.timeout(15_000);
    const rich = name === 'rich';
    let editor: Editor;
    let opened = 0;
    before(async () => {
      editor = await startEditor({ capabilities });
    });
    after(async () => {
      assert.equal(await editor.stop(), 0);
      assert.equal(editor.stderr(), '');
    });

    /** Opens a text with one `|` in it and asks about that place. */
    async function ask<T>(
      method: string,
      marked: string,
      file = 'pinning.json',
    ): Promise<{ answer: T; text: TextDocument }> {
      const offset = marked.indexOf('|');
      const text = TextDocument.create('file:///x', 'json', 1, marked.replace('|', ''));
      const { uri } = await editor.open(text.getText(), `file:///w/${++opened}/${file}`);
      const position: Position = text.positionAt(offset);
      const answer: T = await editor.connection.sendRequest(method, { textDocument: { uri }, position });
      return { answer, text };
    }

    it('announces them', () => {
      const { completionProvider, hoverProvider, definitionProvider, documentSymbolProvider } =
        editor.initialized.capabilities;
      assert.deepEqual(completionProvider?.triggerCharacters, ['"', '$', '.', '<']);
      assert.deepEqual([hoverProvider, definitionProvider, documentSymbolProvider], [true, true, true]);
      assert.equal(editor.initialized.capabilities.referencesProvider, true);
    });

    it('completes keys as text edits', async () => {
      const { answer, text } = await ask<CompletionItem[]>(
        'textDocument/completion',
        '{\r\n  "hosts": [ { "|" } ]\r\n}',
      );
      assert.deepEqual(
        answer.map(({ label }) => label),
        ['host', 'hashes'],
      );
      const [host] = answer;
      assert.ok(host?.textEdit && 'range' in host.textEdit);
      assert.equal(
        TextDocument.applyEdits(text, [host.textEdit]),
        rich ? '{\r\n  "hosts": [ { "host": "$1" } ]\r\n}' : '{\r\n  "hosts": [ { "host": "" } ]\r\n}',
      );
      assert.equal(host.insertTextFormat, rich ? 2 : 1);
      assert.equal(
        typeof host.documentation === 'object' && host.documentation.kind,
        rich ? 'markdown' : 'plaintext',
      );
    });

    it('strikes out preferences that do nothing any more, where the editor can', async () => {
      const marked = '{ "preferences": { "android": [ { "name": "|" } ] } }';
      const { answer } = await ask<CompletionItem[]>('textDocument/completion', marked, 'extensibility.json');
      const old = answer.find(({ label }) => label === 'AndroidXEnabled');
      assert.deepEqual(old?.tags, rich ? [1] : undefined);
    });

    it('reads YAML and XML for it', async () => {
      const yaml = 'platforms:\n  ios:\n    pli|\n';
      const inYaml = await ask<CompletionItem[]>('textDocument/completion', yaml, 'build-action.yaml');
      assert.ok(inYaml.answer.some(({ label }) => label === 'plist'));
      const xml = '<network-security-config><|</network-security-config>';
      const inXml = await ask<CompletionItem[]>(
        'textDocument/completion',
        xml,
        'network_security_config.xml',
      );
      assert.ok(inXml.answer.some(({ label }) => label === 'domain-config'));
    });

    it('says whose key a pin is', async () => {
      const marked = pinning(['api.example.org', `${AMAZON.slice(0, 20)}|${AMAZON.slice(20)}`, somePin('1')]);
      const { answer } = await ask<Hover>('textDocument/hover', marked);
      assert.ok(typeof answer.contents === 'object' && 'kind' in answer.contents);
      assert.match(answer.contents.value, rich ? /\*\*Amazon Root CA 1\*\*/ : /: Amazon Root CA 1 /);
      assert.ok(answer.range);
    });

    it('lists hosts and pins', async () => {
      const marked = `${pinning(['api.example.org', AMAZON, somePin('1')])}|`;
      const { answer } = await ask<DocumentSymbol[] | SymbolInformation[]>(
        'textDocument/documentSymbol',
        marked,
      );
      const names = answer.flatMap((symbol) => [
        symbol.name,
        ...('children' in symbol ? (symbol.children ?? []).map((child) => child.name) : []),
      ]);
      assert.deepEqual(names, ['api.example.org', AMAZON, somePin('1')]);
    });

    it('leads from a variable to its declaration', async () => {
      const marked = '{ "variables": { "X": {} }, "platforms": { "ios": { "displayName": "$X|" } } }';
      const { answer, text } = await ask<Definition | DefinitionLink[]>(
        'textDocument/definition',
        marked,
        'build-action.json',
      );
      const [place] = [answer].flat();
      assert.ok(place);
      assert.equal('targetUri' in place, rich);
      assert.equal(text.getText('targetUri' in place ? place.targetRange : place.range), 'X');
    });

    it('says nothing about what is none of ours, not open, or no place', async () => {
      for (const method of ['completion', 'hover', 'definition', 'references', 'documentSymbol']) {
        const other = await ask<unknown>(`textDocument/${method}`, '{ "a|": 1 }', 'package.json');
        assert.deepEqual(other.answer ?? [], []);
        for (const params of [
          null,
          {},
          { textDocument: { uri: 'file:///nowhere' }, position: { line: 1e9, character: -1 } },
        ]) {
          await editor.connection.sendRequest(`textDocument/${method}`, params).catch(() => {});
        }
      }
    });
  });
}

describe('protocol: an editor with the schemas', function () {
  this.timeout(15_000);
  it('gets from the server what the schemas do not say, and everything for other files', async () => {
    const editor = await startEditor({
      capabilities: RICH,
      initializationOptions: { editorHasSchemas: true },
    });
    const text = '{ "preferences": { "ios": [ { "name": "" } ], "" } }';
    const complete = async (uri: string, character: number, languageId = 'json'): Promise<string[]> => {
      await editor.open(text, uri, languageId);
      const items: CompletionItem[] = await editor.connection.sendRequest('textDocument/completion', {
        textDocument: { uri },
        position: { line: 0, character },
      });
      return items.map(({ label }) => label);
    };
    const [name, key] = [text.indexOf('""') + 1, text.lastIndexOf('""') + 1];
    assert.deepEqual(await complete('file:///a/extensibility.json', key), []);
    assert.deepEqual(await complete('file:///a/extensibility.jsonc', key, 'jsonc'), []);
    assert.ok(
      (await complete('file:///b/extensibility.json', name)).includes('DisableInspectorNotification'),
    );
    assert.deepEqual(await complete('file:///b/app.json', key), ['global', 'android']);
    assert.deepEqual(await complete('file:///c/extensibility.json', key, 'json5'), ['global', 'android']);
    assert.equal(await editor.stop(), 0);
  });
});

describe('protocol: a reference to a declared file', function () {
  this.timeout(15_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pinwarden-features-'));
    mkdirSync(path.join(folder, 'resources/deep er'), { recursive: true });
    writeFileSync(path.join(folder, '.pinwarden.json'), '{ "resources": ["resources/"] }');
    writeFileSync(path.join(folder, 'resources/deep er/a#b.json'), '{}');
    writeFileSync(path.join(folder, 'outside.json'), '{}');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('leads to that file and to no other', async () => {
    const editor = await startEditor({ capabilities: PUSHED });
    const definition = async (reference: string): Promise<unknown> => {
      const text = `{ "buildConfigurations": { "buildAction": { "config": "${reference}" } } }`;
      const uri = pathToFileURL(path.join(folder, `${Buffer.from(reference).toString('hex')}.json`)).href;
      await editor.open(text, uri);
      const position = { line: 0, character: text.indexOf(reference) + 3 };
      const found: { uri: string }[] | null = await editor.connection.sendRequest('textDocument/definition', {
        textDocument: { uri },
        position,
      });
      return found?.map((one) => one.uri) ?? null;
    };
    const expected = pathToFileURL(path.join(folder, 'resources/deep er/a#b.json')).href;
    assert.deepEqual(await definition('$resources.a#b.json'), [expected]);
    for (const other of [
      '$resources.outside.json',
      '$resources.../outside.json',
      '$resources./etc/passwd',
      '$images.a#b.json',
    ]) {
      assert.equal(await definition(other), null, other);
    }
    assert.equal(await editor.stop(), 0);
  });
});

describe('protocol: the uses of a resource', function () {
  this.timeout(15_000);
  const use = (name: string) =>
    `{ "buildConfigurations": { "buildAction": { "config": "$resources.${name}" } } }`;
  const action = '{ "variables": {}, "platforms": { "ios": { "displayName": "variables" } } }';
  const files = {
    '.git/HEAD': '',
    '.pinwarden.json': '{ "resources": ["resources/"] }',
    'resources/action.json': action,
    'resources/notes.json': '{}',
    'extensibility.json': use('action.json'),
    'library/my-extensibility.jsonc': `// a library\n${use('action.json')}`,
    'library/other-extensibility.json': use('other.json'),
    'library/my-settings.json': use('action.json'),
    'elsewhere/.pinwarden.json': '{}',
    'elsewhere/extensibility.json': use('action.json'),
  };
  const tree = filesIn(files);
  const uriOf = (name: string) => pathToFileURL(path.join(tree.path, name)).href;
  const short = (places: readonly { uri: string; range: Range }[] | null) =>
    places?.map(
      ({ uri, range }) => `${uri.slice(uriOf('').length + 1)} ${range.start.line}:${range.start.character}`,
    );
  const column = use('').indexOf('$resources');
  const onDisk = [`extensibility.json 0:${column}`, `library/my-extensibility.jsonc 1:${column}`];
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ capabilities: PUSHED });
  });
  afterEach(async () => {
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
  });
  const ask = async (method: 'references' | 'definition', name: string, needle: string, declared = false) => {
    const text = files[name as keyof typeof files];
    const places: Location[] | null = await editor.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: uriOf(name) },
      position: { line: 0, character: text.indexOf(needle) + 2 },
      ...(method === 'references' ? { context: { includeDeclaration: declared } } : {}),
    });
    return short(places);
  };
  const open = (name: keyof typeof files, text: string = files[name], languageId = 'json') =>
    editor.open(text, uriOf(name), languageId);

  it('are found from one of them, in open documents and beside the settings', async () => {
    await open('extensibility.json');
    assert.deepEqual(await ask('references', 'extensibility.json', '$resources'), onDisk);
    assert.deepEqual(await ask('references', 'extensibility.json', '$resources', true), [
      'resources/action.json 0:0',
      ...onDisk,
    ]);
    assert.equal(await ask('references', 'extensibility.json', 'config'), undefined);
    await open('library/my-extensibility.jsonc', `\n\n${use('other.json')}`);
    await open('library/my-settings.json');
    await open('elsewhere/extensibility.json');
    assert.deepEqual(await ask('references', 'extensibility.json', '$resources'), [
      `extensibility.json 0:${column}`,
      `library/my-settings.json 0:${column}`,
    ]);
    assert.deepEqual(await ask('references', 'elsewhere/extensibility.json', '$resources'), [
      `elsewhere/extensibility.json 0:${column}`,
    ]);
  });

  it('are found from the resource itself, whatever kind of file it is', async () => {
    await open('resources/action.json');
    assert.deepEqual(await ask('references', 'resources/action.json', 'platforms'), onDisk);
    assert.deepEqual(await ask('definition', 'resources/action.json', 'platforms'), onDisk);
    assert.equal(await ask('definition', 'resources/action.json', 'displayName'), undefined);
    await open('resources/notes.json');
    assert.deepEqual(await ask('references', 'resources/notes.json', '{'), []);
    await open('library/other-extensibility.json');
    assert.equal(
      await ask('definition', 'library/other-extensibility.json', 'buildConfigurations'),
      undefined,
    );
  });

  it('of a lone document are its own', async () => {
    const two = `[${use('x')}, ${use('x')}]`;
    const { uri } = await editor.open(`{ "appConfigurations": ${two} }`, 'untitled:Untitled-1');
    const places: Location[] | null = await editor.connection.sendRequest('textDocument/references', {
      textDocument: { uri },
      position: { line: 0, character: `{ "appConfigurations": ${two}`.indexOf('$res') },
      context: { includeDeclaration: true },
    });
    assert.equal(places?.length, 2);
  });
});

describe('protocol: a language that does not fit its text', function () {
  this.timeout(30_000);
  const texts = [
    '{ "preferences": { "ios": [ { "name": "StatusBarStyle", "value": "$resources.x" } ] } }',
    '{ "appConfigurations": { "cordova": { "preferences": { "a": 1 } } }, "BypassOSDomainsValidation": true }',
    pinning(['api.example.org', AMAZON]),
    'platforms:\n  android:\n    xml:\n      - inject: |\n          <pin-set><pin>x</pin></pin-set>\n',
    '<network-security-config><domain-config><domain>a.example.org</domain></domain-config></network-security-config>',
    '<plist><dict><key>TSKConfiguration</key><dict/></dict></plist>',
  ];
  const names = [
    'extensibility.json',
    'extensibility.yaml',
    'extensibility.xml',
    'pinning/a.yml',
    'build-action',
    'Info.plist',
  ];

  it('gives answers, and never an error', async () => {
    const editor = await startEditor({
      capabilities: RICH,
      initializationOptions: { editorHasSchemas: true, asks: true },
    });
    let count = 0;
    for (const text of texts) {
      for (const [at, languageId] of ['yaml', 'xml', 'json', 'jsonc', 'plaintext', ''].entries()) {
        const document = await editor.open(
          text,
          `file:///w/${++count}/${names[(at + count) % names.length]}`,
          languageId,
        );
        const textDocument = { uri: document.uri };
        await document.pull();
        await document.actions(wholeOf(document), { only: ['source.fixAll'] });
        await editor.connection.sendRequest('textDocument/documentSymbol', { textDocument });
        for (const needle of ['"', '<', ':', '.', 'a']) {
          const position = rangeOf({ ...document, text: () => `${text}${needle}` }, needle).end;
          for (const method of ['completion', 'hover', 'definition', 'references']) {
            const params = { textDocument, position, context: { includeDeclaration: true } };
            await editor.connection.sendRequest(`textDocument/${method}`, params);
          }
        }
        await document.close();
      }
    }
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
  });
});
