import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Position,
  PositionEncodingKind,
  Range,
  TextEdit,
} from 'vscode-languageserver-protocol/node';
import { folder, pinwarden, somePin } from '../support/cli';
import { CLIENTS, type Client } from '../support/clients';
import { type Editor, startEditor } from '../support/editor';

/** Characters of two, three and four bytes stand before the finding in its line, and a line end of two above it. */
const text = (host: string) =>
  `// \u{1f511}\r\n{ "hosts": [ /* ü € \u{1f511} */ { "host": "${host}", "hashes": ["${somePin('1')}", "${somePin('2')}"] } ] }\r\n`;
const [BEFORE, AFTER] = [text('API.example.org'), text('api.example.org')];

describe('protocol: every client', function () {
  this.timeout(20_000);

  for (const client of CLIENTS) {
    it(`${client.name}: sees the finding, applies the fix, saves the right text`, async () => {
      const files = folder({ 'pinning.json': BEFORE });
      const uri = pathToFileURL(`${files.path}/pinning.json`).href;
      const { capabilities, initializationOptions } = client;
      const editor = await startEditor({ entry: 'cli', capabilities, initializationOptions });
      const counts = client.counts ?? 'utf-16';
      assert.equal(editor.initialized.capabilities.positionEncoding ?? 'utf-16', counts);
      assert.equal(editor.initialized.capabilities.diagnosticProvider !== undefined, pulls(client));

      await editor.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'json', version: 1, text: BEFORE },
      });
      const found = hostFinding(await diagnostics(editor, client, uri, 1));
      assert.ok(found, 'a diagnostic');
      assert.equal(cut(BEFORE, found.range, counts), 'API.example.org');
      assert.match(found.codeDescription?.href ?? '', /non-canonical-host\/README\.md$/);

      const edits = await chosen(editor, client, uri, found);
      const saved = apply(BEFORE, edits, counts);
      assert.equal(saved, AFTER);
      await editor.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: client.sendsWhole
          ? [{ text: saved }]
          : edits.map(({ range, newText }) => ({ range, text: newText })),
      });
      assert.equal(hostFinding(await diagnostics(editor, client, uri, 2)), undefined);
      files.write('pinning.json', saved);
      await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
      const checked = await pinwarden(['check', files.path, '--format', 'json']);
      assert.doesNotMatch(checked.stdout, /non-canonical-host/);

      const able: readonly string[] = askable(client.capabilities);
      assert.deepEqual(
        editor.asked.filter((method) => !able.includes(method)),
        [],
        'the server asks for what was announced only',
      );
      assert.equal(await editor.stop(), 0);
      assert.equal(editor.stderr(), '');
    });
  }

  it('is told of the page of a rule where it does not show the address of a code', async () => {
    const cases: readonly (readonly [ClientCapabilities, boolean])[] = [
      [{}, true],
      [{ textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } }, false],
    ];
    for (const [capabilities, linked] of cases) {
      const editor = await startEditor({ entry: 'cli', capabilities });
      const document = await editor.open(BEFORE);
      const position = place(BEFORE, BEFORE.indexOf('API'));
      const hover = await editor.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: document.uri },
        position,
      });
      assert.equal(/non-canonical-host\/README\.md/.test(JSON.stringify(hover)), linked);
      assert.equal(await editor.stop(), 0);
    }
  });
});

function pulls({ capabilities }: Client): boolean {
  return isObject(capabilities.textDocument?.diagnostic);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** What a server may ask of a client that announces this. */
function askable({ workspace, window }: ClientCapabilities): string[] {
  return [
    ...(workspace?.configuration ? ['workspace/configuration'] : []),
    ...(workspace?.didChangeWatchedFiles?.dynamicRegistration ? ['client/registerCapability'] : []),
    ...(workspace?.diagnostics?.refreshSupport ? ['workspace/diagnostic/refresh'] : []),
    ...(window?.workDoneProgress ? ['window/workDoneProgress/create'] : []),
  ];
}

function hostFinding(found: readonly Diagnostic[]): Diagnostic | undefined {
  return found.find(({ code }) => code === 'non-canonical-host');
}

/** The diagnostics of a version of a document, in the way that the client gets them. */
async function diagnostics(
  editor: Editor,
  client: Client,
  uri: string,
  version: number,
): Promise<readonly Diagnostic[]> {
  if (pulls(client)) {
    const report: DocumentDiagnosticReport = await editor.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.deepEqual(editor.published, [], 'nothing is sent twice');
    return report.kind === 'full' ? report.items : [];
  }
  return editor.pushed({ uri, version: () => version });
}

/** The edits of the fix that the client is offered where it asks. */
async function chosen(editor: Editor, client: Client, uri: string, found: Diagnostic): Promise<TextEdit[]> {
  const { range, sent } = client.asks?.(found) ?? { range: found.range, sent: [found] };
  const actions: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: sent },
  });
  const action = actions.find(({ title }) => title.includes('api.example.org'));
  assert.ok(action, actions.map(({ title }) => title).join());
  assert.equal(action.command, undefined, 'nothing that only a client of our own knows');
  assert.deepEqual(Object.keys(action.edit ?? {}), ['changes'], 'edits that every client applies');
  return action.edit?.changes?.[uri] ?? [];
}

/** Applies edits as an editor does, counting as it does: by nothing that the server or its library has. */
function apply(before: string, edits: readonly TextEdit[], counts: PositionEncodingKind): string {
  return [...edits]
    .sort((a, b) => offset(before, b.range.start, counts) - offset(before, a.range.start, counts))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, offset(before, range.start, counts)) +
        newText +
        now.slice(offset(before, range.end, counts)),
      before,
    );
}

function cut(whole: string, { start, end }: Range, counts: PositionEncodingKind): string {
  return whole.slice(offset(whole, start, counts), offset(whole, end, counts));
}

function offset(whole: string, { line, character }: Position, counts: PositionEncodingKind): number {
  const lines = whole.split('\n');
  const above = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  const here = lines[line] ?? '';
  return counts === 'utf-8'
    ? above + Buffer.from(here).subarray(0, character).toString().length
    : above + character;
}

function place(whole: string, at: number): Position {
  const above = whole.slice(0, at).split('\n');
  return { line: above.length - 1, character: above.at(-1)?.length ?? 0 };
}
