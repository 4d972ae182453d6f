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
  Position,
  SymbolInformation,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pinning, somePin } from '../support/cli';
import { type Editor, PULLS, PUSHED, startEditor } from '../support/editor';

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
      for (const method of ['completion', 'hover', 'definition', 'documentSymbol']) {
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
